"""Who signed a snapshot or a reply, and is it the same person as last time? Trust on first use.

Signatures are Ed25519. The own key lies in the system's keyring, or where there is none in a file
that only its owner may read. The key of each signer is remembered by name when it is first seen;
another key under that name is refused. Both packages come with the extra `sign`: without them
nothing can be signed, and of a signature it is said that nobody looked at it.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from roadmap.errors import Damaged, Refused, StoreError
from roadmap.folders import data_folder
from roadmap.whole_file import cannot_write, write_whole

MISSING = "Signing needs two more packages: install roadmap with its extra `sign`, then try again."
_SERVICE, _USER = "roadmap", "signing key"
_SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and the key that it was made with, both in base64."""

    key: str
    value: str


def is_available() -> bool:
    """Return whether what signs and checks signatures is installed."""
    return find_spec("nacl") is not None and find_spec("keyring") is not None


# -- signing --------------------------------------------------------------------------------------


def sign(message: bytes) -> Signed:
    """Return the signature of `message` with the own key, which is made when first needed.

    Raises Refused without the packages, or where the key cannot be read; StoreError.
    """
    if not is_available():
        raise Refused(MISSING)
    from nacl.signing import SigningKey  # noqa: PLC0415 - of the extra

    key = SigningKey(_own_seed())
    value = key.sign(message).signature
    return Signed(_text(bytes(key.verify_key)), _text(value))


def _own_seed() -> bytes:
    import keyring  # noqa: PLC0415 - of the extra
    from keyring.errors import KeyringError  # noqa: PLC0415 - of the extra

    try:
        kept = keyring.get_password(_SERVICE, _USER)
        if kept is None:
            kept = _text(os.urandom(_SEED_BYTES))
            keyring.set_password(_SERVICE, _USER, kept)
    except KeyringError:  # a machine without a desktop has no keyring
        return _seed_in(data_folder() / "signing.key")
    return _seed(kept, "The signing key in the keyring of this system")


def _seed_in(path: Path) -> bytes:
    try:
        kept = path.read_text("ascii")
    except FileNotFoundError:
        kept = _text(os.urandom(_SEED_BYTES))
        _write_secret(path, kept)
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The signing key {path} cannot be read: {error}.") from error
    return _seed(kept, f"The signing key {path}")


def _write_secret(path: Path, kept: str) -> None:
    """Write a new file that nobody else can read at any moment."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(place, "w", encoding="ascii") as file:
            file.write(kept)
    except OSError as error:
        raise cannot_write(path, error) from error


def _seed(kept: str, what: str) -> bytes:
    try:
        seed = base64.b64decode(kept.strip(), validate=True)
    except ValueError:
        seed = b""
    if len(seed) != _SEED_BYTES:
        raise Refused(f"{what} is no key: take it away, and a new one is made.")
    return seed


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


# -- checking -------------------------------------------------------------------------------------


class Worth(StrEnum):
    """What a signature is worth; one that does not fit is none of these, it is refused."""

    NOT_SIGNED = "not_signed"
    NO_LONGER_SIGNED = "no_longer_signed"  # though whoever made it signed before
    NOT_LOOKED_AT = "not_looked_at"  # without the extra nobody can
    FIRST_SEEN = "first_seen"
    KNOWN = "known"

    @property
    def is_verified(self) -> bool:
        """Whether it is from whoever it says it is from, as far as keys tell."""
        return self in (Worth.FIRST_SEEN, Worth.KNOWN)


def worth_of(what: str, by: str, message: bytes, signed: Signed | None) -> Worth:
    """Return what the signature of `what`, made by `by`, is worth; nothing is remembered yet.

    Raises Damaged where it does not fit, or fits another key than before; Refused where the
    remembered keys cannot be read.
    """
    before = _known_keys().get(_entry(by))
    if signed is None:
        return Worth.NOT_SIGNED if before is None else Worth.NO_LONGER_SIGNED
    if not is_available():
        return Worth.NOT_LOOKED_AT
    _check(what, by, message, signed)
    if before is None:
        return Worth.FIRST_SEEN
    if before != signed.key:
        raise Damaged(
            f"{what} is signed in the name of {by}, with another key than before. Ask {by} on "
            f"another way whether the key {fingerprint(signed.key)} is new; if it is, take "
            f"{_entry(by)!r} out of {_keys_path()} and try again."
        )
    return Worth.KNOWN


def vouched(name: str, by: str, message: bytes, signed: Signed | None) -> str:
    """Return what the signature of file `name`, made by `by`, is worth, as the end of a sentence.

    "" where it is not signed and nobody of that name ever signed. The key is remembered when it is
    first seen. Raises as `worth_of`.
    """
    worth = worth_of(repr(name), by, message, signed)
    if worth is Worth.NOT_SIGNED:
        return ""
    if worth is Worth.NO_LONGER_SIGNED:
        return f", not signed though {by} signed others before"
    if worth is Worth.NOT_LOOKED_AT or signed is None:
        return ", signed, but the signature was not looked at: install the extra `sign`"
    if worth is Worth.KNOWN:
        return f", signed with the key that {by} always used"
    if remember(by, signed):
        return f", signed by {by}, whose key is remembered from now on"
    return f", signed by {by}, whose key could not be remembered here"


def fingerprint(key: str) -> str:
    """Return a key as people compare it aloud: "3f2a 91c0 77de 1b20"."""
    digits = sha256(key.encode()).hexdigest()[:16]
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def _check(what: str, by: str, message: bytes, signed: Signed) -> None:
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 - of the extra
    from nacl.signing import VerifyKey  # noqa: PLC0415 - of the extra

    try:
        key, value = (base64.b64decode(each, validate=True) for each in (signed.key, signed.value))
        VerifyKey(key).verify(message, value)
    except (BadSignatureError, ValueError, TypeError) as error:
        raise Damaged(
            f"The signature of {what} does not fit: it was changed after {by} signed it, or "
            f"somebody else made it. Ask {by} for it again."
        ) from error


def remember(by: str, signed: Signed) -> bool:
    """Remember the key of whoever signs as `by`; return whether that was possible."""
    try:
        path, known = _keys_path(), _known_keys()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps({**known, _entry(by): signed.key}, indent=1).encode())
    except (OSError, StoreError):
        return False
    return True


def _entry(by: str) -> str:
    return by.casefold()


def _keys_path() -> Path:
    return data_folder() / "signers.json"


def _known_keys() -> dict[str, str]:
    """Return the remembered key of each signer. Raises Refused where they cannot be read."""
    path = _keys_path()
    try:
        known = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Refused(
            f"The remembered keys of signers cannot be read: {error}. Repair {path}, or take it "
            "away to trust anew."
        ) from error
    if not isinstance(known, dict):
        raise Refused(f"{path} holds no keys of signers: take it away to trust anew.")
    return {str(name): str(key) for name, key in known.items()}
