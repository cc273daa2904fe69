"""Is no word of an erased name left in any file, wherever the name stood and however written?"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap.aliases import everybody
from roadmap.common_words import PARTICLES
from roadmap.events import Decision, Drafted, Event
from roadmap.events.people import PersonAdded, PersonEdited
from roadmap.events.scenarios import ScenarioShared
from roadmap.redaction import Audience, Redacted, Redaction, redacted
from roadmap.report.html.document import html_document
from roadmap.report.ics import calendar_of
from roadmap.report.tables import backlog_text
from roadmap.report.workbook import workbook_of
from roadmap.service import Roadmap
from roadmap.sharing import seen_by, share, source_for
from roadmap.timeline import Told
from roadmap.values import Author, derived_id
from tests import sampled
from tests.store.arbitrary import EVENTS

NAMES = (
    *("Arun Pillai", "Jürgen Groß", "Sean O'Brien", "Anne-Marie Łukaszewicz", "Ana de la Cruz"),
    *("Siobhán Ní Dhómhnaill", "Xu Qiang", "Kwabena", "Ødegård, Bjørn", "Ngũgĩ wa Thiong'o"),
)
FORMS: tuple[Callable[[list[str]], str], ...] = (
    " ".join,
    lambda words: words[0],
    lambda words: words[-1],
    lambda words: f"{words[0]}'s",
    lambda words: f"{words[-1]}’s",
    lambda words: " ".join(words).upper(),
    lambda words: " ".join(words).lower(),
    lambda words: ".".join(words).lower() + "@corp.example",
    lambda words: "".join(words).lower(),
    "_".join,
    lambda words: ", ".join(reversed(words)),
)
BY = Author(derived_id("person", "who erases"), "Dana Quill")


def words_in(name: str) -> list[str]:
    """Return the words that must not survive, as a reader would see them."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", name))
    return [each for each in words if len(each) > 1 and each.casefold() not in PARTICLES]


