"""Which command was asked for, and how it ends: an exit code and at most one line on stderr.

The modules of the commands are loaded one by one, when asked for. This is the outermost hook of the
command line: whatever was not foreseen is written to a log file, never shown as a traceback.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import typer

from roadmap.cli.catalogue import COMMANDS, LATER, nearest, overview
from roadmap.cli.crash import write_crash
from roadmap.cli.output import complain
from roadmap.cli.usage import Misused
from roadmap.errors import Refused, RoadmapError

_STOPPED = 130  # as a shell reports Ctrl-C
_READER_GONE = 141  # as a shell reports SIGPIPE


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; see cli.md for their meaning."""
    return _ended(lambda: _dispatch(list(arguments)), arguments)


def failed(error: BaseException) -> int:
    """Say of an error outside of all commands what would be said within; return the exit code."""

    def again() -> int:
        raise error

    return _ended(again, ())


def _ended(action: Callable[[], object], arguments: Sequence[str]) -> int:
    _forgive_encodings()
    try:
        return _finished(action())
    except RoadmapError as error:
        return _said(f"{error} {error.command}".rstrip(), error.exit_code)
    except typer.TyperException as error:
        text = error.format_message().rstrip(".")
        usage = f"{text}. `roadmap {_asked(arguments)}--help` shows the usage."
        return _said(usage, error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return _said("Stopped.", _STOPPED)
    except SystemExit as error:
        # Typer turns a broken pipe into an exit with 1 of its own.
        if isinstance(error.__context__, BrokenPipeError):
            return _reader_gone()
        raise
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_gone()
        _drop_output()
        return _said(_what_failed(error), 1)
    except Exception as error:  # noqa: BLE001 - the outermost hook of the command line
        return _said(write_crash(error), 1)


def _said(sentence: str, code: int) -> int:
    complain(sentence)
    return code


def _dispatch(arguments: list[str]) -> object:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        if len(arguments) > 1 and arguments[1] in COMMANDS:
            return _command([arguments[1], "--help"])
        return overview()
    if first == "--version":
        return _command(["version"])
    if first in LATER:
        raise Refused(LATER[first])
    if any(each.partition("=")[0] == "--roadmap" for each in arguments):
        raise Refused(LATER["--roadmap"])
    if first in COMMANDS:
        return _command(arguments)
    if first.startswith("-") and first != "-":
        raise Misused(f"There is no option {first}: `roadmap --help` shows the usage.")
    if first and not _is_file_name(first):
        raise Misused(f"There is no command {first!r}{nearest(first)}")
    return _command(["open", *arguments])


def _command(arguments: list[str]) -> object:
    app = import_module(COMMANDS[arguments[0]].module).app
    return app(args=arguments, prog_name="roadmap", standalone_mode=False)


def _is_file_name(text: str) -> bool:
    return os.sep in text or "." in text or ":" in text or os.path.exists(text)  # noqa: PTH110


def _asked(arguments: Sequence[str]) -> str:
    return f"{arguments[0]} " if arguments and arguments[0] in COMMANDS else ""


def _finished(code: object) -> int:
    sys.stdout.flush()
    if code == _STOPPED:  # what Typer makes of Ctrl-C
        complain("Stopped.")
    return code if isinstance(code, int) else 0


def _reader_gone() -> int:
    """Nobody reads our output any more."""
    _drop_output()
    return _READER_GONE


def _drop_output() -> None:
    """Keep the interpreter from writing at its end what could not be written, and complaining."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _what_failed(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}." if error.filename else f"{what}."


def _forgive_encodings() -> None:
    """Show what a terminal cannot write as an escape, instead of failing over it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
