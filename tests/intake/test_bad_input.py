"""Whatever is handed in gets an answer in words, from a worker that lives on: no crash, no hang, no endless wait."""

import io
import random
import string
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake.rows import TableReading
from bot.worker.reader import Reader

PAGE = b"Review: Salt Harbour\n\nA film that I liked very much indeed.\n\nRating: 8/10\n"
#: Any one of these makes a regular expression that nests or overlaps repetitions go back and forth for ever.
BAITS = [
    *string.punctuation, *" \t\r\n\f\0a7A½★☆⭐👍“”«»’…–©|\u00a0\u2028\u200d\u202e\u0301", "é", "e\u0301\u0301",
    "word ", "Word ", "WORD ", "Ab. ", "A.", "A B and ", "’s ", "1/1 ", "8/10 ", "8,5", "1.1.", "1 1/2 ", "1 - 1 - ",
    "A+ ", "B-", "IVX", "twenty one ", "four stars ", "out of ", "8 out of 10 ", "I give it ", "Le doy un ",
    "Wertung: ", "Note : ", "Rating: ", "Story: 4 ", "Genre: Drama, ", "Director: ", "directed by ", "Starring ",
    "Rated R for ", "Runtime ", "104 min ", "1h 44m ", "By Ab ", "by ", "A (1999) ", "March 12, 2020 ", "12.03.2020 ",
    "2020-03-12T", "http://a.b/", "https://", "a@a.", "imdb tt1234567 ", "Review of ", "Review: ", "3 comments ",
    "[a](b)", "[a](", "![", "**a", "_a_", "__", "||", "| a | b |\n", "{{< a ", "{% a ", "a: &a [*a]\n",
    "<", "<b>", "</b>", "<div ", '<a b="c" ', "<!--", "<![CDATA[", "<script>", "<style>", "&amp", "&#x",
    '"a\n', 'a"b,1\n', '"a" b,1\n', ",\n", ";;\t", '{"a":', "[{", '\\"', "//\n", "/*",
]  # fmt: skip
SIZE = 12_000


@pytest.fixture(scope="module")
def reader():
    # Five times the bot's own limit: a busy machine is no hang, and a hang is still one.
    with Reader(seconds=20) as reader:
        yield reader


async def told(reader, name, data):
    """Return what a person is told about one file; the worker must have come to an end of it."""
    before = reader.pid
    readings = await reader.together([(name, data)])
    assert before in (None, reader.pid)
    return [word for reading in readings for word in words(reading)]


def words(reading):
    if isinstance(reading, TableReading):
        return [problem.message for problem in reading.problems] or [f"{len(reading.rows)} rows"]
    return [reading.reason]


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


def html(body, head=""):
    return f"<!doctype html><html><head>{head}</head><body>\n{body}\n</body></html>".encode()


def json_ld(text):
    return html("<p>x</p>", f'<script type="application/ld+json">\n{text}\n</script>')


def xml(declared, title):
    return f'<?xml version="1.0"?><!DOCTYPE r [{declared}]><rss><channel><item>{title}</item></channel></rss>'.encode()


def laughs(kind):
    if kind == "xml":
        declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        return xml(f'<!ENTITY a0 "ha">{declared}', "<title>&a11;</title>")
    lines = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return f"---\na0: &a0 [ha, ha]\n{lines}---\nA film.\n".encode()


