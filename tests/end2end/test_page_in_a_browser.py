"""The page that travels, in a real browser: offline from disk, by mouse and keyboard."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from roadmap.answering import take_in
from roadmap.exchange.reply import parse_reply
from roadmap.redaction import Redaction
from roadmap.service import Roadmap, utc_now
from roadmap.sharing import html_of
from tests import sampled
from tests.given import MAYA, NOON, TODAY, command, item_id

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=document.title='broken'>"
GIANT = "Re-key every archive"
ASK, TLS = "A" * 10, item_id("TLS")
Browser = webdriver.Chrome


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    folder = tmp_path_factory.mktemp("downloads")
    for argument in (
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"),
        *("--disable-dev-shm-usage", f"--user-data-dir={tmp_path_factory.mktemp('profile')}"),
    ):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    browser = webdriver.Chrome(options=options, service=service)
    browser.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    browser.downloads = folder  # type: ignore[attr-defined]  # where this browser saves
    yield browser
    browser.quit()


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour", "sprint_start": TODAY}, by=MAYA, at=NOON)
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    made.execute(
        [
            command("add_item", item=TLS, title=HOSTILE, mandatory_by="2026-09-01", **forced),
            command("add_ask", ask=ASK, title="Fund the storage", cost="A launch"),
        ],
        by=MAYA,
        at=NOON,
        why="The auditor asked",
    )
    for number in range(30):
        title = f"Item {number}" if number else "Unbroken" * 20
        fields = {"estimate": 2, "forcing": "discretionary", "promised_by": "2026-08-01"}
        add = command("add_item", title=title, **fields)
        made.execute([add], by=MAYA, at=NOON + timedelta(days=number), why=f"Reason {number}")
    short = command("reclassify_item", item=TLS, horizon="short_term")
    made.execute([short], by=MAYA, at=NOON + timedelta(days=31), why="They came early")
    last = made.timeline.tell(made.timeline.count - 1).id
    mark = command("add_bookmark", decision=last, caption="The auditor came early")
    made.execute([mark], by=MAYA, at=NOON + timedelta(days=32))
    yield made
    made.close()


@pytest.fixture
def page(browser: Browser, roadmap: Roadmap, tmp_path: Path) -> Iterator[Browser]:
    path = tmp_path / "harbour.html"
    moment = roadmap.moment(None)
    made = html_of(roadmap, moment, Redaction("team"), by=MAYA, at=NOON, today=TODAY)
    path.write_text(made, "utf-8")
    browser.get(path.as_uri())
    WebDriverWait(browser, 20).until(lambda b: ready(b) is not None)
    yield browser
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types there
    assert [each["message"] for each in log] == []
    assert browser.title == "Harbour"


@pytest.fixture(scope="module")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a must-do item that is too large for any sprint, as its page."""
    folder = tmp_path_factory.mktemp("sample")
    sample = Roadmap.open(sampled.write(folder / "sample.roadmap"))
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    large = command("add_item", title=GIANT, estimate=900, mandatory_by="2027-06-30", **forced)
    sample.execute([large], by=MAYA, at=sampled.NOW)
    made = html_of(
        *(sample, sample.moment(None), Redaction("team")),
        by=MAYA,
        at=sampled.NOW,
        today=sampled.NOW.date(),
    )
    sample.close()
    path = folder / "sample.html"
    path.write_text(made, "utf-8")
    return path


@pytest.fixture
def story(browser: Browser, sample_page: Path) -> Iterator[Browser]:
    """The sample's page: 39 sprints of decisions by several people, with bookmarks."""
    browser.get(sample_page.as_uri())
    WebDriverWait(browser, 30).until(lambda b: ready(b) is not None)
    yield browser
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types there
    assert [each["message"] for each in log] == []


def ready(browser: Browser) -> Any:
    return browser.execute_script("return document.body.dataset.ready ?? null")


