"""A file that an admin handed in -> what it says: text, Markdown and HTML by one door."""

from __future__ import annotations

from bot.intake.critique import build_review, read_critique
from bot.intake.facts import Facts
from bot.intake.frontmatter import split_front_matter
from bot.intake.kinds import judge
from bot.intake.markdown import markdown_lines
from bot.intake.reading import PageReading, Problem
from bot.intake.stated import read_stated
from bot.intake.words import page_words


def read_page(name: str, data: bytes) -> PageReading:
    """Return what the bytes of one page state; never raise on content, never fetch anything."""
    return read_text(name, data.decode("utf-8-sig", "replace"))


def read_text(name: str, text: str) -> PageReading:
    """Return what pasted text or Markdown states; never raise on content."""
    raw = text.splitlines()
    matter = split_front_matter(raw)
    lines = markdown_lines(raw[matter.length :], matter.length + 1)
    facts = Facts()
    read_stated(matter, facts, page_words(lines))
    if matter.problem:
        facts.ask(1, matter.problem)
    body = read_critique(lines, facts, raw)
    kind = judge(lines, body, facts)
    review = build_review(facts, body)
    problems = tuple(Problem(line, question) for line, question in facts.questions)
    return PageReading(name, kind.is_film_review, kind.reason, problems, (review,), tuple(raw))
