"""Phrases: the advisor's own words between the authors' questions and guidance, as knowledge/phrases.yaml has them."""

from collections.abc import Mapping
from typing import Any

from bot.core.content.base import Part, Text
from bot.core.templating.templates import rendered


class Phrases(Part):
    """Every sentence the engine says by itself, by name; each is a text of the authors' language."""

    phrases: Mapping[str, Text]

    def say(self, name: str, /, **names: Any) -> str:
        """The phrase with its names filled in, as Markdown."""
        return rendered(self.phrases[name], names)


NEEDED_PHRASES = frozenset(
    """
    dont_know unsure_phrase none_of_these progress progress_exact carried_from not_an_option too_few_ticked too_many_ticked
    opening_understood opening_none opening_shall_we opening_left opening_with_buttons
    case_without_name record_lead road_line record_open record_answer road_ended road_no_case
    case_line cases_title case_go_on case_road case_record case_said_before record_saved record_nothing
    not_whole out_of_range not_a_number not_a_date not_words empty too_long too_short too_few_entries too_many_entries
    not_an_entry no_such_entry list_is_full nearly carried let_go revived edited edited_ask_again changing already_answered
    already_so nothing_to_go_back_to started_again started_anew started_anew_already stopped resumed no_answers_yet
    answers_so_far no_reason no_more words_removed course_nothing_kept
    finished_already not_asked no_such_dialogue help_choice help_choices help_scale help_number help_date
    help_text help_list help_commands type_numbers type_unsure list_so_far list_empty because do_next read_on sources
    one_source go_on_with more_to_read what_now type_menu cannot_go_on action_back action_change action_why action_more
    action_start_again action_answers action_done action_add action_remove action_edit action_answer
    action_give_all action_save action_cancel choose modal_title answered_before menu_title menu_lead who_may_answer just_me
    anyone_here where_to_start in_private in_a_thread group_of_decisions may_not_answer started_in_private gone_on try_again
    goes_on_below asked_again_below nothing_open for_administrators
    not_kept_said not_kept_click not_kept_form not_kept_command
    cannot_speak_there goes_on_in_private not_said not_installed
    error course_not_started course_on_home course_invitation course_declined course_seen course_not_seen course_resumed
    course_started_again course_is_paused course_is_stopped course_is_finished course_finished course_lesson_number
    course_example course_to_do course_try_it course_check course_right course_wrong course_right_answer course_comes_back
    course_check_back course_check_first course_check_changed course_lesson_gone course_answered_already course_open
    course_ready course_next_at course_check_returns course_nothing_left course_skipped course_nothing_to_skip
    course_nothing_to_try course_is_first course_no_lesson course_progress course_checks_return course_pace course_bad_pace
    course_bad_zone course_help course_not_understood course_reminder_new_lesson course_reminder_open_lesson
    course_reminder_check course_last_reminder course_action_start course_action_accept_seen course_action_accept_private
    course_action_decline course_action_next course_action_try course_action_try_named course_action_skip course_action_back
    course_action_read course_action_resume course_action_brief course_action_summary course_asked_between course_saved
    course_left course_back_in course_no_brief course_part_missing course_part_open course_nobody_named course_summary
    course_summary_lead course_learnt course_wavered
    course_wavered_at course_wavered_then_right course_read_next course_read_how course_nothing_to_read course_none
    course_in_private course_invited course_inviter_started course_inviter_finished course_tried course_action_show
    slack_help no_such_command nothing_to_resume resumed_there my_decisions no_decisions in_progress finished_ones action_show
    action_resume home_title home_lead home_settings home_privacy reminders_are_on reminders_are_off reminders_on
    reminders_off colleagues_setting welcome_setting course_welcome privacy action_forget forget_title forget_sure forget_yes
    forget_lead forgotten prompts_title prompt_1_title prompt_1 prompt_2_title prompt_2 prompt_3_title prompt_3 ask_title
    action_close ask_vague ask_no_words ask_choose ask_error ask_nothing ask_nothing_close ask_what_they_say
    ask_not_compared ask_side_by_side
    ask_in_short ask_several ask_unknown_term ask_read_on ask_pass_on ask_thanks ask_wrong ask_no_number
    ask_which_number ask_no_more ask_no_example ask_stands_in ask_no_source ask_sure ask_no_more_on
    still_open action_pass_on passed_on action_share action_helpful
    action_not_helpful action_colleague thanks what_was_missing feedback_title a_colleague no_colleagues colleagues_asked
    colleagues_out_of_reach colleague_sure colleague_yes colleagues_invite_me course_nobody course_no_bots course_not_invited
    colleague_asks the_conversation answered_by digest preview left_as_it_was action_confirm action_keep
    """.split()
)
