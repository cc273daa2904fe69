"""Does the page hold what its readers need, load nothing, and keep every title a text?"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from roadmap.analysis.history.markers import MarkKind, decided, marked, markers
from roadmap.analysis.history.obstacles import obstacles
from roadmap.analysis.history.outcomes import outcomes
from roadmap.commands import Command
from roadmap.redaction import Redaction, redacted
from roadmap.report.html.frames import CELLS, MANY, PLACES, frames_of
from roadmap.report.html.marks import noting
from roadmap.service import Roadmap
from roadmap.sharing import copy_for, html_of, timeline_of
from roadmap.state import State
from roadmap.timeline import Told
from tests import sampled
from tests.given import MAYA, NOON, TODAY, command, item_id

HOSTILE = "</script><img src=x onerror=alert(1)>"
TLS = item_id("TLS")
FORCED = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}


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


def test_what_came_of_it_is_told_from_one_reading_of_the_history(tmp_path: Path) -> None:
    sample = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    timeline, index, today = sample.timeline, sample.timeline.count - 1, sampled.NOW.date()
    noted: list[Told] = []
    assert sum(1 for _ in noting(timeline.history(), noted)) == timeline.count
    assert len(noted) < timeline.count / 2
    assert outcomes(timeline, index, today, history=noted) == outcomes(timeline, index, today)
    assert obstacles(timeline, index, today, history=noted) == obstacles(timeline, index, today)
    assert marked(noted, sample.state) == decided(timeline, 0, index)
    sample.close()


def test_the_history_of_a_page_is_that_of_the_copy_that_a_log_holds(tmp_path: Path) -> None:
    sample = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    history = list(sample.timeline.history())
    made = timeline_of(redacted(history, Redaction()), sampled.NOW)
    with closing(copy_for(history, Redaction(), sampled.NOW)) as copy:
        assert list(made.history()) == list(copy.timeline.history())
        assert made.state == copy.state
        half = made.count // 2
        assert made.state_after(half) == copy.timeline.state_after(half)
    sample.close()


def test_must_do_work_without_a_place_stands_wherever_dates_do(roadmap: Roadmap) -> None:
    large = command("add_item", title="Giant", estimate=900, mandatory_by="2027-06-30", **FORCED)
    choice = command("add_item", title="Palace", estimate=900, forcing="discretionary")
    roadmap.execute([large, choice], by=MAYA, at=NOON)
    page = page_of(roadmap)
    for name, following in (("timeline", "principles"), ("forecast", "decisions")):
        part = Tags(page[page.index(f'id="{name}"') : page.index(f'id="{following}"')]).text
        assert "Giant" in part
        assert "No place: Too large for one sprint" in part
        assert "Palace" not in part
        assert "1 choice below the cut line: see Plan" in part
    plan = page[page.index('id="plan"') : page.index('id="timeline"')]
    assert plan.index("Giant") < plan.index("Palace")


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([], "Nothing is planned: there is no open work."),
        (
            [command("add_item", title="Giant", mandatory_by="2027-06-30", **FORCED)],
            "Nothing is planned: nobody is on the team yet. Add the people for 1 open item.",
        ),
        (
            [
                command("add_person", name="Ada"),
                command(
                    "add_item", title="Giant", estimate=900, mandatory_by="2027-06-30", **FORCED
                ),
            ],
            "Nothing is planned: 1 open item found no place. Each says what is missing.",
        ),
    ],
)
def test_where_nothing_is_placed_the_page_says_the_true_reason(
    commands: list[Command], said: str
) -> None:
    made = Roadmap.in_memory({"name": "Harbour", "sprint_start": TODAY}, by=MAYA, at=NOON)
    if commands:
        made.execute(commands, by=MAYA, at=NOON)
    page = page_of(made)
    plan = Tags(page[page.index('id="plan"') : page.index('id="timeline"')]).text
    assert said in plan
    if commands:
        for name, following in (("timeline", "principles"), ("forecast", "decisions")):
            part = Tags(page[page.index(f'id="{name}"') : page.index(f'id="{following}"')]).text
            assert "Giant" in part
    made.close()


def test_below_the_cut_line_says_how_many_more_there_are(roadmap: Roadmap) -> None:
    add = [command("add_item", title=f"Vast {number}", estimate=900) for number in range(102)]
    roadmap.execute(add, by=MAYA, at=NOON)
    assert "and 2 more below the cut line" in Tags(page_of(roadmap)).text


def test_the_time_axis_marks_what_the_app_marks(tmp_path: Path) -> None:
    sample = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    frames = frames_in(page_of(sample))
    apart = {MarkKind.BOOKMARK: "bookmark", MarkKind.PHASE: "phase"}
    every = markers(sample.timeline)
    known = [(each.index, each.kind.value) for each in every if each.kind not in apart]
    assert list(zip(frames["markAt"], frames["markKind"], strict=True)) == known
    assert {"breach", "restored", "adopted", "review", "answer", "hire", "sprint"} == set(
        frames["markKind"]
    )
    phases = [(each.index, each.text) for each in every if each.kind is MarkKind.PHASE]
    assert list(zip(frames["phaseAt"], frames["phaseText"], strict=True)) == phases
    assert frames["hidden"] == 0
    sample.close()


def test_of_very_many_marks_the_weightier_stay_and_the_others_are_counted(
    roadmap: Roadmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = (TODAY + timedelta(days=9)).isoformat()
    ask = next(iter(roadmap.state.asks.ordered())).id
    answer = command("answer_ask", ask=ask, answer="approved", by="Helen")
    hire = command("add_person", name="Grace", start=start)
    roadmap.execute([answer, hire], by=MAYA, at=NOON)
    monkeypatch.setattr("roadmap.report.html.marks.MOST", 1)
    frames = frames_in(page_of(roadmap))
    assert (frames["markKind"], frames["hidden"]) == (["answer"], 1)


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
