"""The bytes of a table or a feed -> its text, within the limits that are told to people."""

from __future__ import annotations

from bot.intake.documents import Document, refuse_bytes

LARGEST_FILE = 25_000_000
MOST_ROWS = 50_000
LONGEST_LINE = 400_000
_SAMPLE = 100_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\v\x1b")
_MOST_CONTROLS = 0.02


def too_large(data: bytes) -> str | None:
    """Return the sentence for a file over the limit, or None."""
    if len(data) <= LARGEST_FILE:
        return None
    return f"The file has {len(data) / 1e6:.1f} MB; Matinee reads files of up to {LARGEST_FILE // 1_000_000} MB."


def decode_table(data: bytes) -> Document:
    """Return the text of a table: UTF-8 with or without BOM, UTF-16, Windows-1252; NULs and the BOM are taken out.

    What is no text, empty or over 25 MB has no text and a sentence as its problem.
    """
    if problem := too_large(data):
        return Document("", problem)
    # The same sentences as for pages: empty, a PDF, an image, random bytes.
    if problem := refuse_bytes(data.lstrip(b" \t\r\n")[:_SAMPLE]):
        return Document("", problem)
    text, note = _decode(data)
    # Noise can begin behind a clean head: a download that broke off, a disk that wrote zeros.
    controls = sum(map(text.count, _CONTROLS))
    if controls > len(text) * _MOST_CONTROLS:
        return Document("", "This is not text: export the table as CSV in UTF-8 and hand that in.")
    return Document(text.replace("\x00", "").removeprefix("\ufeff"), None, note)


def _decode(data: bytes) -> tuple[str, str | None]:
    for name in (_wide_encoding(data), "utf-8"):
        try:
            if name:
                return data.decode(name), None
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace"), "The file is not UTF-8; it was read as Windows-1252. Check the accents."


def _wide_encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    # Text in UTF-16 without a mark: Latin letters have a zero in every other byte.
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd > len(head) // 4 and max(even, odd) > 3 * min(even, odd) + 1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None
