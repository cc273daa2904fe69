"""How commands about accepted risks become events: one risk an item, with a day to look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from roadmap.commands.items import ShedItem
from roadmap.commands.risks import AcceptRisk, EditRisk, WithdrawRisk
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.risks import RiskAccepted, RiskEdited, RiskWithdrawn
from roadmap.fields.risks import RiskFields
from roadmap.records.risks import AcceptedRisk
from roadmap.values import Status, derived_id


def accept_risk(d: Deciding, command: AcceptRisk) -> None:
    """Accept a risk of an item that has none yet."""
    d.require_roadmap()
    d.check_new("risk", command.risk)
    if not command.fields.get("item"):
        raise Refused("An accepted risk belongs to an item: name the one that is given up.")
    if not command.fields.get("text"):
        raise Refused("Say in a sentence what may go wrong: that is what is accepted.")
    fields = _resolved(d, command.fields)
    item = d.state.items[fields["item"]]
    if item.status is Status.DONE:
        raise Refused(f"Item {item.title!r} is done: there is no risk in going without it.")
    if risk_of(d, item.id) is not None:
        raise Refused(
            f"The risk of going without {item.title!r} is accepted already: change it (edit_risk)."
        )
    _check_review(d, fields.get("review_on"))
    d.emit(RiskAccepted(risk=command.risk, fields=cast(RiskFields, fields)))


def edit_risk(d: Deciding, command: EditRisk) -> None:
    """Change an accepted risk; it stays with its item."""
    risk = _risk(d, command.risk)
    fields = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(risk.id, risk.text, risk, was, fields)
    fields = {key: value for key, value in fields.items() if getattr(risk, key) != value}
    if "item" in fields:
        raise Refused("An accepted risk stays with its item: withdraw it and accept another one.")
    _check_review(d, fields.get("review_on"))
    if fields:
        d.emit(RiskEdited(risk=risk.id, fields=cast(RiskFields, fields)))


def withdraw_risk(d: Deciding, command: WithdrawRisk) -> None:
    """Stop accepting a risk."""
    d.emit(RiskWithdrawn(risk=_risk(d, command.risk).id))


def accept_with(d: Deciding, item: str, command: ShedItem) -> None:
    """Accept what shedding an item says of its risk; the earlier one of the item gives way."""
    given = {
        "text": command.accepted_risk,
        "review_on": command.review_on,
        "accepted_by": command.accepted_by,
    }
    said: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    known = risk_of(d, item)
    if known is not None:
        fields = cast(RiskFields, said)
        edit_risk(d, EditRisk(risk=known.id, fields=fields))
    elif "text" in said:
        fields = cast(RiskFields, {"item": item, **said})
        accept_risk(d, AcceptRisk(risk=derived_id("risk", item), fields=fields))
    elif said:
        raise Refused("Say what is accepted until the review: accepted_risk, in a sentence.")


def withdraw_of(d: Deciding, item: str) -> None:
    """Withdraw the risk of an item that is taken up again or taken off."""
    risk = risk_of(d, item)
    if risk is not None:
        d.emit(RiskWithdrawn(risk=risk.id))


def risk_of(d: Deciding, item: str) -> AcceptedRisk | None:
    """Return the accepted risk of an item, None where there is none."""
    return next((each for each in d.state.risks.ordered() if each.item == item), None)


def _risk(d: Deciding, ref: str) -> AcceptedRisk:
    found = d.state.risks.get(ref)
    if found is not None:
        return found
    named = risk_of(d, d.item(ref).id)
    if named is None:
        raise NotFound(
            f"No risk of {ref!r} is accepted.",
            command="`roadmap shed FILE --register` lists those that are.",
        )
    return named


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("item") is not None:
        fields["item"] = d.item(fields["item"]).id
    return fields


def _check_review(d: Deciding, day: date | None) -> None:
    if day is not None and day < d.now.today:
        raise Refused(f"The review on {day} would be in the past: give a day from today on.")


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AcceptRisk: accept_risk,
    EditRisk: edit_risk,
    WithdrawRisk: withdraw_risk,
}
