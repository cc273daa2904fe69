"""The sample's choices have kinds: its balance lies in the band, one innovation is to be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from roadmap.analysis.planning.balance import balance_of
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.sample.script import item_id
from roadmap.service import Roadmap
from tests import sampled

REVIEW = date(2026, 11, 20)


def test_foundation_lies_in_its_band_and_one_innovation_is_to_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "sample.roadmap"
    sampled.write(path)
    sample = Roadmap.open(path)
    state = sample.state
    sample.close()
    found = plan(state, PlanKey(REVIEW, 26))
    balance = balance_of(state, found)
    assert balance.foundation is not None
    assert balance.low <= balance.foundation <= balance.high
    unsaid = [f.item for f in flags_of(state, found, REVIEW) if f.code == "prerequisites_unsaid"]
    assert unsaid == [item_id("golden-data")]
