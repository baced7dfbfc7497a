"""Which language somebody writes in, where it is not English."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

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
