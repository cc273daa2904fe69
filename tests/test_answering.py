"""Does what leadership replied come back as their decisions, once, and nothing else?"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from nacl.signing import SigningKey

from roadmap import signing
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.answering import Said, reply_of, take_in, taking_of, worth_words
from roadmap.errors import Damaged, ImportRefused, NotFound, Refused
from roadmap.exchange.reply import BEGIN, END, Reply, parse_reply, reply_bytes, reply_text
from roadmap.records.expectations import Answer
from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import share
from roadmap.signing import Signed, Worth, sign
from roadmap.values import Author
from tests.given import MAYA, NOON, TODAY, command

Signing = Callable[[bytes], Signed]
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


# -- signed ---------------------------------------------------------------------------------------


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine of its own that never saw a signature and has no keyring."""
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield tmp_path / "portable" / "data"
    keyring.set_keyring(before)


HELEN = Author("helen", "Helen Brandt")
APPROVED = Said(answers=((ASK, Answer.APPROVED, " From the spring budget\x07 "),), signed_off=True)


def signed(
    roadmap: Roadmap, said: Said = APPROVED, sign: Signing | None = sign, at: datetime = NOON
) -> Reply:
    """The reply of Helen Brandt to the last decision, as it comes out of its file."""
    last = roadmap.timeline.tell(roadmap.timeline.count - 1).id
    return parse_reply(reply_bytes(reply_of(roadmap, last, said, by=HELEN, at=at, sign=sign)))


def another_hand(message: bytes) -> Signed:
    key = SigningKey(bytes(range(32)))
    parts = (bytes(key.verify_key), key.sign(message).signature)
    return Signed(*(base64.b64encode(each).decode() for each in parts))


def test_a_signed_reply_goes_on_the_record_as_verified(roadmap: Roadmap, own_keys: Path) -> None:
    found = take_in(roadmap, signed(roadmap), NOON)
    ask = roadmap.state.asks[ASK]
    assert (ask.answered_by, ask.verified, ask.unverified) == ("Helen Brandt", True, False)
    [review] = roadmap.state.reviews.ordered()
    assert (review.signed_off_by, review.verified) == ("Helen Brandt", True)
    assert found.worth is Worth.FIRST_SEEN
    told = found.told
    assert told is not None
    assert told.why == "Reply of 5 January 2026, verified: signed by Helen Brandt"
    before, after = roadmap.timeline.state_after(told.index - 1), roadmap.state
    said = decision_sentence(told.decision, told.events, before, after).text
    assert "approved by Helen Brandt, verified: From the spring budget" in said


def test_the_key_of_a_reply_is_remembered_once_it_is_taken_in(
    roadmap: Roadmap, own_keys: Path
) -> None:
    said = signed(roadmap)
    assert taking_of(roadmap, said, roadmap.state, NOON).worth is Worth.FIRST_SEEN
    assert not (own_keys / "signers.json").exists()
    take_in(roadmap, said, NOON)
    assert list(json.loads((own_keys / "signers.json").read_text())) == ["helen brandt"]
    remark = Said(remarks=((None, "Well done"),))
    again = take_in(roadmap, signed(roadmap, remark, at=NOON + timedelta(hours=1)), NOON)
    assert again.worth is Worth.KNOWN
    assert "signed with the key that Helen Brandt always used" in worth_words(said, again.worth)


def test_a_changed_reply_and_another_key_under_a_known_name_are_refused(
    roadmap: Roadmap, own_keys: Path
) -> None:
    whole = signed(roadmap)
    rejected = (whole.answers[0].model_copy(update={"answer": Answer.REJECTED}),)
    for changed in ({"answers": rejected}, {"signed_off": False}, {"by": "Tomas Ruiz"}):
        with pytest.raises(Damaged, match="does not fit"):
            take_in(roadmap, whole.model_copy(update=changed), NOON)
    take_in(roadmap, whole, NOON)
    head = roadmap.head
    with pytest.raises(Damaged, match="another key than before"):
        take_in(roadmap, signed(roadmap, sign=another_hand), NOON)
    assert roadmap.head == head


def test_a_signature_of_a_snapshot_is_none_of_a_reply(roadmap: Roadmap, own_keys: Path) -> None:
    said = signed(roadmap, sign=lambda message: sign(message.removeprefix(b"reply\n")))
    with pytest.raises(Damaged, match="does not fit"):
        take_in(roadmap, said, NOON)


def test_an_unsigned_reply_of_somebody_who_signs_is_said_to_be_one(
    roadmap: Roadmap, own_keys: Path
) -> None:
    take_in(roadmap, signed(roadmap, Said(remarks=((None, "Well done"),))), NOON)
    plain = signed(roadmap, sign=None)
    found = take_in(roadmap, plain, NOON)
    assert found.worth is Worth.NO_LONGER_SIGNED
    assert "not signed though Helen Brandt signed" in worth_words(plain, found.worth)
    assert roadmap.state.asks[ASK].unverified


def test_a_signed_copy_that_comes_later_verifies_what_stands(
    roadmap: Roadmap, own_keys: Path
) -> None:
    whole = replace(APPROVED, remarks=((None, "Why not sooner?"),))
    take_in(roadmap, signed(roadmap, whole, sign=None), NOON)
    assert roadmap.state.asks[ASK].unverified
    again = take_in(roadmap, signed(roadmap, whole), NOON)
    assert again.told is not None
    ask = roadmap.state.asks[ASK]
    assert (ask.verified, ask.unverified, ask.comment) == (True, False, "From the spring budget")
    [review] = roadmap.state.reviews.ordered()
    assert (review.verified, [each.text for each in review.comments]) == (True, ["Why not sooner?"])
    assert take_in(roadmap, signed(roadmap, whole), NOON).told is None
    assert take_in(roadmap, signed(roadmap, whole, sign=None), NOON).told is None
    assert roadmap.state.asks[ASK].verified
    sentence = decision_sentence(
        again.told.decision,
        again.told.events,
        roadmap.timeline.state_after(again.told.index - 1),
        roadmap.state,
    )
    assert "verified" in sentence.text


def test_an_ask_that_is_open_again_is_verified_no_more(roadmap: Roadmap, own_keys: Path) -> None:
    take_in(roadmap, signed(roadmap), NOON)
    roadmap.execute([command("reopen_ask", ask=ASK)], by=MAYA, at=NOON)
    assert not roadmap.state.asks[ASK].verified


def test_without_the_extra_a_signed_reply_is_taken_in_unverified_and_says_why(
    roadmap: Roadmap, own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = signed(roadmap)
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match="extra `sign`"):
        signed(roadmap)
    found = take_in(roadmap, said, NOON)
    assert found.worth is Worth.NOT_LOOKED_AT
    assert "install the extra `sign`" in worth_words(said, found.worth)
    assert roadmap.state.asks[ASK].unverified
    assert not (own_keys / "signers.json").exists()


def test_a_signature_survives_the_block_of_text(roadmap: Roadmap, own_keys: Path) -> None:
    said = signed(roadmap)
    assert parse_reply(reply_text(said).encode()) == said
    assert b"signature" not in reply_bytes(reply(roadmap))


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
