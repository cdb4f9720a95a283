"""Files of any common format read as rows; what cannot be read says so in plain words."""

import gzip
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.ingestion import errors
from storewise.domain.ingestion.reading import BadRow, Limits, open_feed

ROWS = [{"id": "1", "title": "Kettle", "price": "49.00"}, {"id": "2", "title": "Pan", "price": "9"}]
YAML = "- id: '1'\n  title: Kettle\n  price: '49.00'\n- {id: '2', title: Pan, price: '9'}\n"
CSV = "id,title,price\n1,Kettle,49.00\n2,Pan,9\n"


def cells(path: Path, limits: Limits | None = None) -> list[dict[str, object]]:
    with open_feed(path, limits=limits) as feed:
        return [part.cells(raw) for part in feed.parts for _, raw in part.rows()]


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV),
        ("semicolons.csv", CSV.replace(",", ";")),
        ("tabs.tsv", CSV.replace(",", "\t")),
        ("bars.txt", CSV.replace(",", "|")),
        ("announced.csv", "sep=;\n" + CSV.replace(",", ";")),
        ("old-mac.csv", CSV.replace("\n", "\r")),
        ("windows.csv", CSV.replace("\n", "\r\n")),
        ("blank-lines.csv", "\n" + CSV.replace("2,Pan", "\n\n2,Pan")),
        ("no-extension", CSV),
        ("list.json", json.dumps(ROWS, indent=2)),
        ("object.json", json.dumps({"version": 3, "tags": ["x"], "products": ROWS})),
        ("lines.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("lines-named-csv.csv", "\n".join(map(json.dumps, ROWS))),
        ("list.yaml", YAML),
    ],
)  # fmt: skip
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str, content: str) -> None:
    assert cells(write(tmp_path, name, content)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.csv", "id,title\n1,Käse für 5 €\n2,Öl – ½ Liter\n".encode(encoding))
    assert [row["title"] for row in cells(path)] == ["Käse für 5 €", "Öl – ½ Liter"]


def test_bytes_of_windows_1252_within_utf_8_come_out_right(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b"id,title\n1,K\xc3\xa4se\n2,\x80 5 K\xe4se\n")
    assert [row["title"] for row in cells(path)] == ["Käse", "€ 5 Käse"]


def test_json_lines_in_utf_16_and_in_latin_1_are_read(tmp_path: Path) -> None:
    line = '{"id": 1, "title": "Käse"}\n'
    assert cells(write(tmp_path, "a.jsonl", line.encode("utf-16")))[0]["title"] == "Käse"
    assert cells(write(tmp_path, "b.jsonl", line.encode("latin-1")))[0]["title"] == "Käse"


def test_packed_files_are_unpacked_however_they_are_named(tmp_path: Path) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/a.csv.gz", gzip.compress(CSV.encode()))
        archive.writestr("__MACOSX/._a.csv", b"\0\0\0")
    for name, content in (
        ("a.csv.gz", gzip.compress(CSV.encode())),
        ("a.csv.zst", zstandard.compress(CSV.encode())),
        ("twice", gzip.compress(gzip.compress(CSV.encode()))),
        ("a.zip", zipped.getvalue()),
    ):
        assert cells(write(tmp_path, name, content)) == ROWS, name


def test_quoted_cells_keep_line_ends_and_separators(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'id,text\n1,"a, ""b""\nc"\n2,d\n')
    with open_feed(path) as feed:
        rows = list(feed.parts[0].rows())
        assert [number for number, _ in rows] == [2, 3]
        assert feed.parts[0].cells(rows[0][1]) == {"id": "1", "text": 'a, "b"\nc'}


def test_nested_objects_become_columns_with_dots(tmp_path: Path) -> None:
    row = {"id": 1, "fields": {"title": "Kettle", "size": {"cm": 3}}, "tags": ["a"]}
    path = write(tmp_path, "a.jsonl", json.dumps(row))
    assert cells(path) == [{"id": 1, "fields.title": "Kettle", "fields.size.cm": 3, "tags": ["a"]}]


def test_yaml_keeps_codes_and_words_that_yaml_would_change(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "- ean: 0095205603217\n  answer: no\n  at: 12:30\n  n: 1.50\n")
    assert cells(path) == [{"ean": "0095205603217", "answer": "no", "at": "12:30", "n": 1.5}]


def test_a_large_json_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [{"id": i, "text": "x" * 5000} for i in range(400)]
    path = write(tmp_path, "a.json", json.dumps({"n": 12345, "rows": rows}))
    assert [row["id"] for row in cells(path)] == list(range(400))


def test_the_tables_and_pictures_of_a_folder_belong_together(tmp_path: Path) -> None:
    (tmp_path / "pics" / "m").mkdir(parents=True)
    write(tmp_path, "a.csv", CSV)
    write(tmp_path, "README.txt", "hello")
    write(tmp_path, "pics/m/Kettle.JPG", b"1")
    write(tmp_path, "pics/pan.png", b"2")
    with open_feed(tmp_path) as feed:
        assert [part.name for part in feed.parts] == ["a.csv"]
        assert (found := feed.picture("/m/kettle.jpg")) is not None
        assert feed.picture_bytes(found) == b"1"
        assert feed.picture("elsewhere/pan.png") is not None
        assert feed.picture("../../etc/passwd") is None


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.csv", "id,title\n1,secret\n")
    folder = tmp_path / "feed"
    folder.mkdir()
    write(folder, "a.csv", CSV)
    (folder / "b.csv").symlink_to(outside)
    with open_feed(folder) as feed:
        assert [part.name for part in feed.parts] == ["a.csv"]


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.csv", b"", errors.FeedEmpty, "empty"),
        ("a.csv", b" \n\r\n ", errors.FeedEmpty, "empty"),
        ("a.json", b"[]", None, ""),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", errors.FeedNotText, "picture"),
        ("a.csv", b"%PDF-1.7 ...", errors.FeedNotText, "PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", errors.FeedNotText, "Excel"),
        ("a.csv", bytes(range(256)) * 8, errors.FeedNotText, "CSV"),
        ("a.xml", b"<?xml version='1.0'?><rss/>", errors.FeedNotText, "XML"),
        ("a.html", b"<!DOCTYPE html><html>", errors.FeedNotText, "web page"),
        ("a.csv", b"id,Title,id\n1,a,2\n", errors.HeaderInvalid, "'id'"),
        ("a.json", b'[{"id": 1}, {"id": ', errors.FeedBroken, "after item 1"),
        ("a.json", b'{\n"a": 1, "b": [1, 2]}', errors.FeedBroken, "no list"),
        ("a.json", b"nothing", errors.FeedBroken, "named like JSON"),
        ("a.json", b"[" * 100_000, errors.FeedBroken, "after item 0"),
        ("a.yaml", b"- a: &x 1\n- b: *x\n", errors.FeedBroken, "anchor"),
        ("a.yaml", b"- a: [1\n- b", errors.FeedBroken, "YAML breaks off"),
        ("a.yaml", b"a: 1\nb: 2\n", errors.FeedBroken, "not a list"),
        ("a.csv.gz", gzip.compress(CSV.encode(), mtime=0)[:-12], errors.FeedBroken, "cut off"),
        ("a.zip", b"PK\x03\x04 and nothing more", errors.FeedBroken, "zip"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_in_plain_words(
    tmp_path: Path, name: str, content: bytes, error: type[errors.FeedRefused] | None, words: str
) -> None:
    path = write(tmp_path, name, content)
    if error is None:
        assert cells(path) == []
        return
    with pytest.raises(error) as caught:
        cells(path)
    assert words in caught.value.message


def test_an_excel_workbook_is_named_as_such(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(errors.FeedNotText, match="Excel"):
        open_feed(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["../evil.csv", "/evil.csv", "a/../../evil.csv", "C:\\evil.csv"])
def test_an_archive_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, CSV)
    with pytest.raises(errors.ArchiveUnsafe):
        open_feed(tmp_path / "a.zip")


def test_a_decompression_bomb_is_stopped(tmp_path: Path) -> None:
    limits = Limits(ratio_from=1_000_000, ratio=100)
    bomb = b"id,title\n" + b"1,aaaaaaaa\n" * 1_000_000
    for name, content in (("a.gz", gzip.compress(bomb)), ("a.zst", zstandard.compress(bomb))):
        with pytest.raises(errors.FeedTooLarge, match="unpacks"):
            cells(write(tmp_path, name, content), limits)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bomb)
    with pytest.raises(errors.FeedTooLarge):
        cells(tmp_path / "a.zip", limits)


def test_an_endless_line_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b"id,title\n1," + b"x" * 3_000_000)
    with pytest.raises(errors.FeedTooLarge, match="longer"):
        cells(path, Limits(row_bytes=1_000_000))


