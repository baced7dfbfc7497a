"""How good quick answers are: what is found, in figures beside plain BM25, and what is shown: `make evaluate`."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

import yaml

from bot.core.content.topic import Topic
from bot.core.quick_answers.thread import Thread
from bot.core.search.passages import passages_of
from bot.core.search.results import Found, Result
from bot.core.search.search import MOST_RESULTS, search
from bot.core.words.tokens import stems_of, words_of
from bot.services.content import knowledge_at, shipped_content
from bot.services.search import index_of, thread_of
from tests.evaluate_openings import figures as openings_figures
from tests.evaluate_openings import shipped_recogniser
from tests.shown import by_kind, is_right, shown_in, wrong_among

QUESTIONS = Path(__file__).parent / "questions"
DIFFICULTIES = ("easy", "medium", "hard")

Search = Callable[[str], Found]


@dataclass(frozen=True)
class Wanted:
    """A question, and the sources any of which answers it; none where "nothing" is the right answer."""

    question: str
    difficulty: str
    accept: frozenset[str]
    held_back: bool


@dataclass(frozen=True)
class Figures:
    """How a search did on some questions; a share is none where there was nothing to share."""

    hit_1: float
    hit_3: float
    mrr: float
    topic_1: float  # the first topic, whichever of its sources is the right one
    topic_3: float
    turned_away: float
    recall: float | None
    precision: float | None

    def __str__(self) -> str:
        shares = (self.hit_1, self.hit_3, self.mrr, self.topic_1, self.topic_3, self.turned_away, self.recall, self.precision)
        return "".join("      -  " if share is None else f"{share:9.3f}" for share in shares)


HEADINGS = "".join(f"{name:>9}" for name in ("hit@1", "hit@3", "MRR", "topic@1", "topic@3", "turned", "recall", "prec."))


def questions_in(name: str) -> list[Wanted]:
    """The questions of a file."""
    read = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]
    return [Wanted(one["question"], one["difficulty"], frozenset(one["accept"]), one.get("held_back", False)) for one in read]


def measured(find: Search, wanted: Sequence[Wanted]) -> Figures:
    """The figures of a search on these questions."""
    asked = [(one, find(one.question)) for one in wanted]
    good = [(one.accept, found) for one, found in asked if one.accept]
    by_id = [_rank([[source] for source in _ids(found.results)], accept) for accept, found in good]
    by_topic = [_rank([result.sources for result in found.results], accept) for accept, found in good]
    refused = [_is_refusal(found) for _, found in good]
    right = [_is_refusal(found) for one, found in asked if not one.accept]
    return Figures(
        hit_1=_share(rank == 1 for rank in by_id),
        hit_3=_share(rank <= 3 for rank in by_id),
        mrr=mean(1 / rank for rank in by_id) if by_id else 0.0,
        topic_1=_share(rank == 1 for rank in by_topic),
        topic_3=_share(rank <= 3 for rank in by_topic),
        turned_away=_share(refused),
        recall=_share(right) if right else None,
        precision=sum(right) / (sum(right) + sum(refused)) if right and sum(right) + sum(refused) else None,
    )


def _is_refusal(found: Found) -> bool:
    return found.status in {"nothing", "vague"}


def _ids(results: Iterable[Result]) -> list[str]:
    return list(dict.fromkeys(source for result in results for source in result.sources))


def _rank(ranked: Sequence[Sequence[str]], accept: frozenset[str]) -> float:
    return next((place for place, sources in enumerate(ranked, 1) if accept & set(sources)), math.inf)


def _share(those: Iterable[bool]) -> float:
    counted = list(those)
    return sum(counted) / len(counted) if counted else 0.0


def plain_bm25(topics: dict[str, Topic]) -> Search:
    """The baseline: BM25 as in the textbooks (k1 1.2, b 0.75) over all of each topic's texts."""
    documents = {
        id_: Counter(stem for passage in passages_of(topic) for stem in _stems(passage.text)) for id_, topic in topics.items()
    }
    lengths = {id_: document.total() for id_, document in documents.items()}
    usual = mean(lengths.values())
    used = Counter(stem for document in documents.values() for stem in document)

    def score(id_: str, stems: Iterable[str]) -> float:
        document, norm = documents[id_], 1.2 * (0.25 + 0.75 * lengths[id_] / usual)
        return sum(
            math.log(1 + (len(documents) - used[stem] + 0.5) / (used[stem] + 0.5))
            * document[stem]
            * 2.2
            / (document[stem] + norm)
            for stem in stems
            if stem in document
        )

    def find(question: str) -> Found:
        scored = {id_: score(id_, stems_of(question)) for id_ in documents}
        best = sorted((id_ for id_ in scored if scored[id_] > 0), key=lambda id_: -scored[id_])[:MOST_RESULTS]
        results = tuple(Result(id_, topics[id_].title, scored[id_], topics[id_].cite) for id_ in best)
        return Found("answered" if results else "nothing", results)

    return find


def _stems(text: str) -> list[str]:
    known = stems_of(text)
    return [stem for word in words_of(text) for stem in stems_of(word) if stem in known]


@cache
def shipped_thread() -> Thread:
    """What answers, as it is served."""
    content = shipped_content()
    knowledge = knowledge_at(content)
    assert knowledge.phrases is not None
    return thread_of(knowledge, index_of(knowledge, content), knowledge.sources or {}, knowledge.phrases)


def found_by(thread: Thread, question: str) -> Found:
    """What an answer rests on."""
    reply = thread.reply(question)
    return Found(reply.status, reply.results)


def shipped_searches() -> dict[str, Search]:
    """The searches that are compared: as served, without the model, and the baseline."""
    content = shipped_content()
    knowledge = knowledge_at(content)
    index = index_of(knowledge, content)
    by_words = index.without_model()
    return {
        "search": lambda question: found_by(shipped_thread(), question),
        "no model": lambda question: search(by_words, question),
        "BM25": plain_bm25(knowledge.topics),
    }


def sets() -> dict[str, list[Wanted]]:
    """The questions by file and half."""
    ours = questions_in("ours")
    open_, held = [one for one in ours if not one.held_back], [one for one in ours if one.held_back]
    return {"dev": questions_in("dev"), "ours, open": open_, "ours, held back": held}


def main() -> None:
    """Print the figures."""
    searches = shipped_searches()
    print(f"{'':<32}{HEADINGS}")  # noqa: T201
    for name, wanted in sets().items():
        for who, find in searches.items():
            print(f"{name:<16}{who:<9}{'all':<7}{measured(find, wanted)}")  # noqa: T201
        for difficulty in DIFFICULTIES:
            some = [one for one in wanted if one.difficulty == difficulty]
            for who in ("search", "BM25"):
                print(f"{name:<16}{who:<9}{difficulty:<7}{measured(searches[who], some)}")  # noqa: T201
    for file in ("shown", "shown_held_back", "shown_held_back_typed"):
        questions = shown_in(file)
        wrong = wrong_among(questions, lambda one: is_right(shipped_thread(), one))
        kinds = ", ".join(f"{kind} {right}/{count}" for kind, (right, count) in by_kind(questions, wrong).items())
        print(f"{file}: the text is right for {len(questions) - len(wrong)} of {len(questions)} ({kinds})")  # noqa: T201
    for name, understood in openings_figures(shipped_recogniser()).items():
        print(f"{name:<32}{understood}")  # noqa: T201


if __name__ == "__main__":
    main()
