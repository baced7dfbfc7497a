"""Answers about a few animals, or about nothing, where a test is not about finding them."""

from dataclasses import dataclass, replace

from bot.core.content.library import Library
from bot.core.quick_answers.composer import Composer, Wanted
from bot.core.quick_answers.memory import Said
from bot.core.quick_answers.reply import Answer, Reply
from bot.core.search.results import Found, Result

HEDGEHOGS = Result("hedgehogs", "Hedgehogs in the garden", 1.0, ("almanac",))


@dataclass(frozen=True)
class AnimalAnswers:
    """What is known about hedgehogs; of animals one may choose, and “more” goes on."""

    library: Library

    def reply(self, typed: str, said: Said | None = None) -> Reply:
        """The answer to a message."""
        titles = {id_: dialogue.title for id_, dialogue in self.library.dialogues.items()}
        composer = Composer(self.library, self.library.sources, self.library.phrases, titles)
        if said and self.refers_back(typed):
            return Reply((replace(composer.about("hedgehogs", Wanted(typed), None, Found("answered")), goes_on=True),))
        if "hedgehog" in typed.lower():
            return Reply((composer.answered(Wanted(typed), Found("answered", (HEDGEHOGS,))),))
        if "animal" in typed.lower():
            return Reply((composer.to_choose(Found("choose", (HEDGEHOGS,))),))
        return Reply((composer.nothing(Found("nothing"), ()),))

    def refers_back(self, typed: str) -> bool:
        """Whether a message refers to the answer before."""
        return typed.lower() == "more"

    def explains(self, word: str) -> bool:
        """Whether a single word is the name of something that is explained."""
        return word.lower() == "hedgehogs"


class NoAnswers:
    """Nothing, whatever is asked."""

    def reply(self, _: str, __: Said | None = None) -> Reply:
        """An honest no."""
        return Reply((Answer("nothing", lead="I have nothing on that."),))

    def refers_back(self, _: str) -> bool:
        """Never."""
        return False

    def explains(self, _: str) -> bool:
        """Never."""
        return False
