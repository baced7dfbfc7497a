"""The dialogues in the order menus show them."""

from bot.core.content.library import Library


def menu_groups(library: Library) -> list[tuple[str, list[str]]]:
    """The groups with their dialogues; a group stands where its first dialogue's `order` puts it."""
    groups: dict[str, list[str]] = {}
    for id_ in sorted(library.dialogues, key=lambda id_: (library.dialogues[id_].order, library.dialogues[id_].title)):
        groups.setdefault(library.dialogues[id_].group, []).append(id_)
    return list(groups.items())


def in_menu_order(library: Library) -> list[str]:
    """The dialogues, group by group."""
    return [id_ for _, ids in menu_groups(library) for id_ in ids]
