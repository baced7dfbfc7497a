"""Decisions in a real browser: from a mention to the outcome, by mouse, by keyboard, together, on a phone."""

from playwright.sync_api import expect

from tests.support.grounds import PHONE, Ground, Opens, Screen


def test_from_a_mention_to_the_outcome(screen: Screen) -> None:
    screen.say("@advisor")
    screen.last.locator("select").select_option("What shall we plant?")
    screen.asks("Which garden is it about?")
    screen.fill("the school yard")
    screen.asks("How much sun does the school yard get?")
    screen.click("All day")
    screen.last.get_by_label("Clay").check()
    screen.asks("When do you want to begin?")
    screen.last.locator("select").select_option("April")
    for tool in ("A rake", "A spade"):
        screen.last.get_by_label(tool).check()
    screen.press("action_give_all")
    screen.asks("Whom would you welcome?")
    screen.last.get_by_label("Newts").check()
    screen.press("action_give_all")
    screen.asks("How large is it?")
    screen.fill("120")
    screen.asks("When was it sown last?")
    screen.fill("2026-04-30")
    screen.click("5: very much")
    screen.press("action_add", item="helper")
    screen.modal.get_by_label("Who is it?").fill("Bo")
    screen.modal.get_by_label("Once a week").check()
    screen.page.keyboard.press("Enter")
    screen.asks("Bo, Once a week")
    screen.press("action_done")
    expect(screen.last.locator("h3")).to_have_text("Plant beans in the school yard")
    screen.asks("The soil is Clay, and you have A spade and A rake.")
    screen.asks("Ask Bo to help.")
    screen.press("action_more")
    screen.asks("They like poles.")
    screen.press("action_more")
    expect(screen.last.get_by_role("region").get_by_role("cell", name="yes, very much")).to_be_visible()


def test_an_answered_question_is_an_edited_line_in_the_thread_beside_the_channel(screen: Screen) -> None:
    screen.say("@advisor fence")
    screen.click("Many rabbits")
    screen.asks("Do you have wood?")
    answered = screen.thread.nth(1)
    expect(answered).to_contain_text("Many rabbits")
    expect(answered.locator(".edited")).to_have_text("(edited)")
    expect(screen.page.locator("#list li.message")).to_have_count(1)
    expect(screen.page.locator("#list .replies")).to_contain_text("2 replies")


def test_what_does_not_fit_is_said_in_the_modal_and_what_was_typed_stays(screen: Screen) -> None:
    screen.say("@advisor What shall we plant?")
    screen.press("action_answer")
    field = screen.modal.locator("input")
    expect(field).to_be_focused()
    screen.page.keyboard.press("Enter")
    expect(screen.modal.locator(".error")).to_contain_text("Please complete this required field.")
    field.fill("ab")
    screen.page.keyboard.press("Enter")
    expect(screen.modal.locator(".error")).to_contain_text(screen.ground.phrase("too_short", least=3))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        screen.modal.locator(".error").inner_text().replace("⚠", "").strip() + " " + screen.modal.locator(".hint").inner_text()
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("ab")
    field.fill("abc")
    screen.page.keyboard.press("Enter")
    screen.asks("How much sun does abc get?")


def test_a_modal_that_is_closed_changes_nothing(screen: Screen) -> None:
    screen.say("@advisor What shall we plant?")
    screen.press("action_answer")
    screen.page.keyboard.type("somewhere")
    screen.page.keyboard.press("Escape")
    expect(screen.modal).to_have_count(0)
    expect(screen.button(screen.ground.phrase("action_answer"))).to_be_focused()
    screen.asks("Which garden is it about?")


def test_an_earlier_answer_is_changed(screen: Screen) -> None:
    screen.say("@advisor fence")
    screen.click("Many rabbits", "Plenty of wood")
    screen.asks("Which colour")
    screen.button(screen.ground.phrase("action_change"), screen.thread.nth(1)).click()
    screen.asks("Are there rabbits?")
    screen.click("No rabbits")
    screen.asks("Which colour should it have?")
    expect(screen.page.locator("#thread")).to_contain_text("No rabbits")


def test_two_people_in_a_thread(opens: Opens, ground: Ground) -> None:
    ann, ben = ground.person(), ground.person("Ben")
    channel = ground.channel(ann, ben)
    anns, bens = opens(ann, channel), opens(ben, channel)
    anns.say("@advisor")
    anns.last.get_by_label(ground.phrase("anyone_here")).check()
    anns.last.locator("select").select_option("Does it need a fence?")
    anns.asks("Are there rabbits?")
    bens.page.locator("#list .replies").click()
    bens.click("Many rabbits")
    anns.asks("Do you have wood?")
    expect(anns.page.locator("#thread")).to_contain_text(ben.name)
    anns.click("Plenty of wood")
    bens.asks("Which colour should it have?")


