"""For authors, and for trying trouble, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.authoring.conversation_tests import play, read_conversation
from tests.support.grounds import Ground, Screen


def begun(screen: Screen) -> None:
    """A decision with one answer."""
    screen.say("@advisor fence")
    screen.click("Many rabbits")
    screen.asks("Do you have wood?")


def test_authors_see_where_a_conversation_stands(screen: Screen) -> None:
    begun(screen)
    panel = screen.panel("For authors")
    expect(panel.locator(".path")).to_have_text("rabbitswood is asked now")
    expect(panel.get_by_role("region", name="Answers").locator("tbody tr")).to_have_text(f"rabbitsyes{screen.user.name}")
    expect(panel.locator(".questions [aria-current=step]")).to_contain_text("wood Do you have wood?")
    screen.click("Plenty of wood", "Green")
    expect(panel.locator(".path")).to_have_text("rabbitswoodpaintdone is the outcome")
    expect(panel.locator(".questions [aria-current=step]")).to_contain_text("done Build the fence")


def test_a_conversation_copied_as_a_test_passes(screen: Screen) -> None:
    begun(screen)
    screen.click("No wood", "White")
    copied = screen.panel("For authors").locator("textarea")
    expect(copied).to_have_value(re.compile("outcome: done"))
    library = screen.ground.playground.app.advisor.library
    told = play(library, read_conversation(copied.input_value(), "copied.yaml"))
    assert told.failures == []
    assert "It is time for a fence." in told.lines[-1][1]


@pytest.fixture
def dialogue(ground: Ground) -> Iterator[Path]:
    """The file of a dialogue, which is put back."""
    path = ground.playground.content.folder / "dialogues" / "fence.yaml"
    before = path.read_text()
    yield path
    path.write_text(before)


def test_what_is_saved_is_asked_at_once(screen: Screen, dialogue: Path) -> None:
    begun(screen)
    panel = screen.panel("For authors")
    good = dialogue.read_text()
    dialogue.write_text(good.replace("Do you have wood?", "Is there any wood?"))
    screen.asks("Is there any wood?")
    expect(screen.last).to_contain_text(screen.ground.phrase("edited"))
    dialogue.write_text(good.replace("next: done", "next: gone"))
    line = good[: good.index("next: done")].count("\n") + 1
    expect(panel.locator(".problems li").first).to_contain_text(f"dialogues/fence.yaml:{line}:")
    screen.click("Plenty of wood", "Green")
    screen.asks("Build the fence in Green")
    dialogue.write_text(good.replace("It is time for a fence.", "Begin on Monday."))
    screen.asks("Begin on Monday.")
    expect(panel.locator(".problems")).to_have_count(0)


def test_an_answer_that_was_edited_away_is_told_from_one_that_is_not_on_the_way(screen: Screen, dialogue: Path) -> None:
    begun(screen)
    answered = screen.panel("For authors").get_by_role("region", name="Answers").locator("tbody tr").first
    good = dialogue.read_text()
    dialogue.write_text(good.replace("{id: yes,", "{id: many,", 1))
    expect(answered).to_contain_text("yes (no longer one of its answers)")
    dialogue.write_text(good)
    expect(answered).not_to_contain_text("(")


def test_an_event_that_comes_again_and_a_double_click_change_nothing(screen: Screen) -> None:
    begun(screen)
    panel = screen.panel("Trouble and time")
    screen.button("Deliver the last event again", panel).click()
    screen.notice("It came again, and the app acknowledged it.")
    expect(panel.locator(".wire").first).to_contain_text("delivered 2 times")
    panel.get_by_label("Click every button twice").check()
    screen.notice("Every button is clicked twice now.")
    screen.click("Plenty of wood")
    screen.asks("Which colour should it have?")
    expect(screen.thread).to_have_count(4)
    panel.get_by_label("Click every button twice").uncheck()


def test_nothing_is_lost_when_slack_has_too_much_or_the_line_is_cut(screen: Screen) -> None:
    begun(screen)
    panel = screen.panel("Trouble and time")
    screen.ground.playground.slack.faults.rate_limit(1, 1, "chat.update")
    screen.button("Cut the line after the next post", panel).click()
    screen.notice(re.compile("line is cut"))
    screen.click("Plenty of wood")
    screen.asks("Which colour should it have?")
    expect(panel.get_by_text("429, try later").first).to_be_visible()
    expect(panel.get_by_text("done, line cut").first).to_be_visible()
    expect(panel.locator("dd").nth(1)).to_have_text("0")
    expect(screen.thread).to_have_count(4)


def test_posts_are_refused_for_a_while(screen: Screen) -> None:
    panel = screen.panel("Trouble and time")
    screen.button("Answer 429 for a while", panel).click()
    expect(panel.locator("dd").nth(2)).to_have_text(re.compile("429 until"))
    screen.say("@advisor fence")
    expect(panel.locator("dd").nth(1)).to_have_text("1")
    screen.ground.playground.clear_faults_after(0)
    screen.asks("Are there rabbits?")
    expect(panel.locator("dd").nth(2)).to_have_text("none")


def test_a_restarted_app_goes_on(screen: Screen) -> None:
    begun(screen)
    screen.button("Restart the app", screen.panel("Trouble and time")).click()
    screen.notice(re.compile("The app was restarted"))
    screen.click("Plenty of wood")
    screen.asks("Which colour should it have?")
    expect(screen.thread).to_have_count(4)
