"""Six questions as a skill of opsdroid, with its memory in this process and with its SQLite."""

import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
from pathlib import Path

from opsdroid.connector import Connector
from opsdroid.core import OpsDroid
from opsdroid.database.sqlite import DatabaseSqlite
from opsdroid.events import Message
from opsdroid.matchers import match_regex

logging.disable(logging.CRITICAL)
SCRIPT = json.loads(sys.stdin.read())  # the questions, each with its answer


class AtOnce(Connector):
    """A chat that takes everything at once."""

    name = "none"

    async def connect(self):
        pass

    async def listen(self):
        pass

    async def send(self, event):
        pass


@match_regex("^(?P<said>.*)$")
async def answered(opsdroid, config, message):
    kept = {} if message.text == "begin" else await opsdroid.memory.get(message.target) or {}
    if message.text != "begin":
        kept[str(len(kept))] = message.text
    await opsdroid.memory.put(message.target, kept)
    await message.respond("Done." if len(kept) == len(SCRIPT) else SCRIPT[len(kept)][0])


async def measured(opsdroid, connector, conversations):
    taken = []
    for conversation in range(conversations):
        for number, text in enumerate(["begin", *(answer for _, answer in SCRIPT)]):
            message = Message(text=text, user="ann", user_id="7", target=f"room{conversation}", connector=connector)
            start = time.thread_time()
            await opsdroid.parse(message)
            if number and conversation:
                taken.append(time.thread_time() - start)
    return statistics.median(taken) * 1e6


async def main():
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, databases in (("in memory", []), ("with SQLite", [DatabaseSqlite({"path": str(Path(folder) / "kept.db")})])):
            opsdroid = OpsDroid(config={})
            connector = AtOnce({}, opsdroid=opsdroid)
            opsdroid.connectors = [connector]
            for database in databases:
                await database.connect()
            opsdroid.memory.databases = databases
            opsdroid.register_skill(answered, {"name": "six"})
            found[f"opsdroid, {name}"] = await measured(opsdroid, connector, 40)
            OpsDroid.instances = []
    return found


print(json.dumps(asyncio.get_event_loop_policy().new_event_loop().run_until_complete(main())))
