"""Does what leadership replied come back as their decisions, once, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from roadmap.answering import take_in
from roadmap.errors import ImportRefused, NotFound, Refused
from roadmap.exchange.reply import BEGIN, END, Reply, parse_reply, reply_bytes, reply_text
from roadmap.records.expectations import Answer
from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import share
from tests.given import MAYA, NOON, TODAY, command

ASK = "A" * 10


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)
    made.execute([command("add_ask", ask=ASK, title="Hire one", by="2026-02-01")], by=MAYA, at=NOON)
    yield made
    made.close()


def reply(roadmap: Roadmap, **changed: Any) -> Reply:
    said = {
        "format": 1,
        "roadmap": roadmap.id,
        "decision": roadmap.timeline.tell(roadmap.timeline.count - 1).id,
        "by": "Helen Brandt",
        "made_at": NOON,
        "answers": ({"ask": ASK, "answer": Answer.APPROVED, "comment": "From the spring budget"},),
    }
    return Reply.model_validate({**said, **changed})


def test_an_approval_becomes_a_decision_by_who_gave_it(roadmap: Roadmap) -> None:
    found = take_in(roadmap, reply(roadmap), NOON)
    ask = roadmap.state.asks[ASK]
    assert (ask.answer, ask.answered_by, ask.answered_on) == (
        Answer.APPROVED,
        "Helen Brandt",
        TODAY,
    )
    assert ask.unverified
    assert found.told is not None
    assert found.told.by.name == "Helen Brandt"


def test_the_same_reply_again_changes_nothing(roadmap: Roadmap) -> None:
    whole = reply(roadmap, remarks=({"text": "Why not sooner?"},), signed_off=True)
    assert take_in(roadmap, whole, NOON).told is not None
    head = roadmap.head
    assert take_in(roadmap, whole, NOON).told is None
    signed = reply(roadmap, answers=(), signed_off=True)
    assert take_in(roadmap, signed, NOON).told is None
    assert roadmap.head == head
    (review,) = roadmap.state.reviews.ordered()
    assert review.signed_off_by == "Helen Brandt"
    assert [each.text for each in review.comments] == ["Why not sooner?"]


def test_comments_go_to_the_review_that_is_open(roadmap: Roadmap) -> None:
    roadmap.execute([command("add_review", review="R" * 10)], by=MAYA, at=NOON)
    first = roadmap.timeline.tell(0).id
    remark = {"text": "This one was right", "decision": first}
    take_in(roadmap, reply(roadmap, answers=(), remarks=(remark,)), NOON)
    (review,) = roadmap.state.reviews.ordered()
    assert (review.id, review.comments[0].decision) == ("R" * 10, first)


def test_a_reply_to_another_roadmap_is_refused(roadmap: Roadmap) -> None:
    with pytest.raises(Refused, match="another roadmap"):
        take_in(roadmap, reply(roadmap).model_copy(update={"roadmap": "0" * 32}), NOON)


def test_a_reply_to_a_decision_that_is_not_there_is_refused(roadmap: Roadmap) -> None:
    with pytest.raises(NotFound, match="does not have"):
        take_in(roadmap, reply(roadmap, decision="Z" * 10), NOON)
    remark = {"text": "Hm", "decision": "Z" * 10}
    with pytest.raises(NotFound, match="does not have"):
        take_in(roadmap, reply(roadmap, remarks=(remark,)), NOON)
    gone = {"ask": "Z" * 10, "answer": Answer.REJECTED}
    with pytest.raises(NotFound, match="not there"):
        take_in(roadmap, reply(roadmap, answers=(gone,)), NOON)


def test_another_answer_than_the_first_is_refused_whole(roadmap: Roadmap) -> None:
    take_in(roadmap, reply(roadmap), NOON)
    head = roadmap.head
    other = {"ask": ASK, "answer": Answer.REJECTED}
    with pytest.raises(Refused, match="was approved on 2026-01-05 by Helen Brandt already"):
        take_in(roadmap, reply(roadmap, by="Tom", answers=(other,), signed_off=True), NOON)
    assert roadmap.head == head


def test_a_reply_from_a_clock_that_is_ahead_counts_today(roadmap: Roadmap) -> None:
    take_in(roadmap, reply(roadmap, made_at=NOON + timedelta(days=3)), NOON)
    assert roadmap.state.asks[ASK].answered_on == TODAY


def test_an_empty_reply_is_refused(roadmap: Roadmap) -> None:
    with pytest.raises(Refused, match="says nothing"):
        take_in(roadmap, reply(roadmap, answers=()), NOON)


def test_a_reply_to_a_redacted_copy_fits_the_original(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "a.roadsnap"
    wanted = Redaction(redact=frozenset(("people", "text")))
    share(roadmap, path, roadmap.moment(None), wanted, by=MAYA, at=NOON)
    copy = Roadmap.open(path)
    said = reply(copy)
    copy.close()
    assert take_in(roadmap, said, NOON).told is not None


# -- as a file and as text ------------------------------------------------------------------------


def test_a_file_and_a_block_of_text_say_the_same(roadmap: Roadmap) -> None:
    said = reply(roadmap, remarks=({"text": "Größer\nund schneller"},))
    written = reply_bytes(said)
    assert parse_reply(written) == said
    quoted = "".join(f"> {line} \n" for line in reply_text(said).splitlines())
    mail = f"Hi Maya,\n\n{quoted}\nBest, Helen"
    assert parse_reply(mail.encode()) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no reply"),
        (b"\xff\xfe", "not text"),
        (b"[1]", "no reply"),
        (b'{"format":1}', "roadmap: Field required"),
        (f"{BEGIN}\ne30=".encode(), "a part of its block is missing"),
        (f"{BEGIN}\ne30\n{END}".encode(), "a part of its block is missing"),
        (b" " * (1 << 20) + b"x", "larger than"),
        (b"[" * 100_000, "no reply"),
    ],
)
def test_what_is_no_reply_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        parse_reply(content)


def test_a_newer_reply_is_refused(roadmap: Roadmap) -> None:
    with pytest.raises(ImportRefused, match="newer version"):
        parse_reply(reply_bytes(reply(roadmap, format=2)))