def matter(line, fence="---"):
    return f"{fence}\n{line}\n{fence}\nA film.\n".encode()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("bomb.zip", zipped(a_txt=b"\0" * 30_000_000), "Matinee reads files of up to 25 MB"),
        ("bomb.zip", zipped(a_txt=b" " * 20_000_000), "150 times its size"),
        ("bomb.zip", zipped(**{f"{n}_txt": b"a" * 20_000_000 for n in range(11)}), "the limit is 200 MB"),
        ("many.zip", zipped(**{f"{n}_txt": PAGE for n in range(201)}), "archives of up to 200"),
        ("nested.zip", zipped(a_zip=zipped(a_txt=PAGE)), "an archive in the archive"),
        ("half.zip", zipped(a_txt=PAGE * 200)[:200], "only half there"),
        ("noise.zip", b"PK\x03\x04" + random.Random(1).randbytes(10_000), "only half there"),
        ("laughs.xml", laughs("xml"), "declares entities"),
        ("laughs", laughs("xml"), "declares entities"),
        ("secrets.xml", xml('<!ENTITY x SYSTEM "file:///etc/passwd">', "<title>&x;</title>"), "declares entities"),
        ("line.txt", b"a" * 10_000_000, "4 MB"),
        ("line.txt", b"a" * 3_000_000, "One line has more than"),
        ("line.csv", b"a," * 5_000_000, "has more than 400,000 characters"),
        ("nul.txt", bytes(1_000_000), "not text"),
        ("nul.csv", bytes(1_000_000), "not text"),
        ("page.txt", PAGE + bytes(1_000_000), "not text"),
        ("page.pdf", b"%PDF-1.7\n" + random.Random(2).randbytes(10_000), "a PDF"),
        ("page.png", b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(10_000), "an image"),
        ("noise", random.Random(4).randbytes(100_000), "not text"),
        ("noise.csv", random.Random(5).randbytes(100_000), "not text"),
        ("empty.csv", b"", "empty"),
        ("deep.html", html("<div>" * 100_000), "100,003 elements; Matinee reads pages of up to 40,000"),
        ("line.html", html("a" * 500_000), "One line has more than"),
        ("lines.html", html("<p>a</p>\n" * 30_000), "30,000 lines of text"),
        ("large.csv", b"Title,Year\n" + b"Alien,1979\n" * 2_400_000, "up to 25 MB"),
        ("rows.csv", b"Title,Year\n" + b"Alien,1979\n" * 50_001, "Only the first 50,000 rows"),
        ("matter.md", matter("a: " + "x" * 2_000_000), "One line has more than"),
    ],
)
async def test_what_is_refused_is_refused_with_its_limit(reader, name, data, word):
    assert any(word in sentence for sentence in await told(reader, name, data))


@pytest.mark.parametrize(
    "data",
    [
        html("<div>\n" * 15_000),
        html("<div>\n" * 9_000 + "x" + "</div>\n" * 9_000),
        html("<table><tr><td>\n" * 5_000),
        html("<ul><li>\n" * 8_000),
        html("<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x</p>"),
        html(f'<p class="{"review rating " * 10_000}">x</p>'),
        html('<div itemscope itemtype="http://schema.org/Review" itemprop="a">' * 3_000),
        html("".join(f'<p itemscope id=i{n} itemref="i{n + 1} i{n + 2}" itemprop=a>x</p>' for n in range(1_000))),
        html('<div class="h-review hreview">' * 5_000),
        html("<p>x</p>", f"<title>{'A (1999) - ' * 10_000}</title>"),
        json_ld('{"@type":"Review","itemReviewed":' * 10_000 + "1" + "}" * 10_000),
        json_ld("[" * 10_000 + "]" * 10_000),
        json_ld('{"a":"' + "\\" * 100_000),
        b"[" * 300_000,
        b'{"a":' * 60_000,
        b'[{"title":"A","year":' + b"9" * 300_000 + b"}]",
        b",".join(b"c%d" % n for n in range(30_000)),
        laughs("yaml"),
        matter("a: " + "[" * 90_000),
        matter("- " * 45_000),
        matter("a: 0x" + "f" * 90_000),
        matter("a: " + "1:" * 20_000 + "1"),
        matter("a = " + "[" * 90_000, "+++"),
        matter("a." * 45_000 + "b = 1", "+++"),
        matter("a = {" + "a." * 45_000 + "b = 1}", "+++"),
        matter("\n".join("a: x" for _ in range(5_000))),
    ],
)
async def test_what_is_nested_without_end_has_an_end(reader, data):
    for name in ("page", "table.csv"):
        assert all(await told(reader, name, data))


@pytest.mark.parametrize("bait", BAITS, ids=ascii)
async def test_a_bait_for_regular_expressions_is_passed(reader, bait):
    long = bait * (SIZE // len(bait))
    inside = f"Review: Salt Harbour\n\nBy Nell\n\nA film that I liked very much. {long} And more.\n\nRating: 8/10\n"
    cells = "Title,Year,Director,Grade,Date\n" + f"{long[:3000]},1979,{long[:3000]},{long[:3000]},{long[:3000]}\n" * 2
    for name, text in (("line.txt", long), ("page.txt", inside), ("page.html", html(long).decode()), ("t.csv", cells)):
        assert all(await told(reader, name, text.encode()))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(["a", "a.txt", "a.html", "a.csv", "a.json", "a.xml", "a.zip"]), st.data())
async def test_any_bytes_are_told_about(reader, name, data):
    begin = data.draw(st.sampled_from([b"", PAGE, b"Title,Year\n", b"<html>", b"<rss>", b"[{", zipped(a_txt=PAGE)]))
    assert all(await told(reader, name, begin + data.draw(st.binary(max_size=400))))


async def test_the_worker_reads_a_page_after_all_this(reader):
    assert await told(reader, "page.txt", PAGE) == ["A film review: it prints a grade."]
