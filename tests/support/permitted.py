"""Conversations as tests get at them, whoever they are."""

from bot.core.dialogue.conversation import Conversation
from bot.services.access import Permitted
from bot.services.conversations import Advisor
from bot.storage.conversations import StoredConversation


def stored_conversation(advisor: Advisor, id_: str) -> StoredConversation | None:
    """The conversation with this id."""
    with advisor.store.reading(0) as transaction:
        return transaction.look_up(id_)


def permitted(advisor: Advisor, id_: str) -> Permitted:
    """The same as somebody has it who may do anything with it; also of one that is not kept."""
    return Permitted(stored_conversation(advisor, id_) or StoredConversation(Conversation(id_, "none"), "", ""))
