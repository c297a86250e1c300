"""Zips as downloaded, and zips that mean harm: every one gets rows or a sentence."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.archives import HIGHEST_RATIO, MOST_FILES, open_archive
from bot.intake.reading import PageReading
from bot.intake.rows import TableReading
from bot.intake.tables import read_any, read_together

RATINGS = b"Date,Name,Year,Letterboxd URI,Rating\n2020-01-05,Fog Street,1961,https://boxd.it/aa1,3.5\n"
WATCHED = b"Date,Name,Year,Letterboxd URI\n2020-01-05,Fog Street,1961,https://boxd.it/aa1\n"
TABLE = b"Title,Year,Rating\nFog Street,1961,8/10\n"


def pack(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def sentences(data: bytes, name: str = "me.zip") -> str:
    return " ".join(problem.message for reading in read_any(name, data) for problem in reading.problems)


def test_an_export_as_downloaded_is_one_history() -> None:
    comments = b"Date,Content,Comment\n2019-10-22,https://boxd.it/1,Lovely\n"
    data = pack(
        ("ratings.csv", RATINGS), ("watched.csv", WATCHED), ("comments.csv", comments),
        ("deleted/ratings.csv", RATINGS), ("__MACOSX/._ratings.csv", b"junk"),
    )  # fmt: skip
    (history,) = read_any("letterboxd-mina.zip", data)

    assert isinstance(history, TableReading)
    assert [(row.film.title, row.half_stars) for row in history.rows] == [("Fog Street", 7)]
    assert history.skipped["comments"] == 1
    assert history.skipped["entries deleted on Letterboxd"] == 1


def test_the_exports_of_two_members_stay_apart() -> None:
    one, two = (pack(("ratings.csv", RATINGS), ("watched.csv", WATCHED)) for _ in range(2))
    readings = read_together([("ada.zip", one), ("bo.zip", two)])

    assert [reading.file for reading in readings] == ["ada.zip", "bo.zip"]
    assert [len(reading.rows) for reading in readings] == [1, 1]


def test_every_member_is_read_as_what_it_is() -> None:
    page = b"Film review: Fog Street (1961)\n\nThe film is great. I loved the acting.\n\nRating: 7/10\n"
    table, text = read_any("mixed.zip", pack(("films.csv", TABLE), ("pages/fog.txt", page)))

    assert isinstance(table, TableReading)
    assert isinstance(text, PageReading)
    assert (table.file, text.file) == ("mixed.zip/films.csv", "mixed.zip/pages/fog.txt")


def test_a_zip_is_told_by_its_bytes_not_its_name() -> None:
    (reading,) = read_any("export.csv", pack(("films.csv", TABLE)))

    assert len(reading.rows) == 1


@pytest.mark.parametrize(
    "name", ["../../etc/films.csv", "/etc/films.csv", "..\\films.csv", "a/../../films.csv", "C:/films.csv"]
)
def test_a_path_out_of_the_archive_is_left_out_and_named(name: str) -> None:
    readings = read_any("me.zip", pack((name, TABLE), ("films.csv", TABLE)))

    assert sum(len(getattr(reading, "rows", ())) for reading in readings) == 1
    assert "out of the archive" in str(readings[0].problems)


def test_links_are_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("films.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert "is a link" in sentences(out.getvalue())


def test_an_archive_in_an_archive_is_not_opened() -> None:
    assert "archive in the archive" in sentences(pack(("inner.zip", pack(("films.csv", TABLE)))))


def test_a_bomb_is_left_packed() -> None:
    bomb = pack(("films.csv", b"a,b\n" * 5_000_000))

    assert len(bomb) < 100_000
    assert str(HIGHEST_RATIO) in sentences(bomb)


def test_a_bomb_in_many_pieces_is_left_packed() -> None:
    assert "200 MB" in sentences(pack(*[(f"{n}.csv", b"a,b\n" * 5_000_000) for n in range(11)]))


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(pack(("films.csv", TABLE + b"x" * 50_000)))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 100)
    parts, _ = open_archive("me.zip", bytes(data))

    assert all(len(part.load() or b"") <= 100 for part in parts)


def test_too_many_files_are_refused() -> None:
    assert str(MOST_FILES) in sentences(pack(*[(f"{n}.csv", TABLE) for n in range(MOST_FILES + 1)]))


def test_a_locked_member_is_named() -> None:
    data = bytearray(pack(("films.csv", TABLE)))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1

    assert "password" in sentences(bytes(data))


def test_a_member_packed_in_another_way_is_named() -> None:
    assert "zip it again" in sentences(pack(("films.csv", TABLE), method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize("name", ["report.xlsx", "report.docx"])
def test_an_office_document_says_what_to_do(name: str) -> None:
    assert "save it as CSV" in sentences(pack(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")), name)


def test_an_empty_archive_says_so() -> None:
    assert "empty" in sentences(pack())


def test_rows_of_all_files_together_have_a_limit() -> None:
    many = b"Title,Year,Rating\n" + b"Fog Street,1961,8/10\n" * 50_000
    first, second = read_together([("a.csv", many), ("b.csv", TABLE)])

    assert len(first.rows) == 50_000
    assert "by itself" in second.problems[0].message


WHOLE = pack(("ratings.csv", RATINGS * 40), ("watched.csv", WATCHED))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_part_of_a_zip_gets_a_sentence(length: int) -> None:
    readings = read_any("me.zip", WHOLE[:length])

    assert readings
    assert all(reading.problems for reading in readings)


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_damaged_zip_never_raises(place: int, byte: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] = byte

    assert read_any("me.zip", bytes(damaged))