def test_only_the_bad_rows_of_a_table_are_refused(tmp_path: Path) -> None:
    text = "id,title,price\n1,a\n2,b,3\n3,c,4,5\n4,d,5,\n5,e\0f,6\n6," + "x" * 2_000_000 + ",7\n"
    found = []
    with open_feed(write(tmp_path, "a.csv", text)) as feed:
        for number, raw in feed.parts[0].rows():
            try:
                found.append((number, feed.parts[0].cells(raw)["id"]))
            except BadRow as bad:
                found.append((number, bad.code))
    assert found == [
        (2, "ragged_row"), (3, "2"), (4, "ragged_row"), (5, "4"), (6, "nul_byte"),
        (7, "cell_too_large"),
    ]  # fmt: skip


def test_only_the_bad_lines_of_json_lines_are_refused(tmp_path: Path) -> None:
    lines = ['{"id": 1}', "{broken", "[1]", '{"id": "\\u0000"}', "", '{"id": NaN}', '{"id": 7}']
    found = []
    with open_feed(write(tmp_path, "a.jsonl", "\n".join(lines))) as feed:
        for number, raw in feed.parts[0].rows():
            try:
                found.append((number, feed.parts[0].cells(raw)["id"]))
            except BadRow as bad:
                found.append((number, bad.code))
    assert found == [
        (1, 1), (2, "bad_json"), (3, "bad_json"), (4, "nul_byte"), (6, "bad_json"), (7, 7)
    ]  # fmt: skip


