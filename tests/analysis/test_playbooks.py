"""What to do in each phase: every step can be decided as it stands, and does what it says."""

from __future__ import annotations

from datetime import timedelta

from roadmap.analysis.phases.diagnosis import diagnose
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.phases.playbooks import playbook
from roadmap.decide.options import missing_of
from roadmap.records.phases import Phase
from tests.analysis.phases import FIRST, LENGTH, Told, Went, after_sprints

CALM = Went(fire=1, tweak=9)
BURNT = Went(fire=8, tweak=2)
DAY = FIRST + LENGTH


def steps(told: Told, phase: Phase | None) -> dict[str, Step]:
    return {each.code: each for each in playbook(told.state, phase, DAY)}


def choice(told: Told, title: str, **fields: object) -> str:
    place = {"forcing": "discretionary", "horizon": "long_term", **fields}
    told.do(DAY, "add_item", title=title, **place)
    return next(each.id for each in told.state.items.ordered() if each.title == title)


def busy() -> Told:
    """Return a team with two must-do items, two choices and a breach that nobody works on."""
    told = after_sprints(BURNT)
    for title in ("Patch TLS", "Grow the disk"):
        told.do(
            *(DAY, "add_item"), title=title, forcing="forced", horizon="short_term",
            driver="incident",
        )  # fmt: skip
    choice(told, "New portal")
    choice(told, "Rewrite ingest", option_stage="discovered", value=4)
    told.level(DAY, "Security", [(DAY, 98.0)])
    return told


def test_every_step_of_every_playbook_can_be_decided_as_it_stands() -> None:
    count = 0
    for phase in (None, *Phase):
        for place in range(len(playbook(busy().state, phase, DAY))):
            told = busy()
            for given in playbook(told.state, phase, DAY)[place].given:
                told.click(DAY, given)
                count += 1
    assert count > 10


def test_firefighting_defers_sheds_limits_and_hires_last() -> None:
    told = busy()
    found = [each.code for each in playbook(told.state, Phase.FIREFIGHTING, DAY)]
    assert found == ["defer", "shed", "limit", "hire"]
    portal = next(each for each in told.state.items.ordered() if each.title == "New portal")
    own = steps(told, Phase.FIREFIGHTING)
    assert own["defer"].about == (portal.id,)
    for code in ("defer", "shed", "limit"):
        for given in own[code].given:
            told.click(DAY, given)
    assert told.state.items[portal.id].not_before == DAY + 3 * LENGTH
    assert told.state.items[own["shed"].about[0]].title == "Grow the disk"
    assert told.state.items[own["shed"].about[0]].status == "shed"
    assert told.state.roadmap is not None
    assert told.state.roadmap.planning.in_progress_limit == 3
    assert set(steps(told, Phase.FIREFIGHTING)).isdisjoint({"defer", "limit"})


def test_without_people_or_sprints_the_team_is_to_be_said_first() -> None:
    told = Told()
    told.do(*(DAY, "add_item"), title="Patch TLS", forcing="forced", driver="incident",
            horizon="short_term")  # fmt: skip
    choice(told, "New portal")
    assert list(steps(told, Phase.FIREFIGHTING)) == ["people"]
    told.do(DAY, "add_person", name="Ines")
    assert "defer" in steps(told, Phase.FIREFIGHTING)


def test_the_only_must_do_item_is_not_given_up() -> None:
    told = after_sprints(BURNT)
    for number, title in enumerate(("Patch TLS", "Grow the disk", "Rotate keys"), start=1):
        told.do(
            *(DAY, "add_item"), title=title, forcing="forced", horizon="short_term",
            driver="incident",
        )  # fmt: skip
        assert ("shed" in steps(told, Phase.FIREFIGHTING)) == (number > 1)
    found = steps(told, Phase.FIREFIGHTING)["shed"]
    assert "of 3 must-do items without a date it stands last" in found.text


def test_a_double_win_is_one_click_from_the_top() -> None:
    told = busy()
    stream = {"driver": "security_vulnerability", "arrivals_per_sprint": 4.0, "size_mean": 2.0}
    told.do(DAY, "add_stream", name="Patches", **stream)
    told.do(
        *(DAY, "add_item"), title="Automate patching", forcing="forced", horizon="long_term",
        driver="security_vulnerability", mandatory_by="2026-06-01", estimate=6,
        leverage={"effect": "arrivals", "amount": 50, "unit": "percent", "stream": "Patches"},
    )  # fmt: skip
    step = steps(told, Phase.FIREFIGHTING)["double_win"]
    assert "Automate patching" in step.text
    told.click(DAY, step.given[0])
    ranked = sorted(told.state.items.ordered(), key=lambda each: each.order)
    calm = [each for each in ranked if each.is_open and each.horizon == "long_term" and each.rank]
    assert calm[0].title == "Automate patching"


