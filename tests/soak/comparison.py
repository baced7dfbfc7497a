"""What each conversation should have come to, by the same advisor when nothing goes wrong, and what it came to."""

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.storage.store import Store
from tests.soak.people import ANSWERS, Talked
from tests.support.slack.office import Office, Talk, small_library
from tests.support.slack.words import shown

QUESTION_KEYS = ("fence.rabbits", "fence.wood", "fence.paint")


@cache
def calm(answers: tuple[str, ...]) -> tuple[list[str], int]:
    """What the advisor says to these answers when nothing goes wrong, and how often it changes what it keeps."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(small_library(), Path(folder) / "advisor.db").open()
        ann = office.person()
        talk = Talk(office, ann, office.channel(ann))
        ann.mention(talk.channel, "fence")
        talk.click(*answers)
        said = [shown(one) for one in talk.said]
        with office.store.reading(0) as reading:
            version = reading.held_at("slack:")[0].conversation.version
        office.close()
    return said, version


@dataclass
class Findings:
    """What is not as it should be, by kind; with the conversations it was found in."""

    turns: int = 0
    found: Counter[str] = field(default_factory=Counter)
    where: list[str] = field(default_factory=list)

    def note(self, kind: str, talk: Talked, what: object, times: int = 1) -> None:
        """Something that was found so many times."""
        if not times:
            return
        self.found[kind] += times
        self.where.append(f"{kind}: {talk.channel.name}: {what}")


KINDS = ("acknowledged answers lost", "turns doubled", "messages doubled", "messages never said", "conversations stuck")


def compared(talks: list[Talked], store: Store) -> Findings:
    """Every conversation held against its model."""
    findings = Findings(found=Counter(dict.fromkeys(KINDS, 0)))
    for talk in talks:
        _compare(talk, store, findings)
    return findings


def _compare(talk: Talked, store: Store, findings: Findings) -> None:
    expected, version = calm(talk.answers)
    seen = [one for one in talk.person.sees(talk.channel) if one.ours and not one.only_for]
    said = Counter(shown(one) for one in seen if one.thread == talk.thread)
    elsewhere = Counter(one.thread for one in seen if one.thread != talk.thread)  # taken, yet not acknowledged
    findings.note("messages doubled", talk, elsewhere, sum(elsewhere.values()) - len(elsewhere))
    if not talk.complete:
        findings.note("conversations stuck", talk, list(said))
        return
    for words, count in (said - Counter(expected)).items():
        findings.note("messages doubled", talk, words, count)
    for words, count in (Counter(expected) - said).items():
        findings.note("messages never said", talk, words, count)
    with store.reading(0) as reading:
        stored = reading.latest(f"slack:T0TEAM:{talk.channel.id}:{talk.thread}", statuses=("open", "finished", "stopped"))
    if stored is None:
        findings.note("acknowledged answers lost", talk, "all", len(talk.acknowledged))
        return
    findings.turns += stored.conversation.version
    options = {label: option for pair in ANSWERS for label, option in zip(pair, ("yes", "no"), strict=True)}
    options |= {"Green": "green", "White": "white"}
    for key, label in zip(QUESTION_KEYS, talk.answers, strict=True):
        answer = stored.conversation.answers.get(key)
        if label in talk.acknowledged and (answer is None or answer.value != options[label]):
            findings.note("acknowledged answers lost", talk, key)
    if stored.conversation.version > version:
        findings.note("turns doubled", talk, f"{stored.conversation.version} changes instead of {version}")
