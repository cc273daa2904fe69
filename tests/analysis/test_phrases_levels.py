"""What history says of levels, measurements and check-ups."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.analysis.phrases.items import Tone
from roadmap.analysis.phrases.sentences import Sentence, decision_sentence
from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.events import Decision
from roadmap.evolve import fold
from roadmap.state import State
from tests.given import MAYA, NOON, NOW, after, begun, command, item_id

UPTIME = {"measure": "Uptime"}


def known(level: float | None = 99) -> State:
    return after(
        begun(),
        command("add_component", name="Ledger"),
        command("add_measure", name="Uptime", principle="Reliability", unit="%", level=level),
        command("add_measure", name="Delay", principle="Latency", comparator="at_most"),
    )


def said(state: State, *commands: Command) -> Sentence:
    events = decide(state, commands, NOW)
    decision = Decision(id="D" * 10, by=MAYA, at=NOON)
    return decision_sentence(decision, events, state, fold(events, state))


def log(value: float | None, **fields: Any) -> Command:
    return command("log_measurements", measure="Uptime", value=value, **fields)


@pytest.mark.parametrize(
    ("level", "fields", "text", "tone"),
    [
        (None, {"level": 99.5}, "set: at least 99.5%", Tone.ACCENT),
        (99, {"level": 99.95}, "raised: at least 99% → at least 99.95%", Tone.ACCENT),
        (99, {"level": 98}, "relaxed: at least 99% → at least 98%", Tone.WARN),
        (99, {"level": None}, "taken away", Tone.WARN),
        (99, {"level": 99, "provisional": True}, "made provisional: at least 99%", Tone.NEUTRAL),
    ],
)
def test_a_level_is_set_raised_relaxed_or_taken_away(
    level: float | None, fields: dict[str, Any], text: str, tone: Tone
) -> None:
    found = said(known(level), command("set_baseline", **UPTIME, **fields))
    assert found.text == f"Minimum acceptable level of Uptime {text}"
    assert (found.tag, found.tone, found.subject) == ("level", tone, "Uptime")


def test_a_provisional_level_is_agreed() -> None:
    state = after(known(), command("set_baseline", **UPTIME, level=99, provisional=True))
    found = said(state, command("set_baseline", **UPTIME, level=99))
    assert found.text == "Minimum acceptable level of Uptime agreed: at least 99%"


def test_the_value_that_breaks_a_level_says_so_and_who_felt_it() -> None:
    found = said(known(), log(98.6, effect="payments down"))
    assert found.text == "Uptime: 98.6%, breached, payments down"
    assert (found.tag, found.tone) == ("breached", Tone.BAD)
    broken = after(known(), log(98.6, day="2026-01-04"))
    assert said(broken, log(98.4)).text == "Uptime: 98.4%"
    assert said(broken, log(99.2)).text == "Uptime: 99.2%, kept again"
    assert said(broken, log(99.2, day="2026-01-04")).text == (
        "Uptime: 99.2% on 4 January (was 98.6%), kept again"
    )
    assert said(broken, log(None, day="2026-01-04")).text == "Uptime: 1 measurement taken back"
    noted = command("note_effect", **UPTIME, effect="payments down")
    assert said(broken, noted).text == "Uptime on 4 January: payments down"


def test_many_measurements_are_counted_and_breaches_among_them_named() -> None:
    one = [log(99.5, day="2026-01-01"), log(99.4)]
    assert said(known(), *one[:1]).text == "Uptime: 99.5% on 1 January"
    rows = [
        {"measure": "Uptime", "day": "2026-01-01", "value": 99.5},
        {"measure": "Uptime", "value": 98},
    ]
    delay = {"measure": "Delay", "value": 5}
    many = command("log_measurements", measurements=rows)
    assert said(known(), many).text == "Uptime: 2 measurements, the last 98%"
    both = command("log_measurements", measurements=[*rows, delay])
    assert said(known(), both).text == "3 measurements of 2 measures, Uptime breached"


def test_a_breach_stands_before_the_item_that_repairs_it() -> None:
    add = command("add_item", item=item_id("R"), title="Repair", protects=["Uptime"])
    assert said(known(), add, log(98)).text == "Uptime: 98%, breached, and 1 more change"


def test_several_levels_set_at_once_are_one_sentence() -> None:
    changes = [
        command("set_baseline", measure="Uptime", level=98),
        command("set_baseline", measure="Delay", level=5),
    ]
    assert said(known(), changes[0], changes[1]).text == "2 minimum acceptable levels changed"
    measures = [command("add_measure", preset=key) for key in ("latency", "patch_age")]
    assert said(known(), *measures).text == (
        "2 measures added: Latency of requests and Age of open critical patches"
    )


def test_a_checkup_says_what_was_found() -> None:
    agreed = command("add_checkup", component="Ledger", every_days=30)
    assert said(known(), agreed).text == "Check of Ledger agreed, every 30 days"
    state = after(known(), agreed)
    done = command("do_checkup", checkup="Check of Ledger", outcome="failing", note="no backup")
    found = said(state, done)
    assert (found.text, found.tone) == ("Check of Ledger: failing, no backup", Tone.BAD)
    title = {"item": item_id("B"), "title": "Back up"}
    with_finding = command(
        "do_checkup", checkup="Check of Ledger", outcome="to_strengthen", findings=[title]
    )
    assert said(state, with_finding).text == (
        "Check of Ledger: to strengthen, 1 finding, and 1 more change"
    )


def test_an_item_says_which_measure_it_protects() -> None:
    state = after(known(), command("add_item", item=item_id("R"), title="Repair"))
    found = said(state, command("edit_item", item=item_id("R"), protects=["Uptime", "Security"]))
    assert found.text == "Repair protects Uptime and Security"


def test_an_import_of_facts_is_counted() -> None:
    slo = {"row": 1, "key": "a", "name": "Checkout", "principle": "Reliability", "level": 99}
    row = {"row": 2, "measure": "Uptime", "day": "2026-01-01", "value": 99.5}
    facts = command(
        "import_facts", source="slo", format="slo-yaml", baselines=[slo], measurements=[row]
    )
    assert said(known(), facts).text == (
        "Imported from service level objectives: 1 minimum acceptable level and 1 measurement"
    )
