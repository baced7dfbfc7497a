"""What was found, as a person reads it."""

from bot.core.library_reader import Files
from bot.core.markdown import plain
from bot.core.phrases import Phrases
from bot.core.search.found import Found, Named, Result
from bot.core.search.search import MOST_CHOICES
from bot.core.text import sources_text
from bot.core.topic import KnownTable

_CLOSEST = 2
_LONGEST_PART = 700  # characters; a longer part of a table is left to "more"