# ------------------------------------------------------------------ whatever comes

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=30
)


@given(
    rows=st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
)
def test_what_a_csv_writer_writes_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], delimiter: str
) -> None:
    import csv

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("alpha", "beta", "gamma"), *rows])
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(out.getvalue().encode())
    wanted = [dict(zip(("alpha", "beta", "gamma"), row, strict=True)) for row in rows if any(row)]
    assert cells(path) == [{k: v for k, v in row.items() if v} for row in wanted]


@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: ("[{" + text).encode("utf-8", "replace")),
        st.text(max_size=200).map(lambda text: ("- a: " + text).encode("utf-8", "replace")),
        st.text(max_size=200).map(lambda text: ("id,title\n" + text).encode("utf-8", "replace")),
        st.binary(max_size=100).map(lambda tail: gzip.compress(b"id,a\n1,2\n")[:30] + tail),
        st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=100).map(lambda tail: b"\x28\xb5\x2f\xfd" + tail),
    ),
    st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.yaml", "a.zip", "a"]),
)
def test_hostile_bytes_raise_nothing_but_named_errors(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("hostile") / name
    path.write_bytes(content)
    with suppress(errors.FeedRefused), open_feed(path) as feed:
        for part in feed.parts:
            for number, raw in part.rows():
                assert number >= 1
                assert len(part.digest(raw)) == 16
                with suppress(BadRow):
                    part.cells(raw)
