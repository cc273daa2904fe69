"""What does a reply to a shared roadmap say? The small file, or block of text, that comes back.

It is JSON, written by the HTML or by the app on a snapshot; a block of text carries the same bytes
in base64 between two marker lines, so that it survives the quoting and wrapping of mail programs.
One from the app may be signed. What it says of the roadmap is checked where it is taken in.
"""

from __future__ import annotations

import base64
from typing import Annotated

from pydantic import Field, ValidationError

from roadmap.errors import ImportRefused
from roadmap.events.base import Frozen
from roadmap.records.expectations import Answer
from roadmap.store.canonical import canonical
from roadmap.values import Id, Moment, Name, clean_text

FORMAT = 1
LARGEST = 1 << 20
_WIDTH = 64
BEGIN, END = "-----BEGIN ROADMAP REPLY-----", "-----END ROADMAP REPLY-----"

_Text = Annotated[str, Field(max_length=20_000)]


_Encoded = Annotated[str, Field(pattern=r"^[0-9A-Za-z+/]{1,200}={0,2}$")]


class ReplySignature(Frozen):
    """An Ed25519 signature of the reply without it; both values in base64."""

    key: _Encoded
    value: _Encoded


class AskReply(Frozen):
    """The answer to one ask."""

    ask: Id
    answer: Answer
    comment: _Text = ""


class Remark(Frozen):
    """What somebody said, about one decision or about all of it."""

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    decision: Id | None = None


class Reply(Frozen):
    """All that one person answered to one shared roadmap, as of `decision`."""

    format: int
    roadmap: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{10,40}$")]
    decision: Id
    by: Name
    made_at: Moment
    answers: Annotated[tuple[AskReply, ...], Field(max_length=1000)] = ()
    remarks: Annotated[tuple[Remark, ...], Field(max_length=1000)] = ()
    signed_off: bool = False
    signature: ReplySignature | None = None

    def signed(self) -> bytes:
        """Return the bytes that a signature is about: no snapshot begins like that."""
        return b"reply\n" + canonical(self.model_dump(mode="json", exclude={"signature"}))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.answers or self.remarks or self.signed_off)


def parse_reply(content: bytes) -> Reply:
    """Return what a reply file or a pasted block says, its texts cleaned as they are recorded.

    Raises ImportRefused for what is no reply, is too large, or was made by a newer version.
    """
    if len(content) > LARGEST:
        raise ImportRefused(f"This reply is larger than {LARGEST >> 20} MB, which no reply is.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused("This is no reply to a roadmap: it is not text in UTF-8.") from error
    text = _between_markers(text)
    try:
        reply = Reply.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise ImportRefused(
            f"This is no reply to a roadmap, or it was cut: {what}. Ask for it again."
        ) from error
    if reply.format > FORMAT:
        raise ImportRefused(
            "This reply was made by a newer version of Roadmap: update to take it in."
        )
    return cleaned(reply)


def cleaned(reply: Reply) -> Reply:
    """Return a reply with its texts as they are recorded; a signature is about these."""
    remarks = tuple(
        Remark(text=clean, decision=each.decision)
        for each in reply.remarks
        if (clean := clean_text(each.text).strip())
    )
    answers = tuple(
        each.model_copy(update={"comment": clean_text(each.comment).strip()})
        for each in reply.answers
    )
    return reply.model_copy(update={"remarks": remarks, "answers": answers})


def _between_markers(text: str) -> str:
    """Return the JSON that the block in `text` carries; `text` itself where there is no block."""
    if BEGIN not in text:
        return text
    inside, end, _ = text.partition(BEGIN)[2].partition(END)
    cut = ImportRefused("This reply is cut: a part of its block is missing. Ask for it again.")
    if not end:
        raise cut
    letters = "".join(line.strip().removeprefix(">").strip() for line in inside.splitlines())
    try:
        return base64.b64decode(letters, validate=True).decode()
    except ValueError as error:
        raise cut from error


def reply_bytes(reply: Reply) -> bytes:
    """Return the file that says `reply`."""
    left_out = None if reply.signature is not None else {"signature"}
    return reply.model_dump_json(exclude=left_out).encode()


def reply_text(reply: Reply) -> str:
    """Return the block of text that says `reply`, to be pasted into a mail."""
    letters = base64.b64encode(reply_bytes(reply)).decode()
    lines = [letters[start : start + _WIDTH] for start in range(0, len(letters), _WIDTH)]
    return "\n".join([BEGIN, *lines, END]) + "\n"
