"""Does the brief say what happened to each item, and why, as plain Markdown?"""

from datetime import UTC, date, datetime, timedelta

from roadmap.analysis.history.slips import Cause, Slip
from roadmap.commands import Command
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    FinishItem,
    MoveItem,
    ReclassifyItem,
    RemoveItem,
    ShedItem,
)
from roadmap.commands.sprints import LogProgress
from roadmap.fields.items import Classification, ItemFields
from roadmap.report.brief import SECTIONS, brief, changes_between, summary
from roadmap.report.differences import Differences, Past, Side, differences
from roadmap.service import Roadmap
from roadmap.values import Author, Driver, Estimate, Forcing, Horizon

MAYA = Author(id="maya", name="Maya *Okafor*")
BEGIN = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
DNS, TLS, CA = "0000000001", "0000000002", "0000000003"
CHOICE: Classification = {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.SHORT_TERM}
MUST: Classification = {
    "forcing": Forcing.FORCED,
    "horizon": Horizon.LONG_TERM,
    "driver": Driver.REGULATION,
    "mandatory_by": date(2027, 3, 1),
}

Step = tuple[list[Command], str | None]  # what was decided, and why


def before_and_after(*decisions: Step) -> tuple[Roadmap, int]:
    """A roadmap with three items, then these decisions a day apart."""
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "UTC"}, by=MAYA, at=BEGIN)
    titles = {DNS: "Self-service DNS", TLS: "Patch <TLS>\nnow", CA: "Root CA"}
    adding = [AddItem(item=key, fields={"title": title}) for key, title in titles.items()]
    roadmap.execute(adding, by=MAYA, at=BEGIN)
    count = roadmap.timeline.count
    for number, (commands, why) in enumerate(decisions, start=1):
        roadmap.execute(commands, by=MAYA, at=BEGIN + timedelta(days=number), why=why)
    return roadmap, count


def sides(roadmap: Roadmap, first: int, share: float | None = None) -> tuple[Side, Side]:
    states = (roadmap.timeline.state_after(first - 1), roadmap.state)
    a = Side(None, 0, date(2026, 9, 1), states[0], share)
    return a, Side(None, 0, date(2026, 9, 30), states[1], None if share is None else share / 2)


def said(*decisions: Step) -> dict[tuple[str, str], str]:
    """What the lines say, by section and item."""
    roadmap, first = before_and_after(*decisions)
    a, b = sides(roadmap, first)
    found = differences(a.state, b.state, lambda _item: True)
    changes = changes_between(a, b, found, roadmap.timeline.history(first))
    return {(change.section, change.item): change.what for change in changes}


def markdown(*decisions: Step, share: float | None = None) -> str:
    roadmap, first = before_and_after(*decisions)
    a, b = sides(roadmap, first, share)
    found = differences(a.state, b.state, lambda _item: True)
    return brief(a, b, found, roadmap.timeline.history(first))


def test_every_section_has_its_words() -> None:
    assert {name for name, _ in SECTIONS} <= {
        field for field in Differences.__dataclass_fields__ if field != "changed"
    }


def test_each_change_is_said_in_its_own_words() -> None:
    new = "0000000009"
    fields: ItemFields = {"title": "New", "estimate": Estimate(2)}
    fields.update(CHOICE)  # type: ignore[typeddict-item]  # a Classification is a part of them
    estimated = EstimateItem(item=DNS, fields={"estimate": Estimate(5, 3, 9)})
    found = said(
        ([ReclassifyItem(item=CA, fields=MUST)], None),
        ([estimated], None),
        ([EditItem(item=DNS, fields={"promised_by": date(2026, 12, 1)})], None),
        ([FinishItem(item=TLS, done_on=date(2026, 9, 4))], None),
        ([ShedItem(item=DNS)], None),
        ([AddItem(item=new, fields=fields)], None),
    )
    assert found == {
        ("reclassified", CA): "unsorted → must do, long-term, by 1 March 2027",
        ("moved", CA): "mandatory by 1 March 2027",
        ("moved", DNS): "promised by 1 December",
        ("reestimated", DNS): "5 pd (3 to 9)",
        ("finished", TLS): "done on 4 September",
        ("shed", DNS): "shed on 6 September",
        ("added", new): "choice, short-term, 2 pd",
    }