def find(browser: Browser, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def cards(browser: Browser, place: int) -> list[str]:
    found = browser.find_elements(By.CSS_SELECTOR, f"#q{place} .card:not([hidden]) b")
    return [each.text for each in found]


def test_the_asks_come_first_and_the_tabs_work(page: Browser) -> None:
    assert find(page, "h1").text == "One decision is wanted from you"
    find(page, 'nav a[href="#grid"]').click()
    assert find(page, "#grid").is_displayed()
    assert not find(page, "#overview").is_displayed()
    assert cards(page, 0) == [HOSTILE]


def test_scrubbing_by_keyboard_shows_the_cards_of_then(page: Browser) -> None:
    find(page, 'nav a[href="#grid"]').click()
    find(page, "body").send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert cards(page, 0) == []
    assert cards(page, 1) == [HOSTILE]
    assert "Reason 29" in find(page, "#now").text
    find(page, "body").send_keys(Keys.ARROW_RIGHT)
    lit = find(page, "#q0 .card.lit")
    assert "from Preparation for a mandatory future" in lit.text
    assert "They came early" in find(page, "#now").text


def test_playing_shows_the_bookmarks(page: Browser) -> None:
    find(page, "#back").click()
    ActionChains(page).move_to_element(find(page, "#play")).click().perform()
    WebDriverWait(page, 10).until(lambda b: "The auditor came early" in find(b, "#now").text)
    assert find(page, "#grid").is_displayed()


def test_the_story_ends_on_today_where_the_answers_are_given(page: Browser) -> None:
    page.execute_script("document.querySelector('input[name=speed][value=\"16\"]').click()")
    find(page, "#play").click()
    WebDriverWait(page, 10).until(lambda b: "The auditor came early" in find(b, "#now").text)
    WebDriverWait(page, 20).until(lambda b: find(b, "#asks .two").is_displayed())
    assert "As it is now" in find(page, "#now").text
    assert find(page, "#play").text == "Play two minutes"


def test_decisions_are_found_by_words_and_person(page: Browser) -> None:
    find(page, 'nav a[href="#decisions"]').click()
    find(page, "#words").send_keys("reason 17")
    WebDriverWait(page, 10).until(lambda b: "1 of 34 decisions" in find(b, "#found").text)
    find(page, "#log li").click()
    assert "Reason 17" in find(page, "#now").text


def test_a_reply_is_saved_and_comes_back(page: Browser, roadmap: Roadmap) -> None:
    yes, no, comment = find(page, ".ask").find_elements(By.TAG_NAME, "button")
    no.click()
    yes.click()
    comment.click()
    find(page, ".ask textarea").send_keys("From the spring budget")
    find(page, "#save").click()
    assert "Write your name first" in find(page, "#toast").text
    find(page, "details.reply summary").click()
    find(page, "#by").send_keys("Helen Brandt")
    find(page, "#save").click()
    folder: Path = page.downloads  # type: ignore[attr-defined]  # set with the browser
    WebDriverWait(page, 20).until(lambda _: [*folder.glob("*.json")])
    (saved,) = folder.glob("*.json")
    said = json.loads(saved.read_text())
    assert said["answers"] == [
        {"ask": ASK, "answer": "approved", "comment": "From the spring budget"}
    ]
    found = take_in(roadmap, parse_reply(saved.read_bytes()), utc_now())
    saved.unlink()
    assert found.told is not None
    assert roadmap.state.asks[ASK].answered_by == "Helen Brandt"


def test_a_reply_as_text_comes_back_too(page: Browser, roadmap: Roadmap) -> None:
    find(page, 'nav a[href="#decisions"]').click()
    find(page, "#remark").click()
    find(page, "#remarktext").send_keys("Größer wäre besser gewesen")
    find(page, "#remarksave").click()
    find(page, "details.reply summary").click()
    find(page, "#by").send_keys("Helen Brandt")
    find(page, "#signoff").click()
    find(page, "#copy").click()
    block = page.execute_script("return document.getElementById('block').value")
    found = take_in(roadmap, parse_reply(block.encode()), utc_now())
    assert (found.remarks, found.signed_off) == (1, True)
    (review,) = roadmap.state.reviews.ordered()
    assert review.comments[0].text == "Größer wäre besser gewesen"


def test_a_comment_without_an_answer_is_part_of_the_reply(page: Browser, roadmap: Roadmap) -> None:
    find(page, ".ask").find_elements(By.TAG_NAME, "button")[2].click()
    find(page, ".ask textarea").send_keys("What does it cost a year?")
    assert "1 comment" in find(page, "#status").text
    find(page, "#by").send_keys("Helen Brandt")
    find(page, "#copy").click()
    block = page.execute_script("return document.getElementById('block').value")
    found = take_in(roadmap, parse_reply(block.encode()), utc_now())
    assert (found.answers, found.remarks) == (0, 1)
    (review,) = roadmap.state.reviews.ordered()
    assert review.comments[0].text == "On “Fund the storage”: What does it cost a year?"


def test_the_name_stands_beside_save_and_is_asked_for_there(page: Browser) -> None:
    find(page, ".ask .yes").click()
    name = find(page, "#by")
    assert name.is_displayed()
    find(page, "#save").click()
    assert page.switch_to.active_element == name


def test_leaving_with_answers_that_are_not_saved_asks_first(page: Browser) -> None:
    warns = (
        "const event = new Event('beforeunload', {cancelable: true});"
        "dispatchEvent(event); return event.defaultPrevented;"
    )
    assert not page.execute_script(warns)
    find(page, ".ask .no").click()
    assert page.execute_script(warns)
    find(page, "#by").send_keys("Helen Brandt")
    find(page, "#copy").click()
    assert not page.execute_script(warns)


def test_on_a_telephone_every_tab_is_reached_without_sideways_scroll(page: Browser) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for name in ("grid", "plan", "forecast", "decisions", "overview"):
        find(page, f'nav a[href="#{name}"]').click()
        assert find(page, f"#{name}").is_displayed()
        assert page.execute_script(wider) <= 0
    play = find(page, "#play").rect
    assert play["y"] + play["height"] <= size["height"]
    assert find(page, "#next").rect["y"] == play["y"]
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_other_tabs_say_that_the_player_stands_in_the_past(page: Browser) -> None:
    assert not find(page, "#past").is_displayed()
    find(page, "#back").click()
    assert "This page shows" in find(page, "#past").text
    find(page, "#tonow").click()
    assert not find(page, "#past").is_displayed()


def test_a_flag_lights_what_its_decision_is_about(page: Browser) -> None:
    find(page, 'nav a[href="#grid"]').click()
    find(page, "#marks button").click()
    assert find(page, "#now").text.count("The auditor came early") == 1
    assert [each.text for each in page.find_elements(By.CSS_SELECTOR, ".card.lit b")] == [HOSTILE]


def test_both_themes_and_a_narrow_window_need_no_sideways_scroll(page: Browser) -> None:
    light = find(page, "body").value_of_css_property("background-color")
    find(page, "#theme").click()
    assert find(page, "body").value_of_css_property("background-color") != light
    size = page.get_window_size()
    page.set_window_size(600, 800)
    wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.execute_script(wider) <= 0
    page.set_window_size(size["width"], size["height"])


# -- what is played, and what the time axis marks --------------------------------------------------

WATCHED = """
window.seen = [];
new MutationObserver(() => window.seen.push(document.getElementById("now").textContent))
  .observe(document.getElementById("now"), { childList: true });
"""


def played(browser: Browser, steps: int) -> list[str]:
    """Play at the highest speed for some steps; return what was said at each of them."""
    browser.execute_script(WATCHED)
    find(browser, 'input[name=speed][value="16"]').click()
    find(browser, "#play").click()
    WebDriverWait(browser, 30).until(
        lambda b: b.execute_script("return window.seen.length") >= steps
    )
    find(browser, "#play").click()
    said: list[str] = browser.execute_script("return window.seen")
    return said[:steps]


def shown(browser: Browser) -> int:
    """Return the number of the decision that the player stands at."""
    words = find(browser, "#counter").text.rpartition(" · ")[2]
    return int(words.split(" of ")[0].replace(",", ""))


def test_a_chosen_person_is_played_although_there_are_bookmarks(story: Browser) -> None:
    assert Select(find(story, "#what")).first_selected_option.text.startswith("Bookmarks (")
    find(story, 'nav a[href="#decisions"]').click()
    Select(find(story, "#person")).select_by_visible_text("Tomas Reyes")
    assert Select(find(story, "#what")).first_selected_option.text.startswith("By Tomas Reyes (")
    assert find(story, "#play").text == "Play"
    assert all("Tomas Reyes: " in each for each in played(story, 6))
    find(story, 'nav a[href="#decisions"]').click()
    Select(find(story, "#person")).select_by_visible_text("Everybody")
    assert find(story, "#play").text == "Play two minutes"


def test_everything_or_the_bookmarks_alone_are_played_where_one_says_so(story: Browser) -> None:
    find(story, 'nav a[href="#decisions"]').click()
    Select(find(story, "#person")).select_by_visible_text("Tomas Reyes")
    Select(find(story, "#what")).select_by_value("all")
    said = played(story, 4)
    assert shown(story) >= 4
    assert said[0] != said[1] != said[2]
    assert not all("Tomas Reyes: " in each for each in said)
    flags = story.find_elements(By.CSS_SELECTOR, "#marks button")
    captions = [str(each.get_attribute("title")) for each in flags]
    Select(find(story, "#what")).select_by_value("marked")
    assert find(story, "#play").text == "Play two minutes"
    find(story, "#play").click()
    WebDriverWait(story, 20).until(
        lambda b: any(caption in find(b, "#now").text for caption in captions)
    )
    find(story, "#play").click()


def test_marks_are_named_when_pointed_at_and_by_the_arrow_keys(story: Browser) -> None:
    kinds = ("phase", "breach", "restored", "sprint", "adopted", "hire", "review", "answer")
    for kind in kinds:
        assert story.find_elements(By.CSS_SELECTOR, f"#spots .{kind}"), kind
    band = find(story, "#spots .investment")
    ActionChains(story).move_to_element_with_offset(band, 3, 0).perform()
    assert find(story, "#tip").is_displayed()
    ActionChains(story).move_to_element(find(story, "h1")).perform()
    assert not find(story, "#tip").is_displayed()
    first = find(story, "#spots button")
    first.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    reached = story.switch_to.active_element
    assert reached.get_attribute("aria-label") in find(story, "#tip").text.splitlines()
    before = shown(story)
    reached.send_keys(Keys.ENTER)
    assert shown(story) < before


def test_a_mark_leads_to_its_decision_and_is_named_there(story: Browser) -> None:
    find(story, 'nav a[href="#grid"]').click()
    mark = find(story, "#spots .breach")
    ActionChains(story).move_to_element(mark).click().perform()
    name = str(mark.get_attribute("aria-label")).partition(": ")[2]
    assert find(story, "#now .tag.breach").text.endswith(name)
    assert "here" in str(mark.get_attribute("class"))
    find(story, "#back").click()
    assert not story.find_elements(By.CSS_SELECTOR, "#spots .breach.here")


def test_must_do_work_without_a_place_is_told_on_every_tab_with_dates(story: Browser) -> None:
    for name in ("timeline", "forecast", "plan"):
        find(story, f'nav a[href="#{name}"]').click()
        assert GIANT in find(story, f"#{name}").text
        assert "Too large for one sprint" in find(story, f"#{name}").text


def test_the_first_screen_shows_what_changed_and_the_dates_at_risk(story: Browser) -> None:
    size = {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False}
    story.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    find(story, 'nav a[href="#overview"]').click()
    player = find(story, "#dock").rect["y"] - story.execute_script("return scrollY")
    total = find(story, "#overview .sum").rect
    assert total["y"] + total["height"] <= player
    rows = story.find_elements(By.CSS_SELECTOR, "#overview tbody tr")
    assert rows[0].rect["y"] + rows[0].rect["height"] <= player
    assert rows[1].rect["y"] + rows[1].rect["height"] <= player
    story.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
