"""Quick questions: found as people type them, or an honest no; and no worse than it was."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.loading.files import Files
from bot.core.search.index import Index, build_index, texts_searched
from bot.core.search.results import Found
from bot.core.search.search import search
from bot.services.content import knowledge_at, shipped_content
from bot.services.embeddings import VECTORS, Embedder, model_here
from bot.services.search import index_of
from tests.evaluate import DIFFICULTIES, Figures, Search, Wanted, measured, plain_bm25, questions_in

STATUSES = {"answered", "choose", "nothing", "vague"}
needs_model = pytest.mark.skipif(model_here() is None, reason="the model is not made for this platform")


@pytest.fixture(scope="session")
def knowledge() -> Files:
    return knowledge_at(shipped_content())


@pytest.fixture(scope="session")
def index(knowledge: Files) -> Index:
    return index_of(knowledge, shipped_content())


@pytest.fixture(scope="session")
def ask(index: Index) -> Search:
    return cache(lambda typed: search(index, typed))


def first(found: Found) -> str:
    return found.results[0].topic if found.results else found.status


# --- How good it is: floors that rise with each improvement, never to be lowered to make a change pass


def unseen() -> list[Wanted]:
    """The questions that nothing was tuned on: our own that were held back."""
    return [one for one in questions_in("ours") if one.held_back]


@needs_model
def test_questions_nobody_tuned_on_are_answered_well(ask: Search) -> None:
    figures = measured(ask, unseen())
    assert figures.hit_1 >= 0.77
    assert figures.hit_3 >= 0.88
    assert figures.mrr >= 0.83
    assert figures.turned_away <= 0.05
    assert (figures.recall or 0) >= 0.9
    assert (figures.precision or 0) >= 0.8


@needs_model
def test_questions_that_share_no_word_with_the_text_are_answered(ask: Search) -> None:
    assert measured(ask, [one for one in unseen() if one.difficulty == "hard"]).hit_3 >= 0.79


@needs_model
@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_it_beats_plain_bm25(ask: Search, knowledge: Files, difficulty: str) -> None:
    wanted = [one for one in [*questions_in("dev"), *unseen()] if one.difficulty == difficulty]
    baseline = measured(plain_bm25(knowledge.topics), wanted)
    assert measured(ask, wanted).mrr > baseline.mrr


def test_without_the_model_it_still_finds_more_than_half(index: Index) -> None:
    by_words = index.without_model()
    figures: Figures = measured(lambda typed: search(by_words, typed), [*questions_in("dev"), *unseen()])
    assert figures.hit_1 >= 0.6
    assert figures.hit_3 >= 0.75


def test_no_question_of_the_evaluation_was_copied_into_the_knowledge(knowledge: Files) -> None:
    def bare(text: str) -> str:
        return " ".join(re.findall(r"\w+", text.lower()))

    known = {bare(text) for text in texts_searched(knowledge.topics, knowledge.not_for_us)}
    assert [one.question for one in [*questions_in("dev"), *unseen()] if bare(one.question) in known] == []


# --- How people type


@needs_model
@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("wats a market positon statment", "market-position-statement"),
        ("comissioning stratergy", "commissioning-strategy"),
        ("whats an MPS for", "market-position-statement"),
        ("hi all, quick one - what is decommissioning? thanks in advance!", "decommissioning"),
        ("<@U123> :wave: what is a jsna", "jsna"),
        ("organization of pooled budget", "pooled-budgets"),
        ("benchmarked", "benchmarking"),
        ("SLA or contract?", "service-level-agreements"),
        ("What\u2019s the difference between an SLA and a contract", "service-level-agreements"),
        ("commissioning vs contracting", "commissioning-against-contracting"),
    ],
)
def test_it_understands_how_people_type(ask: Search, typed: str, topic: str) -> None:
    assert first(ask(typed)) == topic


@needs_model
def test_a_question_inside_a_long_message_is_found(ask: Search) -> None:
    story = "We had a long meeting with the trust today and nobody could agree on anything, which was tiring for all of us. "
    assert first(ask(f"{story} What is a market position statement? {story} Have a good weekend.")) == "market-position-statement"


def test_a_word_in_capitals_is_not_the_same_word_in_small_letters(index: Index) -> None:
    assert "special educational needs" in index.reader.read("aims for SEND").text
    assert index.reader.read("who do i send it to").text == "who do i send it to"


@pytest.mark.parametrize("typed", ["", "   ", "?", "hi all", "commissioning?", "what about it", "and the services", "\x00"])
def test_what_names_nothing_is_asked_back(ask: Search, typed: str) -> None:
    assert ask(typed) == Found("vague")


@needs_model
@pytest.mark.parametrize(
    "typed", ["can I have tuesday off", "how do i unjam the photocopier", "is Larkspur Manor rated good", "qwfpgj zxcv"]
)
def test_what_no_topic_answers_gets_an_honest_no_with_what_is_closest(ask: Search, typed: str) -> None:
    found = ask(typed)
    assert found.status == "nothing"
    assert len(found.results) >= 2


@needs_model
def test_the_part_of_a_table_that_a_question_names_is_told(ask: Search, knowledge: Files) -> None:
    result = ask("what does joint look like for contracting").results[0]
    assert result.topic == "joint-contracting"
    assert result.part is not None
    table = knowledge.tables[result.part.table]
    assert table.rows[result.part.row or 0].id == "contracting"
    assert table.columns[result.part.column or 0].startswith("Joint")


# --- Whatever is typed


@pytest.fixture(scope="module")
def by_words(index: Index) -> Index:
    return index.without_model()


@given(typed=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_status_and_always_the_same(index: Index, by_words: Index, typed: str) -> None:
    for searched in (index, by_words):
        found = search(searched, typed)
        assert found.status in STATUSES
        assert found == search(searched, typed)
        assert [one.score for one in found.results] == sorted((one.score for one in found.results), reverse=True)


@given(typed=st.text(alphabet="aehilmnoprst ,.?!'-\u2019\n", max_size=3000))
@settings(max_examples=60, deadline=None)
def test_the_share_of_words_used_is_a_share(by_words: Index, typed: str) -> None:
    shares = by_words.lexical.scores(by_words.reader.read(typed).stems)
    assert shares.min() >= 0
    assert shares.max() <= 1


def test_without_topics_there_is_nothing(knowledge: Files) -> None:
    empty = build_index({}, {}, knowledge.nicknames, knowledge.not_for_us, None)
    assert search(empty, "what is commissioning").status == "nothing"


# --- The embeddings that come with the knowledge


@needs_model
def test_the_embeddings_are_those_of_the_texts_as_they_are_now(knowledge: Files) -> None:
    model = model_here()
    assert model is not None
    embedder = Embedder(model, [shipped_content() / VECTORS])
    missing = embedder.missing(texts_searched(knowledge.topics, knowledge.not_for_us))
    assert missing == [], "run `advisor embed` after changing the knowledge"
