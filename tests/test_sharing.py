"""Does a shared file hold what its readers need, and nothing that they must not see?"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from roadmap.commands import Command
from roadmap.errors import Cancelled, NotFound, Refused
from roadmap.redaction import ERASED, LEFT_OUT, Redaction
from roadmap.report.watching import Watch
from roadmap.service import Moment, Roadmap
from roadmap.sharing import html_of, seen_by, share
from roadmap.values import Author, Quadrant
from tests.given import MAYA, NOON, command, item_id

PRIYA = Author("priya", "Priya Raman")
TLS = item_id("Patch TLS")
SCENARIO = "AAAAAAAAA1"


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)
    off = [{"first": "2026-02-02", "last": "2026-02-06"}]
    people = [
        {"name": "Priya Raman", "role": "Platform engineer", "time_off": off},
        {"name": "Tomas", "role": "Platform engineer"},
        {"name": "Ada"},
    ]
    made.execute(
        [command("add_person", fields=fields) for fields in people], by=MAYA, at=NOON, why="Team"
    )
    fields = {
        "title": "Patch TLS, says Priya Raman",
        "notes": "Ask priya raman about the keys",
        "problem": "Old ciphers",
        "forcing": "forced",
        "horizon": "long_term",
        "driver": "regulation",
        "mandatory_by": "2026-09-01",
    }
    made.execute(
        [command("add_item", item=TLS, **fields)], by=PRIYA, at=NOON, why="Priya Raman saw it"
    )
    made.execute([command("edit_item", item=TLS, notes="Done soon")], by=MAYA, at=NOON)
    made.execute([share_scenario()], by=PRIYA, at=NOON)
    yield made
    made.close()


def share_scenario() -> Command:
    """Return what shares a scenario in which Ada is away and Priya works less."""
    away = {"time_off": [{"first": "2026-03-02", "last": "2026-03-06", "note": "Priya Raman"}]}
    commands = [
        {"do": "edit_person", "version": 1, "person": "Ada", "fields": away},
        {"do": "edit_person", "version": 1, "person": "Priya Raman", "fields": {}},
    ]
    by = {"id": "priya", "name": "Priya Raman"}
    named = {"name": "Without Priya Raman", "note": "Not for all", "by": by}
    return command("share_scenario", scenario=SCENARIO, commands=commands, **named)


def shared(roadmap: Roadmap, path: Path, wanted: Redaction) -> Roadmap:
    share(roadmap, path, roadmap.moment(None), wanted, by=MAYA, at=NOON)
    return Roadmap.open(path)


def bytes_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_the_team_gets_everything_with_its_chain(roadmap: Roadmap, tmp_path: Path) -> None:
    got = shared(roadmap, tmp_path / "a.roadsnap", Redaction("team"))
    assert got.head == roadmap.head
    assert got.state == roadmap.state
    got.close()


def test_leadership_gets_no_notes_no_time_off_and_people_by_role(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    got = shared(roadmap, tmp_path / "a.roadsnap", Redaction())
    assert got.state.items[TLS].notes == ""
    assert {person.name for person in got.state.people.ordered()} == {
        "Platform engineer 1",
        "Platform engineer 2",
        "Team member 1",
    }
    assert not any(person.time_off for person in got.state.people.ordered())
    scenario = got.state.scenarios[SCENARIO]
    assert (scenario.name, scenario.note, scenario.by) == ("Without Platform engineer 1", "", None)
    assert [each["person"] for each in scenario.commands] == [
        "Team member 1",
        "Platform engineer 1",
    ]
    assert scenario.commands[0]["fields"] == {"time_off": []}
    assert [told.by.name for told in got.history()] == [t.by.name for t in roadmap.history()]
    whys = [told.why for told in got.history()]
    assert "Platform engineer 1 saw it" in whys
    assert len([why for why in whys if why]) == len([t for t in roadmap.history() if t.why])
    assert [told.id for told in got.history()] == [told.id for told in roadmap.history()]
    got.close()


def test_what_must_be_done_is_never_left_out(roadmap: Roadmap, tmp_path: Path) -> None:
    most = Redaction(redact=frozenset(("people", "text")), erase="Priya Raman")
    got = shared(roadmap, tmp_path / "a.roadsnap", most)
    item = got.state.items[TLS]
    assert (item.quadrant, item.mandatory_by) == (Quadrant.FORCED_LONG_TERM, date(2026, 9, 1))
    assert (item.problem, item.notes) == ("", "")
    got.close()


def test_people_can_be_left_out_wherever_they_stand(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "a.roadsnap"
    share(
        roadmap,
        path,
        roadmap.moment(None),
        Redaction(redact=frozenset(("people",))),
        by=Author("x", "PM"),
        at=NOON,
    )
    text = bytes_of(path).casefold()
    assert "priya" not in text
    assert "maya" not in text
    assert "platform engineer 1 saw it" in text


def test_a_leader_who_answered_is_left_out_with_the_people(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    ask = command("add_ask", ask="A" * 10, title="Hire one", wanted_from="Maya Okafor")
    roadmap.execute([ask], by=PRIYA, at=NOON)
    answer = command("answer_ask", ask="A" * 10, answer="approved", by="Maya Okafor")
    roadmap.execute([answer], by=MAYA, at=NOON)
    path = tmp_path / "a.roadsnap"
    got = shared(roadmap, path, Redaction(redact=frozenset(("people",))))
    names = {told.by.name for told in got.history()}
    assert got.state.asks["A" * 10].answered_by in names
    assert "Okafor" not in str([got.state.asks, names, [told.why for told in got.history()]])
    got.close()


def test_one_name_can_be_erased_from_every_byte(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "a.roadsnap"
    got = shared(roadmap, path, Redaction("team", erase="priya raman"))
    assert "priya" not in bytes_of(path).casefold()
    assert got.state.items[TLS].title == f"Patch TLS, says {ERASED}"
    assert {told.by.name for told in got.history()} == {"Maya Okafor", ERASED}
    assert got.verify() == []
    assert got.head.digest != roadmap.head.digest
    got.close()


def test_a_name_that_nobody_has_is_refused(roadmap: Roadmap, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Nobody called 'Pria'"):
        shared(roadmap, tmp_path / "a.roadsnap", Redaction(erase="Pria"))
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_moment_holds_nothing_later(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "a.roadsnap"
    moment = roadmap.moment(roadmap.timeline.tell(1).id)
    made = share(roadmap, path, moment, Redaction(), by=MAYA, at=NOON + timedelta(days=1))
    got = Roadmap.open(path)
    assert len(got.state.items) == 0
    assert (made.count, made.title) == (got.head.position, "Harbour")
    assert "TLS" not in bytes_of(path)
    got.close()


def test_before_the_first_decision_there_is_nothing_to_share(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    nothing: Moment = replace(roadmap.moment(None), index=-1, position=0)
    with pytest.raises(Refused, match="nothing to share"):
        share(roadmap, tmp_path / "a.roadsnap", nothing, Redaction(), by=MAYA, at=NOON)


def test_a_copy_of_a_snapshot_can_be_changed(roadmap: Roadmap, tmp_path: Path) -> None:
    for name, wanted in (("whole", Redaction("team")), ("less", Redaction())):
        got = shared(roadmap, tmp_path / f"{name}.roadsnap", wanted)
        got.copy_to(tmp_path / f"{name}.roadmap", (), NOON)
        copy = Roadmap.open(tmp_path / f"{name}.roadmap")
        assert copy.state == got.state
        assert (copy.id == roadmap.id) is (copy.head == roadmap.head) is (name == "whole")
        assert copy.execute([command("start_item", item=TLS)], by=MAYA, at=NOON) is not None
        got.close()
        copy.close()


def test_who_felt_a_breach_is_text_and_what_leverage_lowers_is_not(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    lowers = {"effect": "arrivals", "amount": 2.0}
    felt = {"measure": "Uptime", "value": 98, "effect": "payments down"}
    roadmap.execute(
        [
            command("edit_item", item=TLS, leverage=lowers),
            command("add_measure", name="Uptime", principle="Reliability", level=99),
            command("log_measurements", **felt),
        ],
        by=MAYA,
        at=NOON,
    )
    got = shared(roadmap, tmp_path / "a.roadsnap", Redaction(redact=frozenset(("text",))))
    [measure] = got.state.measures.ordered()
    assert [(each.value, each.effect) for each in measure.measurements] == [(98.0, "")]
    assert got.state.items[TLS].leverage == roadmap.state.items[TLS].leverage
    got.close()


def test_whoever_accepted_a_risk_from_outside_is_left_out_with_the_people(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    risks = {"Dana Whitfield": "Old keys leak", "CTO": "Nobody told the CTO", "Priya Raman": "Late"}
    for by, text in risks.items():
        title = f"Without {by}" if by == "Dana Whitfield" else text
        roadmap.execute([command("add_item", item=item_id(title), title=title)], by=MAYA, at=NOON)
        shed = command("shed_item", item=item_id(title), accepted_risk=text, accepted_by=by)
        roadmap.execute([shed], by=MAYA, at=NOON)
    path = tmp_path / "a.roadsnap"
    got = shared(roadmap, path, Redaction())
    assert {each.text: each.accepted_by for each in got.state.risks.ordered()} == {
        "Old keys leak": "Somebody outside the team 1",
        "Nobody told the CTO": "Somebody outside the team 2",
        "Late": "Platform engineer 1",
    }
    assert "dana" not in bytes_of(path).casefold()
    assert got.state.items[item_id("Without Dana Whitfield")].title == (
        "Without Somebody outside the team 1"
    )
    got.close()
    whole = shared(roadmap, tmp_path / "b.roadsnap", Redaction("team"))
    assert "Dana Whitfield" in {each.accepted_by for each in whole.state.risks.ordered()}
    whole.close()
    erased = shared(roadmap, tmp_path / "c.roadsnap", Redaction("team", erase="Dana Whitfield"))
    assert ERASED in {each.accepted_by for each in erased.state.risks.ordered()}
    erased.close()


def test_somebody_who_decides_keeps_their_name_where_they_accept_a_risk(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    shed = command("shed_item", item=TLS, accepted_risk="Fine", accepted_by="Maya Okafor")
    roadmap.execute([shed], by=MAYA, at=NOON)
    got = shared(roadmap, tmp_path / "a.roadsnap", Redaction())
    assert [each.accepted_by for each in got.state.risks.ordered()] == ["Maya Okafor"]
    got.close()


def test_why_somebody_is_off_and_first_names_are_nobodys_business(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    off = command(
        "edit_person",
        person="Tomas",
        fields={"time_off": [{"first": "2026-03-02", "last": "2026-03-06"}]},
    )
    roadmap.execute([off], by=MAYA, at=NOON, why="The doctor said a week")
    moved = command("edit_item", item=TLS, value=4)
    roadmap.execute([moved], by=MAYA, at=NOON, why="Priya will do it, and the panorama")
    path = tmp_path / "a.roadsnap"
    got = shared(roadmap, path, Redaction())
    whys = [told.why for told in got.history()]
    assert whys[-2:] == [LEFT_OUT, "Platform engineer 1 will do it, and the panorama"]
    assert "doctor" not in bytes_of(path)
    got.close()


def test_a_copy_for_an_audience_has_the_same_decisions_under_an_id_of_its_own(
    roadmap: Roadmap,
) -> None:
    seen = seen_by(roadmap, Redaction(), NOON)
    assert not {each.name for each in seen.state.people.ordered()} & {"Priya Raman", "Tomas"}
    assert not any(each.time_off for each in seen.state.people.ordered())
    assert seen.id != roadmap.id
    assert seen_by(roadmap, Redaction("team"), NOON) is roadmap
    assert [told.id for told in seen.history()] == [told.id for told in roadmap.history()]


def test_sharing_can_be_watched_and_stopped_and_leaves_nothing(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    moment, today = roadmap.moment(None), roadmap.today(NOON)
    for wanted in (Redaction(), Redaction("team")):
        told: list[tuple[int, int]] = []

        def watch(done: int, total: int, told: list[tuple[int, int]] = told) -> bool:
            told.append((done, total))
            return True

        share(roadmap, tmp_path / f"{wanted.audience}.roadsnap", moment, wanted, by=MAYA, at=NOON,
              watch=Watch(watch))  # fmt: skip
        html_of(roadmap, moment, wanted, by=MAYA, at=NOON, today=today, watch=Watch(watch))
        assert len(told) > 4
        assert all(0 <= done <= total for done, total in told)

        def stop(done: int, total: int) -> bool:
            return False

        with pytest.raises(Cancelled):
            share(roadmap, tmp_path / "a.roadsnap", moment, wanted, by=MAYA, at=NOON,
                  watch=Watch(stop))  # fmt: skip
        with pytest.raises(Cancelled):
            html_of(roadmap, moment, wanted, by=MAYA, at=NOON, today=today, watch=Watch(stop))
    assert {each.name for each in tmp_path.iterdir()} == {"leadership.roadsnap", "team.roadsnap"}