def test_investment_validates_what_is_described_and_asks_for_the_rest() -> None:
    told = after_sprints(CALM)
    ready = choice(told, "Self-service", problem="six days", approach="a template")
    bare = choice(told, "Mesh")
    for key in (ready, bare):
        told.do(DAY, "start_item", item=key)
    own = steps(told, Phase.INVESTMENT)
    assert own["validate"].about == (ready,)
    assert own["describe"].about == own["put_back"].about == (bare,)
    told.click(DAY, own["validate"].given[0])
    told.click(DAY, own["put_back"].given[0])
    assert told.state.items[ready].option_stage == "validated"
    assert told.state.items[bare].rank is None
    assert set(steps(told, Phase.INVESTMENT)).isdisjoint({"validate", "describe"})


def test_the_next_option_is_taken_up_while_fewer_than_three_are_explored() -> None:
    told = after_sprints(CALM)
    for number in range(4):
        choice(told, f"Option {number}", option_stage="discovered", value=number + 1)
    for left in (3, 2, 1):
        step = steps(told, Phase.INVESTMENT)["select"]
        assert told.state.items[step.about[0]].title == f"Option {left}"
        told.click(DAY, step.given[0])
    assert "select" not in steps(told, Phase.INVESTMENT)


def test_a_rewrite_also_needs_the_alternative_and_why_it_was_refused() -> None:
    told = after_sprints(CALM)
    rewrite, other = choice(told, "Rewrite the scheduler"), choice(told, "Faster scheduler")
    items = told.state.items
    assert missing_of(items[rewrite]) == ("problem", "approach", "alternative", "why_refused")
    assert missing_of(items[other]) == ("problem", "approach")


def test_a_missing_level_is_one_click_from_set() -> None:
    told = after_sprints(Went(bet=5, validated=True))
    missing = playbook(told.state, Phase.PRINCIPLES_SETTING_LEVELS, DAY)
    assert [each.code for each in missing] == ["set_level"] * 5
    for step in missing:
        for given in step.given:
            told.click(DAY, given)
    assert diagnose(told.timeline).phase is Phase.PRINCIPLES_HOLDING
    assert set(steps(told, Phase.PRINCIPLES_HOLDING)) == {"agree_level"}
    for step in playbook(told.state, Phase.PRINCIPLES_HOLDING, DAY):
        told.click(DAY, step.given[0])
    assert not any(each.provisional for each in told.state.measures.ordered())


def test_what_is_measured_already_begins_with_its_latest_value() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_measure", name="p95", principle="Latency", unit="ms")
    told.do(DAY, "log_measurements", measure="p95", value=312)
    rows = playbook(told.state, Phase.PRINCIPLES_SETTING_LEVELS, DAY)
    step = next(each for each in rows if "312" in each.text)
    told.click(DAY, step.given[0])
    measure = told.state.measures.ordered()[0]
    assert (measure.level, measure.provisional) == (312, True)


def test_a_breach_that_nothing_protects_is_one_click_from_an_item() -> None:
    told = busy()
    step = steps(told, Phase.PRINCIPLES_IN_BREACH)["restore"]
    told.click(DAY, step.given[0])
    made = next(each for each in told.state.items.ordered() if each.title.startswith("Restore"))
    assert made.protects == step.about[:1]
    again = steps(told, Phase.PRINCIPLES_IN_BREACH)["restore"]
    assert again.given[0] == {"do": "start_item", "item": made.id}


def test_without_any_facts_three_questions_are_asked() -> None:
    later = DAY + timedelta(days=1)
    assert [each.code for each in playbook(Told().state, None, later)] == ["answer"]


def test_a_level_that_will_not_hold_for_long_is_seen_ahead() -> None:
    told = after_sprints(CALM)
    told.do(DAY, "add_measure", name="Uptime", principle="Reliability", level=99.0, unit="%")
    weeks = [DAY + timedelta(weeks=n) for n in range(8)]
    rows = [
        {"measure": "Uptime", "day": str(day), "value": 99.8 - n * 0.08 + n % 2 * 0.01}
        for n, day in enumerate(weeks)
    ]
    told.do(weeks[-1], "log_measurements", measurements=rows)
    found = playbook(told.state, Phase.PRINCIPLES_HOLDING, weeks[-1])
    step = next(each for each in found if each.code == "ahead")
    assert "by the trend" in step.text
    told.click(weeks[-1], step.given[0])
    made = next(each for each in told.state.items.ordered() if each.title.startswith("Keep"))
    assert made.protects == step.about
    again = playbook(told.state, Phase.PRINCIPLES_HOLDING, weeks[-1])
    assert next(each for each in again if each.code == "ahead").given == ()