def test_what_is_removed_keeps_its_title() -> None:
    text = markdown(([RemoveItem(item=CA)], "Twice in the list"))
    assert "## Removed (1)" in text
    assert "- **Root CA**: removed." in text


def test_a_reason_stands_where_it_was_given_for() -> None:
    text = markdown(
        ([EstimateItem(item=DNS, fields={"estimate": Estimate(8)})], "A guess"),
        ([EditItem(item=DNS, fields={"promised_by": date(2026, 12, 1)})], "Told to finance"),
        ([EditItem(item=DNS, fields={"notes": "Nothing"})], "For the record"),
    )
    assert "8 pd. “A guess”" in text
    assert "promised by 1 December. “Told to finance”" in text
    assert "For the record" not in text


def test_the_latest_reason_stands_behind_its_item() -> None:
    text = markdown(
        ([EstimateItem(item=DNS, fields={"estimate": Estimate(8)})], "A guess"),
        ([EstimateItem(item=DNS, fields={"estimate": Estimate(5)})], "The API does half"),
        ([EditItem(item=DNS, fields={"notes": "Nothing"})], None),
    )
    assert "- **Self-service DNS**: 5 pd. “The API does half” (Maya \\*Okafor\\*, 3 September)" in (
        text.splitlines()
    )


def test_a_new_estimate_is_not_explained_by_a_note_of_progress() -> None:
    small, large = Estimate(8, 5, 12), Estimate(16, 11, 24)
    roadmap, first = before_and_after(
        ([EstimateItem(item=DNS, fields={"estimate": large})], "Sized"),
        ([EstimateItem(item=DNS, fields={"estimate": small})], "Half of it is enough"),
        ([LogProgress(item=DNS, fields={"remaining_days": 2.0})], "Week two"),
        ([LogProgress(item=CA, fields={"remaining_days": 1.0})], "Nearly there"),
    )
    before, after = sides(roadmap, first + 1)
    found = differences(before.state, after.state, lambda _item: True)
    changes = changes_between(before, after, found, roadmap.timeline.history(first + 1))
    reasons = {each.item: each.reason.why for each in changes if each.reason is not None}
    assert reasons == {DNS: "Half of it is enough", CA: "Nearly there"}


def test_work_is_said_to_have_grown_only_where_it_did() -> None:
    roadmap, first = before_and_after(
        ([EstimateItem(item=DNS, fields={"estimate": Estimate(8, 5, 12)})], None),
        ([EstimateItem(item=CA, fields={"estimate": Estimate(8, 5, 12)})], None),
        ([EstimateItem(item=DNS, fields={"estimate": Estimate(13, 8, 20)})], None),
        ([EstimateItem(item=CA, fields={"estimate": Estimate(3, 2, 5)})], None),
    )
    before, after = sides(roadmap, first + 2)
    found = differences(before.state, after.state, lambda _item: True)
    late = Past((Slip(DNS, Cause.SCOPE, 2, 3, 5), Slip(CA, Cause.SCOPE, 1, 3, 4)), ())
    text = brief(before, after, found, (), late)
    assert "- **Self-service DNS**: 2 sprints later, it grew" in text
    assert "- **Root CA**: 1 sprint later, there was more to do before it" in text


def test_titles_stand_in_one_line_and_as_they_are() -> None:
    text = markdown(([ShedItem(item=TLS)], "Not *this* year"))
    assert "- **Patch \\<TLS\\> now**: shed on 2 September. “Not \\*this\\* year”" in text


def test_the_share_is_told_or_said_to_be_unknown() -> None:
    decision: Step = ([ShedItem(item=TLS)], None)
    assert "Must-do share of the work done: 40% → 20%." in markdown(decision, share=0.4)
    assert "share of the work done: not known, nothing was done yet." in markdown(decision)


def test_nothing_is_said_in_one_sentence() -> None:
    text = markdown()
    assert text.startswith("# Harbour, 1 September to 30 September 2026\n\nNo item changed.\n")


def test_the_summary_counts_what_there_is() -> None:
    roadmap, first = before_and_after(([ShedItem(item=TLS), ShedItem(item=CA)], None))
    a, b = sides(roadmap, first)
    assert summary(differences(a.state, b.state, lambda _item: True)) == "2 shed"


def test_places_in_the_order_are_only_counted() -> None:
    text = markdown(([MoveItem(item=CA, before=DNS)], None))
    assert "1 item changed place in the order." in text
