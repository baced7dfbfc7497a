"""The `advisor` command: all its verbs.

Each verb imports what it needs when it is called, so that `advisor ask` need not wait for a database and a Slack client
that it does not use.
"""

from collections.abc import Callable

import typer

from bot.cli.ask import ask, embed, gaps, read
from bot.cli.author import list_, play_, play_tests, run
from bot.cli.authors.check import check
from bot.cli.authors.diagram import diagram
from bot.cli.authors.diff import diff, what_if
from bot.cli.authors.new import new, schema
from bot.cli.authors.paths import paths
from bot.cli.chat import begin, chat
from bot.cli.doctor import doctor
from bot.cli.learn import learn
from bot.cli.playground import playground
from bot.cli.privacy import export, forget
from bot.cli.serve import health, migrate, serve

app = typer.Typer(
    help="A guided advisor for people who commission public services.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
VERBS: dict[str, Callable[..., None]] = {
    "ask": ask, "begin": begin, "embed": embed, "learn": learn, "playground": playground, "check": check, "list": list_,
    "run": run, "chat": chat, "play": play_, "test": play_tests, "paths": paths, "serve": serve, "read": read, "gaps": gaps,
    "health": health, "migrate": migrate, "schema": schema, "diagram": diagram, "diff": diff, "what-if": what_if,
    "doctor": doctor, "export": export, "forget": forget,
}  # fmt: skip
for name, verb in VERBS.items():
    app.command(name)(verb)
app.add_typer(new, name="new")
