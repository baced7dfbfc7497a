"""Phrases: the advisor's own words between the authors' questions and guidance, as knowledge/phrases.yaml has them."""

from collections.abc import Mapping
from typing import Any

from bot.core.dialogue import Part, Text
from bot.core.language import rendered


class Phrases(Part):
    """Every sentence the engine says by itself, by name; each is a text of the authors' language."""

    phrases: Mapping[str, Text]

    def say(self, name: str, **names: Any) -> str:
        """The phrase with its names filled in, as Markdown."""
        return rendered(self.phrases[name], names)


NEEDED_PHRASES = frozenset(
    """
    dont_know unsure_phrase none_of_these progress progress_exact carried_from not_an_option too_few_ticked too_many_ticked
    not_whole out_of_range not_a_number not_a_date not_words empty too_long too_short too_few_entries too_many_entries
    not_an_entry no_such_entry list_is_full nearly carried let_go edited edited_ask_again changing already_answered already_so
    nothing_to_go_back_to started_again stopped resumed no_answers_yet answers_so_far no_reason no_more finished_already
    not_asked no_such_dialogue answers_lost help_choice help_choices help_scale help_number help_date help_text help_list
    help_commands list_so_far list_empty because do_next read_on sources one_source go_on_with more_to_read action_back
    action_change action_why action_more action_start_again action_stop action_answers action_done action_add action_remove
    action_edit action_answer action_give_all action_save action_cancel choose modal_title answered_before menu_title
    menu_lead who_may_answer just_me anyone_here where_to_start in_private in_a_thread group_of_decisions may_not_answer
    started_in_private gone_on try_again error
    """.split()
)
