"""What is known at a place of a dialogue: what was asked, and what follows from an answer."""

from dataclasses import dataclass

from bot.core.dialogue.conversation import Key

Fact = str  # a key that is on the way, or what was answered: “dialogue.question=option”, “dialogue.question!=option”
Keys = frozenset[Key]


def answered(key: Key, answer: str, is_so: bool = True) -> Fact:
    """The fact that a question has this answer, or a call this end; or that it has another."""
    return f"{key}{'=' if is_so else '!='}{answer}"


@dataclass
class Place:
    """What can be known at a question, call or outcome."""

    surely: Keys  # asked on every way to it
    ever: Keys  # asked on some way to it
    given: dict[Fact, Keys]  # asked on every way to it on which this holds

    def joined(self, other: "Place") -> "Place":
        """The same place, come to by either way."""
        facts = (self.given | other.given).items()
        given = {fact: self.given.get(fact, keys) & other.given.get(fact, keys) for fact, keys in facts}
        return Place(self.surely & other.surely, self.ever | other.ever, given)

    def known(self, facts: frozenset[Fact]) -> frozenset[Fact]:
        """These facts, and the questions that must have been asked with them."""
        return facts.union(*(self.given.get(fact, frozenset()) for fact in facts))
