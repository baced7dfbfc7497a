"""A person taken out of a conversation that is somebody else's: what was chosen stays, who chose it does not."""

from dataclasses import replace

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.questions.answers import fits, type_of
from bot.core.templating.values import UNSURE


def without_person(library: Library, conversation: Conversation, who: str) -> Conversation:
    """The same without this person's name, and with a remark in place of the words that they typed."""
    answers = {key: _without(library, key, answer, who) for key, answer in conversation.answers.items()}
    proposed = conversation.proposed and _without(library, conversation.reopened, conversation.proposed, who)
    kept = {key: answer for key, answer in answers.items() if answer}
    return replace(conversation, answers=kept, proposed=proposed)


def _without(library: Library, key: Key, answer: Answer, who: str) -> Answer | None:
    if answer.by != who:
        return answer
    question = library.question(key)
    if question is None:  # nobody can tell any more whose words these are
        return None
    value = answer.value
    if value != UNSURE:
        value = type_of(question).impersonal(question, value, library.phrases.say("words_removed"))
    return replace(answer, by="", value=value) if fits(question, value) else None
