"""The log of a server: a line for people at a terminal, JSON for everything else."""

import logging
import sys

import structlog
from structlog.typing import Processor

TURNS = logging.getLogger("bot.turns")


def configure_logs() -> None:
    """One handler for all that is logged, ours and that of libraries, which tell warnings alone."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    to_people = sys.stderr.isatty()
    last: Processor = structlog.dev.ConsoleRenderer() if to_people else structlog.processors.JSONRenderer(ensure_ascii=False)
    as_text: list[Processor] = [] if to_people else [structlog.processors.format_exc_info]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *as_text, last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
