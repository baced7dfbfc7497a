"""The authors' panel: what they saved, where the open conversation stands in the dialogue, and how to keep it as a
test."""

from collections.abc import Iterator
from json import dumps

from bot.authoring.export_test import copied
from bot.core.content.dialogue import Call
from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue.conversation import Answer, Conversation, key_of, short
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.reply_builder import question_shown
from bot.core.questions.answers import fits
from bot.core.templating.markdown import plain
from bot.core.templating.templates import LanguageError
from bot.playground.content_watcher import ContentWatcher
from bot.playground.html.mrkdwn import Names
from bot.playground.html.tags import Html, joined, tag
from bot.storage.conversations import StoredConversation

MOST_PROBLEMS = 30


def author_html(content: ContentWatcher, stored: StoredConversation | None, names: Names) -> Html:
    """The panel, for the conversation that is open."""
    if stored is None or stored.conversation.dialogue not in content.library.dialogues:
        return joined(
            [_content(content), tag("p", "Open a decision, and you see here how it goes through its dialogue.", class_="quiet")]
        )
    try:
        return joined([_content(content), *_conversation(content.library, stored, names)])
    except LanguageError as error:
        return joined([_content(content), tag("p", str(error), class_="error")])


def _content(content: ContentWatcher) -> Html:
    count, at = len(content.library.dialogues), f"{content.read_at.astimezone():%H:%M:%S}"
    if content.broken:
        lead = f"Saved at {at} with mistakes. What was read before keeps serving."
    else:
        lead = f"Read at {at}: {count} dialogues. Save a file, and it is read again."
    some = content.problems[:MOST_PROBLEMS]
    problems = (
        tag("li", tag("code", f"{one.file}:{one.line}:{one.column}"), f" {one.message} {one.cure}", class_=one.severity)
        for one in some
    )
    listed = tag("ul", *problems, class_="problems") if some else None
    return tag("section", tag("p", lead, class_="error" if content.broken else "good"), listed, data_told=lead)


def _conversation(library: Library, stored: StoredConversation, names: Names) -> Iterator[Html]:
    conversation = stored.conversation
    position, title = walk(library, conversation, until=conversation.reopened), library.dialogues[conversation.dialogue].title
    file = tag("code", f"dialogues/{conversation.dialogue}.yaml")
    yield tag("section", tag("h3", title), tag("p", file, f" · {stored.status} · edition {conversation.edition}", class_="quiet"))
    yield _part("The path so far", _path(position, conversation.dialogue))
    yield _part("Answers", _answers(library, conversation, names))
    yield _part("The dialogue", _questions(library, conversation.dialogue, position))
    yield _part("Copy as a test", _test(library, conversation))


def _part(title: str, *inside: Html) -> Html:
    return tag("section", tag("h3", title), *inside)


def _path(position: Position, dialogue: str) -> Html:
    passed = [tag("li", tag("code", short(step.key, dialogue))) for step in position.asked]
    if position.waiting:
        here = tag("li", tag("code", short(position.waiting.key, dialogue)), " is asked now", aria_current="step")
    else:
        here = tag("li", tag("code", position.endings[-1].id), " is the outcome", aria_current="step")
    return tag("ol", *passed, here, class_="path")


def _answers(library: Library, conversation: Conversation, names: Names) -> Html:
    if not conversation.answers:
        return tag("p", "None yet.", class_="quiet")
    on_the_way = {step.key for step in walk(library, conversation).steps}
    rows = (
        _answer(key, answer, "" if key in on_the_way else _unused(library.question(key), answer), conversation.dialogue, names)
        for key, answer in conversation.answers.items()
    )
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in ("Question", "Answer", "By"))))
    return tag("div", tag("table", head, tag("tbody", *rows)), class_="scrolls", tabindex=0, role="region", aria_label="Answers")


def _unused(question: Question | None, answer: Answer) -> str:
    """Why an answer that is kept has no part in the conversation now."""
    edited = question is not None and not fits(question, answer.value)
    return "no longer one of its answers" if edited else "kept, but not on the way now"


def _answer(key: str, answer: Answer, unused: str, dialogue: str, names: Names) -> Html:
    value = answer.value if isinstance(answer.value, str) else dumps(answer.value, ensure_ascii=False)
    note = tag("small", f" ({unused})") if unused else None
    by = names.user(answer.by.rpartition("/")[2])
    return tag("tr", tag("td", tag("code", short(key, dialogue))), tag("td", value, note), tag("td", by))


def _questions(library: Library, dialogue: str, position: Position) -> Html:
    shown = (_question(library, dialogue, name, position) for name in library.dialogues[dialogue].questions)
    ends = (_outcome(library, dialogue, name, position) for name in library.dialogues[dialogue].outcomes)
    return tag("ol", *shown, *ends, class_="questions")


def _question(library: Library, dialogue: str, name: str, position: Position) -> Html:
    step = library.dialogues[dialogue].questions[name]
    if isinstance(step, Call):
        called = tag("p", "asks ", tag("b", library.dialogues[step.call].title))
        return tag("li", called, _questions(library, step.call, position), class_="call")
    key = key_of(dialogue, name)
    passed, here = position.step(key), position.waiting is not None and position.waiting.key == key
    words = question_shown(passed) if passed else step.ask
    mark = "▶" if here else "✓" if passed else "·"
    state = "asked now: " if here else "answered: " if passed else ""
    return _line(mark, state, name, plain(words), here, bool(passed))


def _outcome(library: Library, dialogue: str, name: str, position: Position) -> Html:
    here = any((end.dialogue, end.id) == (dialogue, name) for end in position.endings)
    return _line(
        "⚑" if here else "·",
        "reached: " if here else "outcome: ",
        name,
        library.dialogues[dialogue].outcomes[name].title,
        here,
        here,
    )


def _line(mark: str, state: str, name: str, words: str, here: bool, passed: bool) -> Html:
    sign = tag("span", mark, aria_hidden="true", class_="mark")
    current = "step" if here else None
    return tag(
        "li", sign, tag("span", tag("span", state, class_="unseen"), tag("code", name), " ", words),
        class_="here" if here else "passed" if passed else "to-come", aria_current=current,
    )  # fmt: skip


def _test(library: Library, conversation: Conversation) -> Html:
    text, name = copied(library, conversation), f"tests/conversations/{conversation.dialogue}_….yaml"
    label = tag("label", "A file for ", tag("code", name), for_="test-text")
    words = tag("textarea", text, id="test-text", readonly=True, rows=min(text.count("\n") + 1, 14), spellcheck="false")
    return joined([label, words, tag("button", "Copy", type="button", class_="button", data_copy="test-text")])