def survivors(text: str, name: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    words = words_in(name)
    wanted = "|".join(re.escape(each) for each in (*words, "".join(words)))
    pattern = re.compile(rf"(?<![^\W\d_])(?:{wanted})(?![^\W\d_])", re.IGNORECASE)
    return [text[max(0, at.start() - 40) : at.end() + 40] for at in pattern.finditer(text)]


# -- a history with the name in every text --------------------------------------------------------


class Planted:
    """Puts a name into every text of events, each time in another of its forms."""

    def __init__(self, name: str, first: int) -> None:
        self._words, self._count = name.replace(",", "").split(), first
        self.planted = 0

    def form(self) -> str:
        """Return the next form of the name."""
        self._count += 1
        return FORMS[self._count % len(FORMS)](self._words)

    def in_event(self, event: Event) -> Event:
        """Return `event` with the name in each string that its type allows to be any text."""
        if isinstance(event, PersonAdded | PersonEdited):
            return event
        data = event.model_dump(mode="json", exclude_unset=True)
        for holder, key in list(_strings(data)):
            before = holder[key]
            is_planned = isinstance(event, ScenarioShared) and key not in ("name", "note", "title")
            if key == "zone" or is_planned or re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{10}", before):
                continue
            holder[key] = f"{before} ({self.form()})"
            try:
                event = type(event).model_validate_json(json.dumps(data))
                self.planted += 1
            except ValidationError:
                holder[key] = before
        return event

    def in_draft(self, draft: Drafted) -> Drafted:
        """Return a decision with the name in its reason and its events."""
        why = None if draft.decision.why is None else f"{draft.decision.why}. {self.form()}"
        decision = draft.decision.model_copy(update={"why": why})
        return Drafted(decision, tuple(map(self.in_event, draft.events)), draft.recorded_at)


def _strings(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(pairs):
        if isinstance(each, str):
            yield value, key
        elif isinstance(each, dict | list):
            yield from _strings(each)


def joined(name: str) -> PersonAdded:
    return PersonAdded(person=derived_id("test", name), fields={"name": name, "role": "Dev"})


def texts_of(data: bytes) -> str:
    """Return everything that a file says: what is packed in it as well."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(each).decode() for each in archive.namelist())
    text = data.decode()
    packed = re.findall(r'id="frames">([^<]*)<', text)
    return text + "".join(gzip.decompress(base64.b64decode(each)).decode() for each in packed)


def files_of(roadmap: Roadmap, wanted: Redaction, folder: Path) -> dict[str, str]:
    """Return what each format of a share says."""
    moment, now = roadmap.moment(None), datetime(2026, 11, 21, tzinfo=UTC)
    target = folder / "share.roadsnap"
    target.unlink(missing_ok=True)
    share(roadmap, target, moment, wanted, by=BY, at=now)
    today = roadmap.today(roadmap.timeline.recorded_at(moment.index))
    source = source_for(roadmap, moment, wanted, by=BY, at=now, today=today)
    seen = seen_by(roadmap, wanted, now)
    tables = {
        suffix: backlog_text(moment.position, seen.state, source.forecast, suffix).encode()
        for suffix in (".md", ".json", ".csv")
    }
    found = {
        ".roadsnap": target.read_bytes(),
        ".html": html_document(source).encode(),
        ".xlsx": workbook_of(source),
        ".ics": calendar_of(source).replace("\r\n ", "").encode(),
        **tables,
    }
    seen.close()
    return {suffix: texts_of(data) for suffix, data in found.items()}


@pytest.mark.parametrize("name", NAMES[1:3])
def test_no_word_of_an_erased_name_is_left_in_any_file(name: str, tmp_path: Path) -> None:
    drafts = sampled.drafts()
    plant = Planted(name, len(name))
    events = (*drafts[0].events, joined(name))
    history = [drafts[0]._replace(events=events), *map(plant.in_draft, drafts[1:])]
    last = drafts[-1].decision.model_copy(
        update={"id": derived_id("test", "last"), "by": Author(derived_id("p", name), name)}
    )
    renamed = PersonEdited(person=joined(name).person, fields={"name": name.split(maxsplit=1)[0]})
    history.append(Drafted(last, (renamed,), drafts[-1].recorded_at))
    assert plant.planted > 2_000
    path = tmp_path / "planted.roadmap"
    with_name = Roadmap.record(path, history, at=sampled.NOW)
    try:
        for wanted in (Redaction("team", erase=name), Redaction(erase=name)):
            for suffix, text in files_of(with_name, wanted, tmp_path).items():
                assert len(text) > 1_000
                assert survivors(text, name) == [], (suffix, wanted)
    finally:
        with_name.close()


def test_nobody_of_the_sample_is_named_in_any_file_without_people(tmp_path: Path) -> None:
    sample = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    who = everybody(sample.history())
    team = {name for names in who.people.values() for name in names}
    deciders = {name for names in who.authors.values() for name in names}
    people = {name for name in team | deciders if "engineer" not in name}  # still to be found
    assert len(people) >= 8
    try:
        hidden = files_of(sample, Redaction(redact=frozenset({"people"})), tmp_path)
        for suffix, text in hidden.items():
            for name in people:
                assert survivors(text, name) == [], (suffix, name)
        for suffix, text in files_of(sample, Redaction(), tmp_path).items():
            for name in people - deciders:
                assert survivors(text, name) == [], (suffix, name)
    finally:
        sample.close()


AUDIENCES: st.SearchStrategy[Audience] = st.sampled_from(["team", "leadership"])
REDACTED: st.SearchStrategy[frozenset[Redacted]] = st.frozensets(
    st.sampled_from(["people", "text"])
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(EVENTS, min_size=1, max_size=2),
    st.sampled_from(NAMES),
    st.integers(0, len(FORMS)),
    AUDIENCES,
    REDACTED,
)
def test_no_event_of_any_kind_keeps_a_word_of_an_erased_name(
    events: list[Event],
    name: str,
    first: int,
    audience: Audience,
    redact: frozenset[Redacted],
) -> None:
    plant = Planted(name, first)
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    history = []
    for index, each in enumerate([(joined(name),), tuple(map(plant.in_event, events))]):
        by = Author(derived_id("p", name), name)
        decision = Decision(id=derived_id("d", str(index)), by=by, at=at, why=plant.form())
        when = at + timedelta(hours=index)
        history.append(Told(index, index + 1, when, decision, decision.why, each))
    for draft in redacted(history, Redaction(audience, redact, name)):
        for said in (draft.decision, *draft.events):
            left = json.dumps(said.model_dump(mode="json"), ensure_ascii=False)
            assert survivors(left, name) == []
