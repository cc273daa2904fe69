"""What is the one way to write a value as JSON bytes? Canonical form, and how it is checked.

Sorted keys, no spaces, UTF-8 in NFC, integers or shortest round-trip floats; no NaN, no -0 and no
key twice. Bytes that come from elsewhere are canonical when writing what they say gives them again.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

_write = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode

_reader, _writer = msgspec.json.Decoder(), msgspec.json.Encoder(order="sorted")
_read_quickly, _write_quickly = _reader.decode, _writer.encode
_read_lines, _write_lines = _reader.decode_lines, _writer.encode_lines
# Numbers that msgspec writes in another way: with an exponent, below 0.0001, and minus nothing.
_WRITTEN_OTHERWISE = re.compile(rb"[:\[,](?:-0|-?0\.0000|-?[0-9.]+[eE])")


def canonical(value: object) -> bytes:
    """Return the canonical bytes of a JSON value.

    Raises ValueError for NaN, infinities, lone surrogates and text that is not in NFC.
    """
    text = _write(value)
    if "-0.0" in text:
        text = _write(_without_negative_zero(value))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise ValueError("text is not in Unicode normal form C")
    return text.encode()


def _without_negative_zero(value: Any) -> Any:
    if isinstance(value, float):
        return value + 0.0
    if isinstance(value, dict):
        return {key: _without_negative_zero(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_negative_zero(each) for each in value]
    return value


def parse(data: bytes) -> Any:
    """Return the value of JSON bytes. Raises ValueError also for NaN and for a key given twice."""
    try:
        return json.loads(
            data.decode(), object_pairs_hook=_each_key_once, parse_constant=_no_constant
        )
    except RecursionError as error:
        raise ValueError("values are nested too deeply") from error


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is given twice")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def is_canonical(data: bytes, numbers_end: int = sys.maxsize) -> bool:
    """Whether `data` is canonical JSON; about 3 microseconds for a record.

    `numbers_end` is for who knows that no number but plain digits stands from there on.
    """
    try:
        if _is_plainly_canonical(data, numbers_end):
            return True
        return canonical(parse(data)) == data
    except (ValueError, RecursionError):
        return False


def _is_plainly_canonical(data: bytes, numbers_end: int) -> bool:
    """Whether a quicker writer, which differs in some numbers only, finds the same bytes."""
    try:
        if _write_quickly(_read_quickly(data)) != data:
            return False
        if _WRITTEN_OTHERWISE.search(data, 0, numbers_end):
            return False
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return data.isascii() or unicodedata.is_normalized("NFC", data.decode())


def are_plainly_canonical(lines: Sequence[bytes], number_ends: Iterable[int]) -> bool:
    """Whether a quicker writer finds the same bytes for each of `lines`; half the time of asking.

    `number_ends` are as `numbers_end` of `is_canonical`, which tells more where this says no.
    Written anew, each line is one without an end in it: where as many come out as went in and all
    bytes are the same, they are the same line by line.
    """
    whole = b"\n".join([*lines, b""])
    try:
        found = _read_lines(whole)
        if len(found) != len(lines) or _write_lines(found) != whole:
            return False
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    search = _WRITTEN_OTHERWISE.search
    if any(search(line, 0, end) for line, end in zip(lines, number_ends, strict=True)):
        return False
    return whole.isascii() or all(unicodedata.is_normalized("NFC", line.decode()) for line in lines)
