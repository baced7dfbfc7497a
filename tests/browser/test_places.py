"""The Home tab, direct messages, commands, shortcuts and menus in a real browser."""

from playwright.sync_api import expect

from tests.support.grounds import Ground, Opens, Screen


def test_a_decision_begun_on_the_home_tab_goes_on_in_the_messages(opens: Opens, ground: Ground) -> None:
    screen = opens(ground.person(), "home")
    home, message = screen.page.locator(".home"), screen.page.locator("#list li.message")
    screen.button("Does it need a fence?", home).click()
    screen.button("Close", screen.modal.locator("footer")).click()
    screen.page.get_by_role("link", name="Messages", exact=True).click()
    screen.button("Many rabbits", message.last).click()
    expect(message.last).to_contain_text("Do you have wood?")
    screen.page.get_by_role("link", name="Home", exact=True).click()
    expect(home).to_contain_text("Many rabbits")


def test_forgetting_asks_first(opens: Opens, ground: Ground) -> None:
    ann = ground.person()
    screen = opens(ann, "home")
    home = screen.page.locator(".home")
    screen.button("Does it need a fence?", home).click()
    screen.button("Close", screen.modal.locator("footer")).click()
    screen.button(ground.phrase("action_forget"), home).click()
    sure = screen.page.locator("dialog.confirm[open]")
    expect(sure).to_contain_text(ground.phrase("forget_title"))
    screen.button(ground.phrase("action_cancel"), sure).click()
    expect(sure).to_have_count(0)
    assert ground.playground.conversation_at(ground.playground.client(ann.id).dm.id, "")
    screen.button(ground.phrase("action_forget"), home).click()
    screen.button(ground.phrase("forget_yes"), sure).click()
    expect(screen.modal).to_contain_text(ground.phrase("forgotten", count=1, course=False, elsewhere=0))
    expect(home).to_contain_text(ground.phrase("no_decisions").replace("`", ""))
    assert not ground.playground.conversation_at(ground.playground.client(ann.id).dm.id, "")


def test_an_administrator_chooses_the_channel_of_colleagues(opens: Opens, ground: Ground) -> None:
    ann = ground.person(admin=True)
    channel = ground.channel(ann)
    screen = opens(ann, "home")
    select = screen.page.locator(".home select")
    select.select_option(f"#{channel.name}")
    expect(select.locator("option[selected]")).to_have_text(f"#{channel.name}")
    screen.page.reload()
    expect(select.locator("option[selected]")).to_have_text(f"#{channel.name}")


def test_a_command_is_answered_to_one_person_alone(screen: Screen) -> None:
    screen.say("/advisor help")
    told = screen.page.locator("#list li.message").last
    expect(told).to_contain_text("Only visible to you")
    expect(told.locator("code").first).to_have_text("/advisor")
    screen.say("/adviser help")
    expect(screen.page.locator("#list li.message").last).to_contain_text("/adviser is not a command here.")


def test_a_decision_begun_by_command_waits_in_the_messages(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Commands", exact=True).click()
    screen.page.get_by_role("button", name="/advisor start", exact=True).click()
    screen.page.keyboard.type("fence")
    screen.page.keyboard.press("Enter")
    unread = screen.page.get_by_role("link", name="Advisor 1 unread")
    unread.click()
    expect(screen.page.locator("#list li.message").last).to_contain_text("Are there rabbits?")
    expect(screen.page.locator(".unread")).to_have_count(0)


def test_shortcuts(screen: Screen) -> None:
    screen.say("Is there <b>any</b> *good* news? https://example.org/a")
    message = screen.page.locator("#list li.message").last
    expect(message.locator(".words")).to_have_text("Is there <b>any</b> good news? https://example.org/a")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    screen.page.get_by_role("button", name="Ask the advisor", exact=True).click()
    expect(screen.modal).to_contain_text("Is there <b>any</b>")
    screen.modal.get_by_role("button", name="Close").last.click()
    screen.page.get_by_role("button", name="Shortcuts").click()
    screen.page.get_by_role("button", name="Start a decision", exact=True).click()
    expect(screen.page.get_by_role("link", name="Advisor 1 unread")).to_be_visible()


def test_an_entry_of_a_list_is_edited_and_removed_from_its_menu(opens: Opens, ground: Ground) -> None:
    ann = ground.person()
    dm = ground.playground.client(ann.id).dm
    for words in ("garden", "the yard", "half a day", "loam", "april", "a spade, a rake", "none", "12", "1 April 2026", "3"):
        ground.playground.client(ann.id).type(dm, words)
    screen = opens(ann, dm)
    last = screen.page.locator("#list li.message").last
    screen.button(ground.phrase("action_add", item="helper"), last).click()
    screen.modal.get_by_label("Who is it?").fill("Bo")
    screen.modal.get_by_label("Every day").check()
    screen.page.keyboard.press("Enter")
    last.get_by_role("button", name="More", exact=True).click()
    screen.page.get_by_role("button", name=ground.phrase("action_edit"), exact=True).click()
    expect(screen.modal.get_by_label("Who is it?")).to_have_value("Bo")
    expect(screen.modal.get_by_label("Every day")).to_be_checked()
    screen.modal.get_by_label("Who is it?").fill("Cy")
    screen.page.keyboard.press("Enter")
    expect(last).to_contain_text("Cy, Every day")
    last.get_by_role("button", name="More", exact=True).click()
    screen.page.get_by_role("button", name=ground.phrase("action_remove"), exact=True).click()
    expect(last).not_to_contain_text("Cy")


def test_a_channel_without_the_advisor(opens: Opens, ground: Ground) -> None:
    ann = ground.person()
    screen = opens(ann, ground.channel(ann, with_us=False))
    screen.say("@advisor are you there?")
    expect(screen.page.locator("#list li.message").last).to_contain_text("it is not in this channel")
    screen.button("Bring it in", screen.page.locator("#list")).click()
    expect(screen.page.locator("#list li.message").last).to_contain_text("The advisor is in this channel now.")
    screen.say("@advisor fence")
    screen.asks("Are there rabbits?")


def test_a_command_is_not_mixed_with_a_mention(screen: Screen) -> None:
    field = screen.page.locator("#foot textarea")
    for name in ("Use its command", "Mention the advisor"):
        screen.button(name, screen.page.locator(".intro")).click()
    expect(field).to_have_value("@advisor ")


def test_one_is_somebody_else_at_a_click(opens: Opens, ground: Ground) -> None:
    ann, ben = ground.person(), ground.person("Ben")
    screen = opens(ann, ground.channel(ann, ben))
    screen.say("I am here")
    screen.page.get_by_role("navigation", name="People").get_by_role("link", name=ben.name).click()
    screen.say("So am I")
    messages = screen.page.locator("#list li.message")
    expect(messages.locator(".by b")).to_have_text([ann.name, ben.name])
