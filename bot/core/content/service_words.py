"""Service words: how authors say what a service may be called in their field."""

from bot.core.content.base import Part, Sources


class ServiceWords(Part):
    """Words that services and groups of people go by, and words that stand around them."""

    services: Sources = ()
    people: Sources = ()
    general: Sources = ()
    around: Sources = ()
    places: Sources = ()
    names: Sources = ()
