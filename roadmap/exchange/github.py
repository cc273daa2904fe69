"""GitHub's issues as JSON: lists of the REST interface, searches, `gh issue list --json`.

Pull requests are no items. What has to be done first stands only in the text ("Depends on #3").
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from roadmap.analysis.words import counted
from roadmap.errors import Cancelled, ImportRefused
from roadmap.exchange.export import Export
from roadmap.exchange.gather import NAME_LENGTH, Gathering, Values, line_of
from roadmap.exchange.sheet import Progress, codec_of, detect_encoding, encoding_of, open_file

FORMAT = "github-rest-issues"
GH_FORMAT = "gh-issue-list"
FORMATS = (FORMAT, GH_FORMAT)
SOURCE = "github"

# JSON is read whole; a list of 100,000 issues is some 500 MB.
_MOST_BYTES = 1_000_000_000
# The sizes of one page, and the limits that gh keeps unless told otherwise.
_PAGE_SIZES = (30, 100, 1000)
_WAITS = re.compile(
    r"(?:depends on|blocked by|requires)[ :]+((?:[\w.-]+/[\w.-]+)?#\d+"
    r"(?:(?:\s*,\s*|\s+and\s+)(?:[\w.-]+/[\w.-]+)?#\d+)*)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"([\w.-]+/[\w.-]+)?#(\d+)")
_REPOSITORY = re.compile(r"https?://[^/]+/(?:repos/|api/v3/repos/)?([\w.-]+/[\w.-]+)")
_GIVEN_UP = frozenset(("not_planned", "duplicate"))


def read(
    path: Path, gathering: Gathering, encoding: str | None, progress: Progress | None
) -> Export:
    """Return the issues in the file at `path`. Raises ImportRefused and Cancelled."""
    encoding = encoding_of(encoding) or detect_encoding(path, progress)
    documents = _documents(path, encoding)
    records: list[Any] = []
    for document in documents:
        records.extend(_records(path, document, gathering))
    if records and not any(_is_numbered(record) for record in records):
        raise _no_issues(path)
    total = len(records)
    if len(documents) == 1 and isinstance(documents[0], list) and total in _PAGE_SIZES:
        _incomplete(
            gathering, f"The file has exactly {total} records, the size of one page: there may be "
        )
    reader = _Reader(gathering)
    for number, record in enumerate(records, start=1):
        if progress is not None and number % 500 == 0 and not progress(number, total):
            raise Cancelled("The import was stopped; nothing was changed.")
        reader.record(number, record)
    reader.finish()
    rest = any(isinstance(record, dict) and "html_url" in record for record in records)
    export = gathering.finish(SOURCE, FORMAT if rest else GH_FORMAT)
    return replace(export, encoding=encoding)


def _documents(path: Path, encoding: str) -> list[Any]:
    """Return the JSON documents of the file: pages that were put together follow each other."""
    with open_file(path) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ImportRefused(f"{path.name} is larger than 1 GB: export it in parts.")
    text = data.decode(codec_of(encoding), errors="replace").strip()
    decoder = json.JSONDecoder()
    documents, place = [], 0
    try:
        while place < len(text):
            document, place = decoder.raw_decode(text, place)
            documents.append(document)
            while place < len(text) and text[place].isspace():
                place += 1
    except json.JSONDecodeError as error:
        raise ImportRefused(
            f"{path.name} is no whole JSON: line {error.lineno}, column {error.colno}: "
            f"{error.msg}. It was probably cut; export again."
        ) from error
    except RecursionError as error:
        raise ImportRefused(f"{path.name} is nested too deeply to be a list of issues.") from error
    return documents


def _records(path: Path, document: Any, gathering: Gathering) -> list[Any]:
    if isinstance(document, list):
        return document
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise _no_issues(path)
    total = document.get("total_count", document.get("totalCount"))
    short = isinstance(total, int) and total > len(items)
    if short or document.get("incomplete_results") is True or document.get("truncated") is True:
        said = f"{len(items)} of {total}" if short else "only a part of the"
        _incomplete(gathering, f"The file says that it holds {said} records: there are ")
    return items


def _no_issues(path: Path) -> ImportRefused:
    return ImportRefused(
        f"{path.name} is JSON, but no list of GitHub issues: export it with "
        "`gh issue list --json number,title,state,labels,body,url,updatedAt,closedAt` or from "
        "/repos/OWNER/NAME/issues; other trackers are read from their CSV export."
    )


def _incomplete(gathering: Gathering, beginning: str) -> None:
    gathering.complete = False
    gathering.note(
        "incomplete_export",
        f"{beginning}more. Export all pages (`gh api --paginate`, `gh issue list --limit 100000`) "
        "and import that file.",
    )


class _Reader:
    def __init__(self, gathering: Gathering) -> None:
        self._to = gathering
        self._without_repository = False
        self._pulls = 0

    def record(self, number: int, record: Any) -> None:
        """Read one issue; a pull request is left out and counted."""
        if not isinstance(record, dict):
            self._to.refuse(number, "", "It is no JSON object, as an issue is.")
            return
        if record.get("content"):
            record = _from_project(record)
        url = _text(record, "html_url") or _text(record, "url")
        if _is_pull(record, url):
            self._pulls += 1
            return
        issue = record.get("number")
        if not isinstance(issue, int) or isinstance(issue, bool):
            self._to.refuse(number, "", "It has no number, so that it cannot be told from others.")
            return
        repository = _repository(record, url)
        self._without_repository = self._without_repository or not repository
        key = f"{repository}#{issue}"
        values = self._values(record, key, url)
        waits = self._waits(record, repository)
        if waits is not None:
            values["prerequisites"] = tuple(other for other in waits if other != key)
        if self._to.add(number, key, values):
            self._to.done += values.get("status") == "done"
            self._to.links.update(("blocks", other, key) for other in waits or ())

    def _values(self, record: dict[str, Any], key: str, url: str) -> Values:
        to = self._to
        values: Values = {"title": line_of(_text(record, "title"))}
        if "body" in record:
            values["notes"] = to.text(_text(record, "body"), key)
        if "labels" in record:
            labels = record["labels"] if isinstance(record["labels"], list) else []
            names = [each if isinstance(each, str) else _text(each, "name") for each in labels]
            values["labels"] = to.names(names, key)
        self._status(record, values)
        for field, columns in (
            ("created_on", ("created_at", "createdAt")),
            ("updated", ("updated_at", "updatedAt")),
        ):
            if (name := _first(record, columns)) is not None:
                values[field] = to.date(_text(record, name))
        if "milestone" in record:
            milestone = record["milestone"] or {}
            values["due"] = to.date(_text(milestone, "due_on") or _text(milestone, "dueOn"))
        if "type" in record and not isinstance(record["type"], str):
            values["type"] = to.line(_text(record["type"], "name"), NAME_LENGTH, key)
        if url.startswith(("https://", "http://")) and len(url) <= 500 and url.isprintable():
            values["links"] = (url,) if " " not in url else ()
        if "parent_issue_url" in record or "sub_issues_summary" in record:
            above, _, issue = _text(record, "parent_issue_url").rpartition("/issues/")
            match = _REPOSITORY.match(above)
            values["parent"] = f"{match[1]}#{issue}"[:NAME_LENGTH] if match else None
        return values

    def _status(self, record: dict[str, Any], values: Values) -> None:
        if "state" not in record:
            return
        closed = _text(record, "state").casefold() == "closed"
        reason = (_text(record, "state_reason") or _text(record, "stateReason")).casefold()
        status = ("shed" if reason in _GIVEN_UP else "done") if closed else "open"
        at_work = _text(record, "project_status").casefold() in ("in progress", "in review")
        values["status"] = "in_progress" if status == "open" and at_work else status
        name = _first(record, ("closed_at", "closedAt"))
        if name is not None:
            end = self._to.date(_text(record, name))
            values["done_on"] = end if status == "done" else None
            values["shed_on"] = end if status == "shed" else None

    def _waits(self, record: dict[str, Any], repository: str) -> list[str] | None:
        if "body" not in record:
            return None
        found = [
            f"{other or repository}#{issue}"[:NAME_LENGTH]
            for match in _WAITS.finditer(_text(record, "body"))
            for other, issue in _REFERENCE.findall(match[1])
        ]
        return list(dict.fromkeys(found))

    def finish(self) -> None:
        """Say what the file lacks as a whole, and what of it was left out."""
        if self._pulls:
            self._to.note(
                "pull_requests",
                f"{counted(self._pulls, 'pull request')} left out: they are no items.",
            )
        if self._without_repository:
            self._to.note(
                "no_repository",
                "Some issues do not say which repository they are from, so that #1 of two "
                "repositories would be taken for one: add url to `gh issue list --json`, or give "
                "each repository its own source name.",
            )


def _is_pull(record: dict[str, Any], url: str) -> bool:
    if record.get("pull_request") or record.get("isPullRequest") is True:
        return True
    return "/pull/" in url or record.get("type") == "PullRequest"


def _is_numbered(record: Any) -> bool:
    if not isinstance(record, dict):
        return False
    content = record.get("content")
    return "number" in record or (isinstance(content, dict) and "number" in content)


def _from_project(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item of `gh project item-list` as the issue that it holds."""
    content = item["content"] if isinstance(item["content"], dict) else {}
    status = _text(item, "status")
    closed = status.casefold() in ("done", "closed", "complete", "completed")
    return {
        **{key: value for key, value in content.items() if key != "repository"},
        "labels": item.get("labels") or [],
        "state": "closed" if closed else "open",
        "project_status": status,
    }


def _repository(record: dict[str, Any], url: str) -> str:
    for text in (_text(record, "repository_url"), url):
        match = _REPOSITORY.match(text)
        if match:
            return match[1]
    return ""


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in record), None)


def _text(record: Any, name: str) -> str:
    """Return the text at `name`, "" where there is none."""
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