def test_what_is_for_one_person_is_marked_and_seen_by_nobody_else(opens: Opens, ground: Ground) -> None:
    ann, ben = ground.person(), ground.person("Ben")
    channel = ground.channel(ann, ben)
    anns, bens = opens(ann, channel), opens(ben, channel)
    anns.say("@advisor fence")
    anns.asks("Are there rabbits?")
    bens.page.locator("#list .replies").click()
    bens.click("Many rabbits")
    bens.asks("Only visible to you")
    expect(bens.last).to_contain_text(ground.phrase("may_not_answer"))
    anns.asks("Are there rabbits?")
    bens.button("Dismiss").click()
    bens.asks("Are there rabbits?")


def test_what_a_click_leads_to_comes_into_sight(opens: Opens, ground: Ground) -> None:
    ann = ground.person()
    screen = opens(ann, ground.channel(ann), size={"width": 1280, "height": 420})
    screen.say("@advisor fence")
    screen.click("Many rabbits", "Plenty of wood", "Green")
    expect(screen.last.locator("h3")).to_be_in_viewport()  # the beginning of the advice, although it is longer than the pane
    changed = screen.button(ground.phrase("action_change"), screen.thread.nth(1))
    changed.scroll_into_view_if_needed()
    changed.click()
    expect(screen.button("No rabbits")).to_be_in_viewport()


def test_a_thread_opens_where_one_types(opens: Opens, ground: Ground) -> None:
    ann, ben = ground.person(), ground.person("Ben")
    channel = ground.channel(ann, ben)
    opens(ann, channel).say("@advisor fence")
    bens = opens(ben, channel)
    bens.page.locator("#list .replies").click()
    expect(bens.page.locator("#thread textarea")).to_be_focused()


def tab_to(screen: Screen, words: str) -> None:
    """Press Tab until something with these words has the focus, and see that one sees it."""
    for _ in range(60):
        screen.page.keyboard.press("Tab")
        focused = screen.page.locator(":focus")
        if focused.count() and words in (focused.get_attribute("aria-label") or focused.inner_text() or ""):
            assert screen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"Tab does not lead to “{words}”")


def test_by_keyboard_alone(screen: Screen) -> None:
    keyboard = screen.page.keyboard
    for _ in range(60):
        keyboard.press("Tab")
        if screen.page.locator("#foot textarea:focus").count():
            break
    keyboard.type("@advisor What shall we plant?")
    keyboard.press("Enter")
    screen.asks("Which garden is it about?")
    tab_to(screen, screen.ground.phrase("action_answer"))
    keyboard.press("Enter")
    expect(screen.modal.locator("input")).to_be_focused()
    keyboard.type("the yard")
    keyboard.press("Enter")
    screen.asks("How much sun")
    tab_to(screen, "Half a day")
    keyboard.press("Space")
    screen.asks("What is the soil like?")
    expect(screen.page.locator("#thread article:focus")).to_have_count(1)  # so that Tab goes on from there
    for _ in range(60):
        keyboard.press("Tab")
        if screen.page.locator("input[type=radio]:focus").count():
            break
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")  # past one that was not meant
    expect(screen.last.get_by_label("Loam").or_(screen.last.get_by_label("Clay")).locator(":scope:checked")).to_have_count(1)
    screen.asks("What is the soil like?")
    keyboard.press("Enter")
    screen.asks("When do you want to begin?")


def test_on_a_phone(opens: Opens, ground: Ground) -> None:
    ann = ground.person()
    screen = opens(ann, ground.channel(ann), size=PHONE)
    screen.page.get_by_role("button", name="Channels and people").click()
    expect(screen.page.locator("#list")).to_be_hidden()
    screen.page.get_by_role("navigation", name="Channels").get_by_role("link").first.click()
    screen.say("@advisor fence")
    screen.asks("Are there rabbits?")
    expect(screen.page.locator("#list")).to_be_hidden()
    screen.click("Many rabbits", "Plenty of wood", "Green")
    expect(screen.last.locator("h3")).to_have_text("Build the fence in Green")
    assert screen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    screen.page.get_by_role("button", name="Close the thread").click()
    expect(screen.page.locator("#list")).to_be_visible()
