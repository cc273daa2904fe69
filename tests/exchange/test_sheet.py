"""Text files of every make: encodings, delimiters, cut ends, hostile cells, sizes, cancelling."""

from __future__ import annotations

import contextlib
import csv
import gc
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.decide.imports import compare_import
from roadmap.errors import Cancelled, ImportRefused
from roadmap.evolve import fold
from roadmap.exchange import Export, parse_mapping, read_export
from roadmap.exchange.sheet import CELL_LENGTH, ENCODINGS, Sheet
from roadmap.state import EMPTY, Item

MAPPING = parse_mapping({"source": "list", "key": "key", "columns": {"title": "title"}})
TEXT = 'key,title\n1,"Größe, Łódź"\n2,naïve – café\n'


def read_bytes(path: Path, data: bytes, **settings: str) -> Export:
    path.write_bytes(data)
    return read_export(path, mapping=MAPPING, **settings)  # type: ignore[arg-type]  # settings by name


def titles_of(export: Export) -> list[object]:
    return [row.values["title"] for row in export.rows]


def imported(export: Export) -> list[Item]:
    return fold(compare_import(EMPTY, export.command()).events).items.ordered()


# -- encodings and delimiters ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-bom"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_is_detected(codec: str, name: str, tmp_path: Path) -> None:
    export = read_bytes(tmp_path / "list.csv", TEXT.encode(codec))

    assert export.encoding == name
    assert titles_of(export) == ["Größe, Łódź", "naïve – café"]


def test_what_is_no_utf_8_is_cp1252_unless_said_otherwise(tmp_path: Path) -> None:
    data = "key,title\n1,Größe – schön\n".encode("cp1252")

    assert titles_of(read_bytes(tmp_path / "a.csv", data)) == ["Größe – schön"]
    assert read_export(tmp_path / "a.csv", mapping=MAPPING).encoding == "cp1252"
    latin = read_bytes(
        tmp_path / "b.csv", "key,title\n1,Łódź\n".encode("cp1250"), encoding="cp1250"
    )
    assert titles_of(latin) == ["Łódź"]


def test_a_character_that_the_files_end_cuts_does_not_change_the_encoding(tmp_path: Path) -> None:
    export = read_bytes(tmp_path / "cut.csv", TEXT.encode()[:-2])

    assert export.encoding == "utf-8"
    assert titles_of(export)[0] == "Größe, Łódź"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_delimiter_is_detected(mark: str, tmp_path: Path) -> None:
    text = f'key{mark}title{mark}"a, b; c"\n1{mark}One{mark}x\n'
    export = read_bytes(tmp_path / "list.csv", text.encode())

    assert (export.delimiter, titles_of(export)) == (mark, ["One"])


