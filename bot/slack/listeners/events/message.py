"""Words people type: mentions, direct messages, and answers in a thread."""

import re
from dataclasses import dataclass, replace

from bot.core.content.dialogue import named
from bot.core.course.intent_parser import course_command_alone
from bot.core.dialogue import intents
from bot.core.dialogue.intent_parser import change_wanted, command, consent, is_answer, is_exact
from bot.core.dialogue.part_meant import part_meant
from bot.core.dialogue.question_between import is_question_between, sounds_like_a_question
from bot.core.questions.answer import said_shortly
from bot.core.questions.option_words import is_unsure_words
from bot.slack.context import Edge
from bot.slack.features.cases import Cases
from bot.slack.features.course import Onboarding
from bot.slack.features.dialogues import Beginning
from bot.slack.features.quick_answers import Asking
from bot.slack.listeners.commands.advisor import Commanding, without_verb
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import Spoken, Spot, person
from bot.storage.conversations import Status, StoredConversation

GREETINGS = frozenset({"hi", "hello", "hey", "menu", "start", "good morning", "good afternoon"})

_NUMBERS = re.compile(r"(change\s+)?[0-9]{1,3}([\s,;.]+(and\s+)?[0-9]{1,3})*[.)]?", re.I)


@dataclass(frozen=True)
class Hearing:
    """Takes typed words to the conversation they belong to."""

    edge: Edge
    beginning: Beginning
    asking: Asking
    onboarding: Onboarding
    commanding: Commanding

    def heard(self, words: Spoken) -> None:
        """A mention, a direct message, or a message in a thread we may be in."""
        spot = replace(words.spot, thread=words.spot.thread or ("" if words.spot.private else words.ts))
        if (words.mentioned or spot.private) and self.commanding.always(words.text, spot, words.user, words.event):
            return
        stored = self._conversation(spot, words)
        beside = stored.status if stored else None
        if not (stored and beside == "open" and self._is_taken(stored, words.text)) and self.onboarding.heard(
            spot, words, beside
        ):
            return
        if self._said_of_case(stored, spot, words):
            return
        if stored:
            self._in_conversation(stored, spot, words)
        elif words.mentioned or spot.private:
            self._outside(spot, words)
        elif words.text and not words.for_colleagues and self._asks_on(spot, words):
            self.asking.in_the_open(words.text, spot, words.user, words.event)

    def _said_of_case(self, stored: StoredConversation | None, spot: Spot, words: Spoken) -> bool:
        """Take what is said of the whole piece of work, unless the open question takes any words."""
        asks = self.edge.asks(stored.conversation) if stored and stored.status == "open" else None
        directed = (words.mentioned or spot.private) and not (asks and asks.takes_words)
        return directed and self.edge.library.road is not None and Cases(self.edge).said_of_case(spot, words)

    def _asks_on(self, spot: Spot, words: Spoken) -> bool:
        """Whether undirected words are the asker's, in a thread of quick answers, and ask on; the rest is colleagues' talk."""
        if not (words.spot.thread and (self.asking.was_asked_by(spot, words.user) or self._decided_here(spot, words.user))):
            return False
        asks = sounds_like_a_question(words.text) and self.asking.has_answer(words.text)
        return asks or self.asking.goes_on(words.text, spot)

    def _decided_here(self, spot: Spot, user: str) -> bool:
        """Whether this is the thread of a decision of theirs that is over."""
        return self.edge.advisor.latest(spot.place, person(spot.team, user), statuses=("finished",)) is not None

    def _conversation(self, spot: Spot, words: Spoken) -> StoredConversation | None:
        """The conversation these words are for: one's own first, and one that is over only for a command."""
        mine = person(spot.team, words.user)
        wanted: list[tuple[str, tuple[Status, ...]]] = [(mine, ("open",)), ("", ("open",))]
        if command(words.text) or change_wanted(words.text):
            wanted.append((mine, ("stopped", "finished")))
        elif words.text and not self.asking.goes_on(words.text, spot):
            wanted.append((mine, ("finished",)))
        spots = (
            [spot, replace(spot, thread="")] if spot.private and spot.thread else [spot]
        )  # a thread answers the messages above it
        found = (self.edge.advisor.latest(at.place, who, statuses=held) for who, held in wanted for at in spots)
        return next(
            (stored for stored in found if stored and self.edge.usable(stored) and self._is_about(stored, words.text)), None
        )

    def _is_about(self, stored: StoredConversation, text: str) -> bool:
        """Whether words may be for this conversation; for one that is over, a command or the name of a further part."""
        if stored.status != "finished" or command(text) or change_wanted(text):
            return True
        return not _NUMBERS.fullmatch(text) and part_meant(self.edge.library, stored.conversation, text) is not None

    def _in_conversation(self, stored: StoredConversation, spot: Spot, words: Spoken) -> None:
        allowed = self.edge.permitted(stored, spot, words.user)
        directed = words.mentioned or spot.private
        if not directed and not (allowed and not words.for_colleagues and self._is_for(stored, words)):
            if not (allowed or words.for_colleagues):
                self._overheard(stored, spot, words)
            return  # colleagues' talk
        if not allowed and (not words.text or self._named(words.text)):
            self._outside(spot, words)  # a conversation of their own
        elif not allowed and self._is_colleagues_question(stored, words.text):
            self.asking.in_the_open(without_verb(words.text, "ask"), spot, words.user, words.event)
        elif not allowed:
            self.edge.whisper(spot, words.user, self.edge.phrases.say("may_not_answer"), words.event)
        elif dialogue := self._another(stored, words.text):
            self.beginning.begin(dialogue, spot, words.user, words.event, earlier=stored.conversation)
        elif words.text and self._is_question(stored, words.text):
            self.asking.in_the_open(without_verb(words.text, "ask"), spot, words.user, words.event, still_open=True)
        else:
            message = intents.Say(words.text) if words.text else intents.Show()
            name = self.edge.named_in(stored, spot, words.user)
            typed = bool(words.text)
            told = Told(self.edge.phrases, words.user, begun=not typed, private=spot.private, typed=typed, name=name)
            self.edge.advisor.respond(allowed, message, words.user, words.event, told)

    def _overheard(self, stored: StoredConversation, spot: Spot, words: Spoken) -> None:
        """Tell somebody who answers for another why that does not count; once, as colleagues' talk may come close again."""
        if self._is_option(stored, words.text):
            once = f"not_theirs:{stored.conversation.id}:{words.user}"
            self.edge.whisper(spot, words.user, self.edge.phrases.say("may_not_answer"), once)

    def _is_for(self, stored: StoredConversation, words: Spoken) -> bool:
        """Whether undirected words answer the open question; where any words would do, those of the starter alone."""
        asks = self.edge.asks(stored.conversation)
        if asks is None:  # the person's own thread, which is over: what it is found for is for it
            return stored.starter == person(words.spot.team, words.user)
        free = asks.takes_words
        return self._is_exact(stored, words.text) and (not free or stored.starter == person(words.spot.team, words.user))

    def _is_option(self, stored: StoredConversation, text: str) -> bool:
        """Whether words are one of the answers to choose from, or its number; a mere yes or no is colleagues' talk."""
        asks = self.edge.asks(stored.conversation)
        return asks is not None and not asks.takes_words and not consent(text) and self._is_exact(stored, text)

    def _named(self, text: str) -> str:
        """The dialogue that these words name, also behind the word for beginning it."""
        dialogues = self.edge.library.dialogues
        return named(dialogues, text) or named(dialogues, without_verb(text, "start", "begin"))

    def _another(self, stored: StoredConversation, text: str) -> str:
        """The dialogue these words name in mid-conversation; what answers the open question is an answer."""
        asks = self.edge.asks(stored.conversation)
        free = asks is not None and asks.takes_words
        answers = not text.rstrip().endswith("?") if free else self._answers(stored, text)
        return "" if answers else self._named(text)

    def _is_taken(self, stored: StoredConversation, text: str) -> bool:
        """Whether words are none for the course, as the open question may be answered by them."""
        asks = self.edge.asks(stored.conversation)
        free = asks is not None and asks.takes_words
        return free or self._answers(stored, text) or course_command_alone(text) is None

    def _is_exact(self, stored: StoredConversation, text: str) -> bool:
        asks = self.edge.asks(stored.conversation)
        question = self.edge.library.question(asks.key) if asks else None
        return bool(question and is_exact(question, text))

    def _answers(self, stored: StoredConversation, text: str) -> bool:
        asks = self.edge.asks(stored.conversation)
        question = self.edge.library.question(asks.key) if asks else None
        return bool(question and is_answer(question, text))

    def _is_question(self, stored: StoredConversation, text: str) -> bool:
        """Whether these words ask something in mid-dialogue, instead of answering."""
        asks = self.edge.asks(stored.conversation)
        question = self.edge.library.question(asks.key) if asks else None
        if asks is None and part_meant(self.edge.library, stored.conversation, text):
            return False
        return is_question_between(question, text, self.asking.has_answer)

    def _is_colleagues_question(self, stored: StoredConversation, text: str) -> bool:
        """Whether somebody who may not answer asks something, which is for anybody to ask."""
        marked = text.rstrip().endswith("?") and not is_unsure_words(text) and not command(text)
        return marked or self._is_question(stored, text)

    def _outside(self, spot: Spot, words: Spoken) -> None:
        text = words.text
        if text and (self.asking.goes_on(text, spot) or (spot.private and self.asking.explains(text))):
            self.asking.in_the_open(text, spot, words.user, words.event)
        elif dialogue := self._named(text):
            case = self.beginning.case_kept(dialogue, spot, words.user)
            self.beginning.begin(dialogue, spot, words.user, words.event, case=case)
        elif not text or text.lower().strip("!?. ") in GREETINGS:
            self.beginning.show_menu(spot, words.user, words.event)
        elif self.commanding.typed(text, spot, words.user, words.event):
            return
        elif _NUMBERS.fullmatch(text) or command(text) or consent(text) or is_unsure_words(text):
            lead = self.edge.phrases.say("nothing_open", said=said_shortly(text))
            self.beginning.show_menu(spot, words.user, words.event, lead)
        elif not Cases(self.edge).begun_with(spot, words):
            self.asking.in_the_open(without_verb(text, "ask"), spot, words.user, words.event)
