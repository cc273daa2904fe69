"""Files of service level objectives become measures with a level; what is none is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.errors import ImportRefused
from roadmap.exchange.facts import Facts
from roadmap.exchange.openslo import read

SLO = """
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout, displayName: Checkout works}
spec:
  service: shop
  timeWindow: [{duration: 4w, isRolling: true}]
  objectives:
    - {target: 0.999}
"""


def file(folder: Path, text: str, name: str = "slo.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def said(folder: Path, text: str) -> Facts:
    return read(file(folder, text))


def test_an_objective_is_the_share_of_what_was_good_in_percent(tmp_path: Path) -> None:
    [row] = said(tmp_path, SLO).baselines
    assert (row.key, row.name, row.component) == ("shop/checkout/1", "Checkout works", "shop")
    assert (row.level, row.unit, row.statistic.value) == (99.9, "%", "ratio")
    assert (row.comparator.value, row.window) == ("at_least", "4 weeks, rolling")
    assert row.principle == "Reliability"


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("{duration: 1m, isRolling: false, calendar: {startTime: 2026-01-01}}", "1 month"),
        ("{duration: 3M, calendar: {startTime: 2026-01-01}}", "3 months"),
        ("{duration: 5m, isRolling: true}", "5 minutes, rolling"),
    ],
)
def test_a_window_that_follows_the_calendar_is_of_months(
    tmp_path: Path, window: str, words: str
) -> None:
    [row] = said(tmp_path, SLO.replace("{duration: 4w, isRolling: true}", window)).baselines
    assert row.window == words


def test_an_objective_that_limits_single_values_is_about_latency(shared: Path) -> None:
    folder = shared / "data" / "slo" / "openslo"
    [row] = read(folder / "budgeting-method__occurences-slo.yaml").baselines
    assert (row.principle, row.name) == ("Latency", "Searching time (below 500)")
    assert (row.level, row.window, row.component) == (99.0, "2 weeks, rolling", "web-shop")


def test_two_objectives_of_a_file_are_two_measures(shared: Path) -> None:
    folder = shared / "data" / "slo" / "openslo"
    rows = read(folder / "budgeting-method__timeslices-slo.yaml").baselines
    assert [row.level for row in rows] == [99.5, 99.0]
    assert len({row.key for row in rows}) == len({row.name for row in rows}) == 2


def test_every_shared_file_is_read_and_every_document_counted(shared: Path) -> None:
    files = sorted((shared / "data" / "slo").rglob("*.y*ml"))
    found = [read(path) for path in files]
    assert (len(files), sum(each.documents for each in found)) == (34, 38)
    assert not [row for each in found for row in each.refused]
    assert Counter(each.format for each in found) == {"slo-yaml": 34}
    rows = [row for each in found for row in each.baselines]
    assert all(0 < row.level <= 100 and row.unit == "%" for row in rows)
    assert {row.principle for row in rows} == {"Reliability", "Latency"}


def test_pyrra_gives_a_percentage_as_text(shared: Path) -> None:
    rows = read(shared / "data" / "slo" / "pyrra" / "nginx.yaml").baselines
    assert [(row.key, row.level, row.window, row.principle) for row in rows] == [
        ("monitoring/nginx-api-errors", 99.9, "4 weeks", "Reliability"),
        ("monitoring/nginx-api-latency", 90.0, "4 weeks", "Latency"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: {name: a}",
            "the kind 'AlertPolicy'",
        ),
        ("apiVersion: v1\nkind: SLO\nmetadata: {name: a}", "the kind 'SLO' and was skipped"),
        ("just text", "a bare value or a list"),
        ("[1, 2]", "a bare value or a list"),
        ("{a: 1}", "of no known kind"),
        (SLO.replace("0.999", "soon"), "Its target is no number"),
        (SLO.replace("0.999", "true"), "Its target is no number"),
        (SLO.replace("0.999", ".nan"), "Its target is no number"),
        (SLO.replace("0.999", "99.9"), "Its target is 99.9; OpenSLO gives a share"),
        (SLO.replace("0.999", "0"), "Its target is 0"),
        (SLO.replace("    - {target: 0.999}", "    - 7"), "Objective 1 is no mapping"),
        (SLO.replace("    - {target: 0.999}", "    []"), "names no objectives"),
        (SLO.replace("{name: checkout, displayName: Checkout works}", "{}"), "has no name"),
        (SLO.replace("metadata: {name: checkout, displayName: Checkout works}", ""), "no metadata"),
    ],
)
def test_what_is_no_objective_is_skipped_with_its_reason(
    text: str, reason: str, tmp_path: Path
) -> None:
    found = said(tmp_path, f"{text}\n---\n{SLO}")
    assert len(found.baselines) == 1
    [refused] = found.refused
    assert reason in refused.reason
    assert (refused.row, found.documents) == (1, 2)


def test_a_key_that_comes_again_is_refused(tmp_path: Path) -> None:
    found = said(tmp_path, f"{SLO}\n---\n{SLO.replace('0.999', '0.9')}")
    assert [row.level for row in found.baselines] == [99.9]
    assert "already used" in found.refused[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("---\n# only a comment\n", "is empty"),
        ("a: [1, 2", "cannot be read as YAML, line"),
        ("a: !!python/object/apply:os.system ['true']", "cannot be read as YAML"),
        ("[" * 100 + "]" * 100, "nested deeper"),
        ("[" * 100_000, "nested deeper"),
        ("a: &a [x]\nb: [" + ", ".join(["*a"] * 2_000) + "]", "nested deeper"),
        ("\n".join(f"k{number}: 1" for number in range(60_000)), "nested deeper"),
        ("x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_yaml_or_too_much_is_refused_whole(
    text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused, match=reason):
        said(tmp_path, text)


def test_an_impossible_date_in_a_file_does_no_harm(tmp_path: Path) -> None:
    text = SLO.replace("service: shop", "service: shop\n  created: 2025-30-01")
    assert len(said(tmp_path, text).baselines) == 1


_KEYS = st.sampled_from(
    [
        *("apiVersion", "kind", "metadata", "name", "displayName", "spec", "service", "indicator"),
        *(
            "objectives",
            "target",
            "targetPercent",
            "op",
            "value",
            "timeWindow",
            "duration",
            "count",
        ),
        *("unit", "isRolling", "version", "slos", "objective", "window", "description"),
    ]
)
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["openslo/v1", "SLO", "pyrra.dev/v1alpha1", "ServiceLevelObjective", "99.5"]),
    st.sampled_from(["sloth.slok.dev/v1", "PrometheusServiceLevel", "prometheus/v1", "4w", "lt"]),
)
_ANYTHING = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=25,
)
_HEADS = st.sampled_from(
    [
        {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "a"}},
        {"apiVersion": "pyrra.dev/v1", "kind": "ServiceLevelObjective", "metadata": {"name": "a"}},
        {"apiVersion": "sloth.slok.dev/v1", "kind": "PrometheusServiceLevel"},
        {"version": "prometheus/v1", "service": "a", "slos": [{"name": "b", "objective": 99}]},
        {},
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=_HEADS, rest=st.dictionaries(_KEYS, _ANYTHING, max_size=5))
def test_whatever_stands_in_a_document_it_is_taken_or_refused(
    head: dict[str, object], rest: dict[str, object], tmp_path: Path
) -> None:
    found = said(tmp_path, yaml.safe_dump({**head, **rest}, allow_unicode=True))
    assert found.documents == 1
    assert found.baselines or found.refused
    assert all(0 < row.level <= 100 for row in found.baselines)