def test_settings_given_by_hand_win(tmp_path: Path) -> None:
    export = read_bytes(
        tmp_path / "x.csv", b"key;title;a,b,c,d\n1;One;2\n", delimiter=";", encoding="utf8"
    )
    assert export.refused == ()
    assert export.delimiter == ";"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"encoding": "klingon"}, "no encoding 'klingon'"),
        ({"encoding": "base64"}, "no encoding 'base64'"),
        ({"delimiter": "ab"}, "'ab' is no delimiter"),
        ({"date_order": "ydm"}, "no date order 'ydm'"),
    ],
)
def test_settings_that_do_not_exist_are_refused(
    settings: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_bytes(tmp_path / "list.csv", TEXT.encode(), **settings)


# -- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n\n \n", "is empty"),
        (b"PK\x03\x04rest", "workbook or an archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "has no column 'key'"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_bytes(tmp_path / "list.csv", data)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="There is no file"):
        read_export(tmp_path / "none.csv")
    with pytest.raises(ImportRefused, match="is a folder"):
        read_export(tmp_path)


@pytest.mark.parametrize(
    "end", ["3,Th", "3", '3,"Three', '3,"Three\nlines', "3,Th" + "\N{EURO SIGN}"]
)
def test_a_row_that_the_files_end_cuts_is_refused(end: str, tmp_path: Path) -> None:
    text = f"key,title,more\n1,One,x\n2,Two,x\n{end}"
    export = read_bytes(tmp_path / "cut.csv", text.encode())

    assert titles_of(export) == ["One", "Two"]
    assert not export.complete
    assert [refused.row for refused in export.refused] == [4]
    assert [notice.code for notice in export.notices] == ["incomplete_export"]


def test_a_last_cell_that_is_opened_and_never_closed_is_cut(tmp_path: Path) -> None:
    export = read_bytes(tmp_path / "cut.csv", b'key,title\n1,One\n2,"Two')

    assert titles_of(export) == ["One"]
    assert not export.complete


def test_a_quote_that_is_never_closed_does_not_swallow_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text('key,title\n1,"One\n' + "2,Two words\n" * (CELL_LENGTH // 10))

    with pytest.raises(ImportRefused, match="never closed"):
        read_export(path, mapping=MAPPING)


def test_a_cell_of_sixty_thousand_characters_is_kept_and_a_larger_one_is_cut(
    tmp_path: Path,
) -> None:
    mapping = parse_mapping(
        {"source": "s", "key": "key", "columns": {"title": "title", "notes": "notes"}}
    )
    path = tmp_path / "long.csv"
    with path.open("w", newline="") as file:
        rows = [["key", "title", "notes"], ["1", "One", "x" * 60_000], ["2", "Two", "y" * 200_000]]
        csv.writer(file).writerows(rows)
    export = read_export(path, mapping=mapping)

    assert [len(str(row.values["notes"])) for row in export.rows] == [60_000, 100_000]
    assert [notice.code for notice in export.notices] == ["cut_text"]
    assert len(imported(export)) == 2
    assert csv.field_size_limit() == 131_072


def test_zero_bytes_and_control_characters_are_taken_out(tmp_path: Path) -> None:
    text = "key,title\n1,a\x00b\x07c \u202egnp.exe\u2069\n2,<b>bold</b>\n"
    export = read_bytes(tmp_path / "odd.csv", text.encode())

    assert titles_of(export) == ["abc gnp.exe", "<b>bold</b>"]


def test_blank_lines_and_empty_rows_are_no_items(tmp_path: Path) -> None:
    export = read_bytes(tmp_path / "x.csv", b"\n\nkey,title,x\r\n1,One,\r\n\r\n,,\r\n2,Two\r\n")

    assert titles_of(export) == ["One", "Two"]
    assert [refused.reason for refused in export.refused] == [
        "It has no key; every record needs one."
    ]


@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.csv"
    for start in (b"", b"key,title\n"):
        try:
            export = read_bytes(path, start + data)
        except ImportRefused:
            continue
        assert len(imported(export)) == len(export.rows)


@given(rows=st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_any_text_that_csv_can_write_is_imported_or_refused(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("text") / "any.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([("key", "title"), *rows])
    export = read_export(path, mapping=MAPPING, encoding="utf-8")
    assert len(imported(export)) == len(export.rows)


# -- size -----------------------------------------------------------------------------------------


def test_a_long_file_is_read_in_a_stream_and_reports_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("key,title\n" + "".join(f"{n},{'x' * 200}\n" for n in range(5000)))
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    assert len(read_export(path, mapping=MAPPING, progress=progress).rows) == 5000
    done = [each for each, _ in seen]
    assert done == sorted(done)
    assert 0 < len(set(done)) <= 12
    assert {total for _, total in seen} == {path.stat().st_size}


def test_an_import_can_be_stopped_at_every_report(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("key,title\n" + "".join(f"{n},One\n" for n in range(2000)))

    for stop in range(1, 4):
        calls: list[int] = []

        def progress(done: int, total: int, stop: int = stop, calls: list[int] = calls) -> bool:
            calls.append(done)
            return len(calls) < stop

        with pytest.raises(Cancelled, match="nothing was changed"):
            read_export(path, mapping=MAPPING, progress=progress)
        assert len(calls) == stop
        assert gc.isenabled()


# -- the hostile files of the reference data ------------------------------------------------------


def test_the_csv_spectrum_is_read_as_the_csv_module_reads_it(shared: Path) -> None:
    folder = shared / "data" / "hostile" / "csv-spectrum"
    for path in sorted(folder.glob("*.csv")):
        sheet = Sheet(path)
        with path.open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        assert sheet.header == header, path.name
        assert [row.cells for row in sheet.rows()] == rows, path.name
        assert not sheet.is_cut, path.name


def test_naughty_strings_and_formulas_are_text_and_nothing_else(
    shared: Path, tmp_path: Path
) -> None:
    hostile = shared / "data" / "hostile"
    texts = json.loads((hostile / "big-list-of-naughty-strings.json").read_text("utf-8"))
    texts += (hostile / "csv-injection-payloads.txt").read_text("utf-8").splitlines()
    path = tmp_path / "naughty.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([("key", "title"), *enumerate(texts)])
    export = read_export(path, mapping=MAPPING)

    assert len(export.rows) + len(export.refused) == len(texts)
    titles = {str(title) for title in titles_of(export)}
    assert "=cmd|' /C notepad'!'A1'" in titles
    assert len(imported(export)) == len(export.rows) > 0.9 * len(texts)
    assert read_export(path, mapping=MAPPING).rows[0].values == export.rows[0].values


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "idna"])
def test_an_encoding_that_wants_another_beginning_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"\x80Key,Title\nA-1,Patch TLS of it\n")
    with pytest.raises(ImportRefused, match=f"export.csv does not begin as {name}"):
        list(Sheet(path, name).rows())


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("data", [b"Key,Title\nA-1,Patch TLS\n", b"\xff\xfe", b"\x80odd\n"])
def test_whatever_encoding_is_chosen_the_file_is_read_or_refused(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(data)
    with contextlib.suppress(ImportRefused):
        assert all(row.cells for row in Sheet(path, name).rows())
