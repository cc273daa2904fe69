"""Where the traceback of an unforeseen error goes, and the one line that says so."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from roadmap.folders import log_folder


def log_path() -> Path:
    """Return the file that unforeseen errors are written to."""
    return log_folder() / "errors.log"


def write_crash(error: BaseException) -> str:
    """Append the traceback of `error` to the log and return a sentence for the person."""
    path = log_path()
    text = "".join(traceback.format_exception(error))
    what = f"Something went wrong that Roadmap did not foresee ({type(error).__name__})."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat()} roadmap {version('roadmap')}\n{text}\n")
    except OSError as failed:
        return f"{what} It could not be written to {path} either: {failed.strerror}."
    return f"{what} Nothing half done was saved; {path} has the details for a report."
