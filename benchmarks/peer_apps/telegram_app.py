"""Six questions as a ConversationHandler of python-telegram-bot, in memory and with a pickle after each turn."""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ConversationHandler, MessageHandler, PicklePersistence, filters
from telegram.request import BaseRequest

SCRIPT = json.loads(sys.stdin.read())  # the questions, each with its answer
USER = {"id": 7, "is_bot": False, "first_name": "Ann"}
CHAT = {"id": 7, "type": "private"}


class AtOnce(BaseRequest):
    """A Telegram that answers at once."""

    @property
    def read_timeout(self):
        return 1.0

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, *_, **__):
        me = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "a_bot"}
        message = {"message_id": 1, "date": 0, "chat": CHAT, "text": "x"}
        return 200, json.dumps({"ok": True, "result": me if url.endswith("getMe") else message}).encode()


def step(number):
    async def act(update, context):
        context.user_data[number] = update.message.text
        last = number + 1 == len(SCRIPT)
        await update.message.reply_text("Done." if last else SCRIPT[number + 1][0])
        return ConversationHandler.END if last else number + 1

    return act


async def begin(update, context):
    context.user_data.clear()
    await update.message.reply_text(SCRIPT[0][0])
    return 0


async def measured(persistence, conversations):
    builder = Application.builder().token("1:none").request(AtOnce()).get_updates_request(AtOnce())
    app = (builder.persistence(persistence) if persistence else builder).build()
    states = {number: [MessageHandler(filters.TEXT, step(number))] for number in range(len(SCRIPT))}
    entry = [MessageHandler(filters.Regex("^begin$"), begin)]
    app.add_handler(ConversationHandler(entry, states, [], persistent=bool(persistence), name="six"))
    await app.initialize()
    taken = []
    for conversation in range(conversations):
        for number, text in enumerate(["begin", *(answer for _, answer in SCRIPT)]):
            message = {"message_id": number + 1, "date": 0, "chat": CHAT, "from": USER, "text": text}
            update = Update.de_json({"update_id": conversation * 10 + number, "message": message}, app.bot)
            start = time.thread_time()
            await app.process_update(update)
            if persistence:
                await app.update_persistence()
                await persistence.flush()
            if number and conversation:
                taken.append(time.thread_time() - start)
    return statistics.median(taken) * 1e6


async def main():
    with tempfile.TemporaryDirectory() as folder:
        return {
            "python-telegram-bot, in memory": await measured(None, 40),
            "python-telegram-bot, a pickle each turn": await measured(PicklePersistence(Path(folder) / "kept"), 40),
        }


print(json.dumps(asyncio.run(main())))
