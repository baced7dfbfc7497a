"""What was understood of a sentence, in words, for whoever said it to agree to."""

from bot.core.content.library import Library
from bot.core.openings.opening import Opening


def understood_words(library: Library, opening: Opening) -> str:
    """The service, what was said of it, and where to begin, as Markdown; or that nothing was understood."""
    if not opening.dialogue:
        return library.phrases.say("opening_none")
    title = library.dialogues[opening.dialogue].title
    return library.phrases.say("opening_understood", service=opening.service, answers=_said(library, opening), dialogue=title)


def _said(library: Library, opening: Opening) -> list[str]:
    """Each answer as it reads inside a sentence."""
    said = []
    for key, value in opening.all_answers.items():
        question = library.question(key)
        option = question.option(value) if question else None
        said += [option.phrase or option.label] if option else []
    return said
