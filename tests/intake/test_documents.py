import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.documents import (
    LARGEST_FILE,
    LARGEST_PAGE,
    LONGEST_LINE,
    MOST_ELEMENTS,
    MOST_LINES,
    MOST_SOURCE_LINES,
    decode_document,
    looks_like_html,
)

SENTENCE = "Crítica: «El puerto» – ★★★☆☆, déjà vu.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_read(encoding):
    text = SENTENCE if encoding not in ("utf-16-le", "utf-16-be") else "Review: Salt Harbour, a film.\n"
    document = decode_document(text.encode(encoding))
    assert (document.text, document.problem) == (text, None)


def test_windows_text_is_read_with_a_remark():
    document = decode_document("Crítica: «El puerto» – déjà vu".encode("cp1252"))
    assert document.text == "Crítica: «El puerto» – déjà vu"
    assert document.note


def test_a_stated_charset_is_honoured():
    html = '<html><meta charset="iso-8859-2"><p>Łódź</p></html>'
    assert "Łódź" in decode_document(html.encode("iso-8859-2")).text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 stuff", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"PK\x03\x04abc", "zip"),
        (b"\x00" * 2000, "text"),
        (bytes(range(256)) * 20, "text"),
        (b"a" * (LARGEST_PAGE + 1), "MB"),
        (b"a" * (LONGEST_LINE + 1), "line"),
        (b"a\n" * (MOST_LINES + 1), "20,001 lines of text; Matinee reads pages of up to 20,000"),
        (b"a" + b"\n" * (MOST_SOURCE_LINES + 1), "65,001 lines"),
        (b"<html>" + b"<p>a" * (MOST_LINES + 1), "20,001 lines of text"),
        (b"<html>" + b"<b></b>" * MOST_ELEMENTS, "40,001 elements; Matinee reads pages of up to 40,000"),
        (b"<html>" + b"<p title=a>\n" * 400_000, "without its scripts and pictures"),
        (b"a" * (LARGEST_FILE + 1), "up to 25 MB"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(data, word):
    document = decode_document(data)
    assert document.text == ""
    assert word in document.problem


@given(st.binary(max_size=500))
def test_any_bytes_give_text_or_a_sentence(data):
    document = decode_document(data)
    assert bool(document.text) != bool(document.problem)


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>x", "\n<html>", "<div><p>a</p><p>b</p><p>c</p><span>d</span></div>"]
)
def test_html_is_told(text):
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text", ["---\ntitle: a\n---\n<body>", "A <em>lovely</em> film", "# A\n\n<p>b</p>", "<3 this film"]
)
def test_markdown_with_tags_is_not_html(text):
    assert not looks_like_html(text)
