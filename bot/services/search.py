"""The search over a content folder: its index, with the embeddings that are kept."""

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from platformdirs import user_data_path

from bot.core.content.dialogue import Dialogue
from bot.core.content.phrases import Phrases
from bot.core.content.search_settings import Languages, Limits, Nicknames, NotForUs, QuestionKinds
from bot.core.content.source import Source
from bot.core.content.topic import KnownTable, Topic
from bot.core.loading.defaults import shipped
from bot.core.quick_answers.answerer import Answerer
from bot.core.quick_answers.comparison import Comparer
from bot.core.quick_answers.composer import Composer
from bot.core.quick_answers.follow_up import FollowUpReader
from bot.core.quick_answers.kinds import KindReader
from bot.core.quick_answers.open_points import OpenPoints
from bot.core.quick_answers.thread import Thread
from bot.core.search.index import Index, build_index, texts_searched
from bot.services.content import knowledge_at, shipped_content
from bot.services.embeddings import VECTORS, Embedder, Model, model_here

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DATA = user_data_path("commissioning-advisor")
SHIPPED_VECTORS = Path(str(files("bot.core.loading") / "shipped" / "vectors.npz"))
_A_FEW = 50  # texts that are embedded without more ado
_log = logging.getLogger(__name__)


class Knowledge(Protocol):
    """What is searched: a library has it, and so have the files of a knowledge folder by themselves."""

    @property
    def topics(self) -> Mapping[str, Topic]: ...
    @property
    def tables(self) -> Mapping[str, KnownTable]: ...
    @property
    def nicknames(self) -> Nicknames: ...
    @property
    def not_for_us(self) -> NotForUs: ...
    @property
    def question_kinds(self) -> QuestionKinds: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def languages(self) -> Languages: ...
    @property
    def dialogues(self) -> Mapping[str, Dialogue]: ...


def index_of(knowledge: Knowledge, content: Path, data: Path = DATA, model: Model | None = None) -> Index:
    """The index; embeddings that do not come with the content are worked out once and kept in the data folder."""
    model = model or model_here()
    embedder = _embedder(knowledge, content, data, model) if model else None
    return build_index(knowledge.topics, knowledge.tables, knowledge.nicknames, knowledge.not_for_us, embedder)


def thread_of(knowledge: Knowledge, index: Index, sources: Mapping[str, Source], phrases: Phrases) -> Thread:
    """What answers the messages of a thread in the words of this knowledge."""
    return Thread(answerer_of(knowledge, index, sources, phrases), FollowUpReader(knowledge.question_kinds.follow_ups))


def answerer_of(knowledge: Knowledge, index: Index, sources: Mapping[str, Source], phrases: Phrases) -> Answerer:
    """What answers quick questions in the words of this knowledge."""
    titles = {id_: dialogue.title for id_, dialogue in knowledge.dialogues.items()}
    return Answerer(
        index=index,
        composer=Composer(knowledge, sources, phrases, titles),
        comparer=Comparer(knowledge.topics, knowledge.tables, phrases.say("ask_in_short")),
        kinds=KindReader(knowledge.question_kinds),
        open_points=OpenPoints(knowledge.limits),
        languages=knowledge.languages,
        detect=language_of,
        close=knowledge.not_for_us.thresholds.close,
    )


def _embedder(knowledge: Knowledge, content: Path, data: Path, model: Model) -> Embedder:
    own = data / "vectors.npz"
    embedder = Embedder(model, [content / VECTORS, SHIPPED_VECTORS, own])
    missing = embedder.missing(texts_searched(knowledge.topics, knowledge.not_for_us))
    if missing:
        if len(missing) > _A_FEW:
            _log.warning("Reading %s texts of the knowledge for the first time; this takes about a minute.", len(missing))
        try:
            embedder.keep(texts_searched(knowledge.topics, knowledge.not_for_us), own)
        except OSError as error:  # nothing is lost but time
            _log.warning("The embeddings could not be kept in %s: %s", own, error.strerror)
    return embedder


def shipped_texts() -> list[str]:
    """The texts that every content folder is compared with, as they ship with the advisor."""
    return texts_searched({}, NotForUs.model_validate(shipped("not_for_us.yaml")))


def embed(content: Path) -> int:
    """Work out the embeddings of a content folder's knowledge, and keep them in it. Returns how many there are.

    With the content that ships come the embeddings of what every other folder is compared with, too.
    """
    knowledge, model = knowledge_at(content), model_here()
    if model is None:
        raise OSError("the model is not installed here")
    texts = texts_searched(knowledge.topics, knowledge.not_for_us)
    Embedder(model, [content / VECTORS]).keep(texts, content / VECTORS)
    if content == shipped_content():
        Embedder(model, [SHIPPED_VECTORS]).keep(shipped_texts(), SHIPPED_VECTORS)
    return len(set(texts))


LANGUAGES = ("en", "cy", "fr", "pl", "es", "ur", "pa")


def language_of(text: str) -> str:
    """The two letters of the likeliest of the languages that are told apart."""
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # it takes a moment, and few need it

    identifier = LanguageIdentifier.from_model_file(MODEL_DIR / MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
