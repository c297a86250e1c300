"""A file that an admin handed in -> what it says: text, Markdown and HTML by one door."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intake.capsules import capsule_sections
from bot.intake.columns import judge_several
from bot.intake.critique import build_review, read_critique
from bot.intake.documents import check_text, decode_document, looks_like_html
from bot.intake.drawn import draw_stars
from bot.intake.facts import Facts
from bot.intake.frontmatter import split_front_matter
from bot.intake.graded import graded_sections
from bot.intake.kinds import judge
from bot.intake.languages import detect_language
from bot.intake.listed import listed_sections
from bot.intake.markdown import markdown_lines
from bot.intake.reading import PageReading, Problem, ReadReview
from bot.intake.repeated import repeated_sections
from bot.intake.sections import Section, read_section
from bot.intake.several import bullet_sections, find_sections
from bot.intake.stated import read_stated
from bot.intake.unwrap import unwrap
from bot.intake.webpages import read_html
from bot.intake.words import Line, page_words

_SHARED = ("critic", "outlet", "url", "language", "published")


def read_page(name: str, data: bytes) -> PageReading:
    """Return what the bytes of one page state; never raise on content, never fetch anything."""
    document = decode_document(data)
    return _unreadable(name, document.problem) if document.problem else _read(name, document.text, document.note)


def read_text(name: str, text: str) -> PageReading:
    """Return what pasted text, Markdown or HTML states; never raise on content."""
    document = check_text(text)
    return _unreadable(name, document.problem) if document.problem else _read(name, document.text, None)


def _unreadable(name: str, problem: str) -> PageReading:
    return PageReading(name, False, problem, (Problem(None, problem),))


def _read(name: str, text: str, note: str | None) -> PageReading:
    facts = Facts()
    if note:
        facts.ask(None, note)
    text = draw_stars(text)
    if looks_like_html(text) and (page := read_html(text, facts)):
        return _finish(name, page.lines, page.source, text.splitlines(), facts)
    raw = text.splitlines()
    matter = split_front_matter(raw)
    lines = unwrap(markdown_lines(raw[matter.length :], matter.length + 1), raw)
    read_stated(matter, facts, page_words(lines))
    if matter.problem:
        facts.ask(1, matter.problem)
    return _finish(name, lines, raw, raw, facts, listed_sections(matter, raw))


def _finish(
    name: str,
    lines: Sequence[Line],
    shown: Sequence[str],
    raw: Sequence[str],
    facts: Facts,
    listed: Sequence[Section] = (),
) -> PageReading:
    """Read the lines as one review or several (`listed` elsewhere), and judge what the page is."""
    sections = (
        ()
        if facts.get("film.title") and facts.get("grade")
        else listed
        or find_sections(lines, raw)
        or bullet_sections(lines, raw)
        or capsule_sections(lines, raw)
        or graded_sections(lines)
        or repeated_sections(lines)
    )
    body = read_critique(lines, facts, raw)
    if sections:
        kind = judge_several(lines, sections, facts)
        # Where front matter lists the films, no text stands below it.
        facts.state("language", detect_language(" ".join(ln.text for section in sections for ln in section.lines)))
        reviews = tuple(_of_section(section, facts) for section in sections)
    else:
        kind = judge(lines, body, facts)
        reviews = (build_review(facts, body),)
    if kind.is_film_review and not all(review.film.title for review in reviews):
        facts.ask(None, "The page does not say which film it reviews: which one is it?")
    problems = tuple(Problem(line, question) for line, question in facts.questions)
    return PageReading(name, kind.is_film_review, kind.reason, problems, reviews, tuple(shown))


def _of_section(section: Section, page: Facts) -> ReadReview:
    """Return the review of one film among several, with what the whole page states once for all."""
    facts, body = read_section(section)
    for field in _SHARED:
        facts.state(field, page.get(field), *page.evidence.get(field, ()))
    for line, question in facts.questions:
        page.ask(line, question)
    return build_review(facts, body)
