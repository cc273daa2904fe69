"""`roadmap import`: the exports of a tracker become decisions, one a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from roadmap.analysis.words import counted
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, writing
from roadmap.cli.options import By, Json, Why
from roadmap.cli.output import bar, print_json, table, tell
from roadmap.exchange import read_mapping
from roadmap.importing import HowToRead, Imported, import_files
from roadmap.service import utc_now

app = command_group()


@app.command("import")
def import_(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Exported files.")],
    into: Annotated[str, typer.Option("--into", metavar="FILE", help="The roadmap file.")],
    format_: Annotated[
        str, typer.Option("--format", help="auto, or the name of a format.")
    ] = "auto",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="What the columns mean (JSON).")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="What the tracker is called here."),
    ] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Such as utf-8.")] = None,
    delimiter: Annotated[str | None, typer.Option("--delimiter", help="Between cells.")] = None,
    date_order: Annotated[str | None, typer.Option("--date-order", help="dmy, mdy or ymd.")] = None,
    days_per_point: Annotated[
        float | None, typer.Option("--days-per-point", help="Person-days that a point stands for.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Take in exports, each as one decision; the same file twice changes nothing."""
    how = HowToRead(
        format=format_,
        mapping=None if mapping is None else read_mapping(mapping),
        source=source,
        encoding=encoding,
        delimiter=delimiter,
        date_order=date_order,
        days_per_point=days_per_point,
    )
    with writing(into) as roadmap, bar("Importing") as progress:
        results = import_files(
            roadmap,
            sources,
            by=decider(by),
            at=utc_now(),
            how=how,
            why=why,
            dry_run=dry_run,
            progress=progress,
        )
    if json:
        reports = [each.report for each in results]
        print_json(reports[0] if len(reports) == 1 else {"imports": reports})
    else:
        for each in results:
            _show(each, dry_run)


def _show(imported: Imported, dry_run: bool) -> None:
    told = imported.report
    would = "would be " if dry_run else ""
    if "documents" in told:
        _show_facts(imported.path.name, told, would)
        return
    items = told["items"]
    tell(
        f"{imported.path.name}: {told['rows']} items in {told['format']} from {told['source']}; "
        f"{items['new']} {would}new, {items['changed']} {would}changed, "
        f"{items['unchanged']} unchanged."
    )
    if told["estimated"]:
        total, unit = told["estimate_total"], told["unit"]
        tell(f"Estimates: {total:g} {unit}, at {told['factor']:g} person-days each.")
    _tell_rest(told)


def _show_facts(name: str, told: dict[str, Any], would: str) -> None:
    """Tell what a file of levels, measurements or incidents brought."""
    new = ", ".join(
        counted(told[kind]["new"], word)
        for kind, word in (
            ("baselines", "minimum acceptable level"),
            ("measurements", "measurement"),
            ("interruptions", "incident"),
        )
        if told[kind]["new"]
    )
    tell(
        f"{name}: {counted(told['documents'], 'record')} in {told['format']} from "
        f"{told['source']}; {new or 'nothing'} {would}new, {told['changed']} {would}changed, "
        f"{told['unchanged']} unchanged."
    )
    _tell_rest(told)


def _tell_rest(told: dict[str, Any]) -> None:
    """Tell what was not taken, what was kept, and the decision."""
    for warning in told["warnings"]:
        tell(f"Note: {warning['text']}")
    _rows("Not taken:", ("Row", "Key", "Why"), told["refused"], ("row", "key", "reason"))
    kept = ("item", "field", "here", "source")
    _rows("Kept as edited here:", ("Item", "Field", "Here", "There"), told["kept_local"], kept)
    if told["absent"]:
        tell(f"No longer in the export, kept here: {', '.join(told['absent'])}.")
    if told["decision"]:
        tell(f"Decision {told['decision']}.")


def _rows(
    title: str, head: tuple[str, ...], records: list[dict[str, Any]], names: tuple[str, ...]
) -> None:
    if records:
        tell(title)
        table(head, [[str(record[name]) for name in names] for record in records])
