"""Does the page hold what its readers need, load nothing, and keep every title a text?"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from roadmap.redaction import Redaction
from roadmap.report.html.frames import CELLS, MANY, PLACES, frames_of
from roadmap.service import Roadmap
from roadmap.sharing import html_of
from roadmap.state import State
from tests.given import MAYA, NOON, TODAY, command, item_id

HOSTILE = "</script><img src=x onerror=alert(1)>"
TLS = item_id("TLS")


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory(
        {"name": f"Harbour {HOSTILE}", "sprint_start": TODAY}, by=MAYA, at=NOON
    )
    fields = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    made.execute(
        [
            command(
                "add_item", item=TLS, title=f"TLS {HOSTILE}", mandatory_by="2026-09-01", **fields
            ),
            command("add_item", title="DNS", estimate=3),
            command("add_person", name="Ada"),
            command("add_ask", title=f"Fund {HOSTILE}", cost=HOSTILE, probability=0.62),
        ],
        by=MAYA,
        at=NOON,
        why=HOSTILE,
    )
    first = made.timeline.tell(1).id
    made.execute([command("add_bookmark", decision=first, caption=HOSTILE)], by=MAYA, at=NOON)
    made.execute([command("reclassify_item", item=TLS, horizon="short_term")], by=MAYA, at=NOON)
    made.execute([command("shed_item", item=TLS)], by=MAYA, at=NOON)
    yield made
    made.close()


def page_of(roadmap: Roadmap, wanted: Redaction | None = None) -> str:
    moment = roadmap.moment(None)
    wanted = wanted or Redaction("team")
    return html_of(roadmap, moment, wanted, by=MAYA, at=NOON, today=TODAY)


class Tags(HTMLParser):
    """What a browser would make of the page: tags with their attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def frames_in(page: str) -> dict[str, Any]:
    found = re.search(r'id="frames">([^<]*)<', page)
    assert found is not None
    read: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return read


def test_a_title_that_is_code_stays_text(roadmap: Roadmap) -> None:
    page = page_of(roadmap)
    tags = Tags(page)
    names = [tag for tag, _ in tags.tags]
    assert "img" not in names
    assert names.count("script") == 3
    assert HOSTILE in tags.text
    assert not [each for _, each in tags.tags if any(name.startswith("on") for name in each)]


def test_nothing_is_loaded_and_only_our_script_runs(roadmap: Roadmap) -> None:
    page = page_of(roadmap)
    tags = Tags(page).tags
    loads = [each for _, each in tags for name in ("src", "data", "action") if name in each]
    assert loads == []
    links = {each["href"] for tag, each in tags if tag == "a"}
    assert all(link is not None and link.startswith("#") for link in links)
    policy = next(str(e["content"]) for _, e in tags if e.get("http-equiv"))
    assert "default-src 'none'" in policy
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert " style=" not in page


def test_what_is_wanted_comes_first_and_stands_without_scripts(roadmap: Roadmap) -> None:
    text = Tags(page_of(roadmap)).text
    assert "One decision is wanted from you" in text
    assert text.index("Fund") < text.index("Must-do") < text.index("Emergencies")
    assert "DNS" in text


def test_no_date_stands_without_its_probability(roadmap: Roadmap) -> None:
    promise = command("add_item", title="Promise", estimate=3, promised_by="2026-03-01")
    roadmap.execute([promise], by=MAYA, at=NOON)
    page = page_of(roadmap)
    dates = page[page.index("Dates to watch") :]
    assert re.search(r"Promise.*?1 Mar.*?%", dates, re.DOTALL)


def test_what_came_of_past_decisions_stands_below_one_line(roadmap: Roadmap) -> None:
    page = Tags(page_of(roadmap))
    assert "What came of past decisions: 1 kept" in page.text
    assert f"Gave up 'TLS {HOSTILE}'" in page.text
    assert "Still given up" in page.text
    assert "in the way" not in page.text  # nothing was: no heading without a line
    waits = [{"on": "Legal", "until": str(TODAY)}]
    [dns] = [each.id for each in roadmap.state.items.ordered() if each.title == "DNS"]
    roadmap.execute([command("edit_item", item=dns, waits=waits)], by=MAYA, at=NOON)
    assert "1 obstacle in the way, 0 resolved" in Tags(page_of(roadmap)).text


def test_the_same_page_is_the_same_bytes(roadmap: Roadmap) -> None:
    assert page_of(roadmap) == page_of(roadmap)


def test_leadership_sees_no_names_of_people(roadmap: Roadmap) -> None:
    page = page_of(roadmap, Redaction())
    assert "Ada" not in Tags(page).text
    assert "Ada" not in json.dumps(frames_in(page))


def test_the_frames_show_what_the_fold_shows(roadmap: Roadmap) -> None:
    frames = frames_in(page_of(roadmap))
    cells = {name: [0] * len(frames["keys"]) for name in CELLS}
    cells["place"] = [PLACES.index("none")] * len(frames["keys"])
    op = 0
    for index, count in enumerate(frames["counts"]):
        for each in range(op, op + count):
            name = CELLS[frames["cells"][each]]
            cells[name][frames["items"][each]] = frames["values"][each]
        op += count
        check(frames, cells, roadmap.timeline.state_after(index))


def check(frames: dict[str, Any], cells: dict[str, list[int]], state: State) -> None:
    for place, key in enumerate(frames["keys"]):
        shown = PLACES[cells["place"][place]]
        item = state.items.get(key)
        if item is None:
            assert shown == "none"
            continue
        assert shown == ("shed" if item.status.value == "shed" else item.quadrant.value)
        assert frames["texts"][cells["title"][place]] == item.title


def test_of_many_decisions_only_the_marked_are_named(roadmap: Roadmap) -> None:
    marked = {roadmap.timeline.tell(1).id}
    frames = frames_of(roadmap.history(), MANY + 1, marked)
    assert [key for key in frames.ids if key] == list(marked)
    assert frames.said[1] == -1
    assert frames.texts[frames.said[2]].startswith("Bookmark")


def test_a_plan_row_names_the_sprint_that_its_share_is_for(roadmap: Roadmap) -> None:
    roadmap.execute(
        [command("add_item", title="Long", estimate=30, may_span=True)], by=MAYA, at=NOON
    )
    page = page_of(roadmap)
    plan = page[page.index('id="plan"') : page.index('id="timeline"')]
    assert re.search(r"Long, to sprint [2-9]+ \(<b [^>]*>\d+%</b> <span[^>]*>by <time", plan)


def test_the_cards_sum_up_as_the_static_grid_does(roadmap: Roadmap) -> None:
    frames = frames_in(page_of(roadmap))
    efforts = [
        value
        for cell, value in zip(frames["cells"], frames["values"], strict=True)
        if CELLS[cell] == "effort"
    ]
    assert 300 in efforts  # hundredths of the three days of DNS
