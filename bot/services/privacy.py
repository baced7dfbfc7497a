"""What people may ask for: all that is kept of them as one document, and that it is forgotten."""

import logging
from dataclasses import dataclass
from typing import Any

from bot.core.dialogue.anonymise import without_person
from bot.services.conversations import Advisor
from bot.storage.personal import NOBODY

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ForgottenPerson:
    """What was let go."""

    conversations: int  # that they began
    course: bool
    elsewhere: int  # conversations of others that they answered in


def exported(advisor: Advisor, person: str) -> dict[str, Any]:
    """All that is kept of a person (workspace/person), by table."""
    with advisor.store.reading(advisor.clock().timestamp()) as reading:
        kept, installed = reading.kept_of(person), reading.installed_by(person)
    LOG.info("What is kept of a person was exported: %s rows", sum(map(len, kept.values())))
    return {
        "person": person,
        "exported_at": advisor.clock().isoformat(timespec="seconds"),
        "kept": kept,
        "installed_the_app": installed,
        "tables_about_nobody": NOBODY,
    }


def forget_person(advisor: Advisor, person: str) -> ForgottenPerson:
    """All that a person said, away, and their name out of what others keep."""
    workspace, _, user = person.rpartition("/")
    with advisor.store.transaction(advisor.clock().timestamp()) as transaction:
        gone = transaction.forget_person(person)
        transaction.forget_last_answers_of(person)
        elsewhere = transaction.answered_by(workspace, user)
        for stored in elsewhere:
            transaction.rewrite(without_person(advisor.library, stored.conversation, user))
    LOG.info("A person was forgotten: %s conversations, %s of others", gone.conversations, len(elsewhere))
    return ForgottenPerson(gone.conversations, gone.course, len(elsewhere))


def forget_workspace(advisor: Advisor, workspace: str) -> int:
    """All that was said in a workspace, away; how many conversations that were."""
    with advisor.store.transaction(advisor.clock().timestamp()) as transaction:
        gone = transaction.forget_workspace(workspace)
    LOG.info("Workspace %s was forgotten: %s conversations", workspace, gone)
    return gone
