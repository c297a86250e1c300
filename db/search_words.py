"""The words and keys under which the title index keeps a film, and the same for what somebody types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.domain.folding import fold
from bot.domain.numerals import canonical
from bot.domain.titles import ARTICLES, folded_key, front_article

# Chinese and Japanese are written without gaps: every character is a word, so that any part of a title is found.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^ \u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
SPACE, SPACE_END, START = "\ue000", "\ue001", "\ue002"
STARTED = 3  # first letters of a title by which it is found where no more is typed
_SLIPPED = [article for article in ARTICLES if len(article) > 2]
_MAX_TYPED = 120
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a title: as written, and as its key."""

    text: str
    key: str

    @classmethod
    def of(cls, title: str) -> Form:
        """Fold a title as somebody wrote it."""
        text = fold(front_article(title))
        return cls(text, folded_key(text))


@dataclass(frozen=True, slots=True)
class Document:
    """One film as the index keeps it; `space` parts the words of one server from everybody else's."""

    space: str
    forms: tuple[Form, ...]
    people: tuple[str, ...]
    year: int | None

    @classmethod
    def of(cls, guild_id: int | None, titles: list[str], people: list[str], year: int | None) -> Document:
        """Fold what is known about a film; spellings without a letter or digit are left out."""
        forms = dict.fromkeys(form for title in titles if (form := Form.of(title)).key)
        return cls(space_of(guild_id), tuple(forms), tuple(filter(None, map(fold, people))), year)

    @property
    def keys(self) -> list[str]:
        """Return the keys of all spellings, and of their words in order, where swapped words meet."""
        keys = (key for form in self.forms for key in (squash(form.key), sorted_key(form.key)))
        return [self.space + key for key in dict.fromkeys(keys)]

    @property
    def words(self) -> list[str]:
        """Return all words a film is found by: of its spellings, as numbers, of its directors, its year."""
        words = dict.fromkeys(word for form in self.forms for text in (form.text, form.key) for word in split(text))
        words.update(dict.fromkeys(word for name in self.people for word in split(name)))
        if self.year:
            words[str(self.year)] = None
        return [self.space + word for word in words]

    @property
    def starts(self) -> list[str]:
        """Return the first letters of all spellings, articles aside, as words that nobody can type."""
        return [*dict.fromkeys(self.space + START + squash(form.key)[:STARTED] for form in self.forms)]


def space_of(guild_id: int | None) -> str:
    """Return what a server's words begin with, so that no query of another server can meet them."""
    return "" if guild_id is None else f"{SPACE}{guild_id:x}{SPACE_END}"


def split(text: str) -> list[str]:
    """Return the words of folded text, gapless scripts by character."""
    return text.split() if text.isascii() else _WORD.findall(text)


def squash(text: str) -> str:
    """Return folded text without its gaps: `blade runner` and `bladerunner` meet here."""
    return text.replace(" ", "")


def sorted_key(text: str) -> str:
    """Return folded text with its words in alphabetical order and no gaps: `runner blade` meets here too."""
    return "".join(sorted(text.split()))


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed so far, read as a title; `year` is set where a last word was set apart as one."""

    text: str
    key: str
    words: tuple[str, ...]
    year: str = ""

    def without_year(self) -> Typed | None:
        """Return the same with a last word that may be a year, or its beginning, set apart; None without one."""
        *rest, last = self.words or ("",)
        if not rest or len(last) > 4 or not last.isdecimal() or last[0] not in "12":
            return None
        return Typed(self.text[: -len(last)].rstrip(), _without(self.key, canonical(last)), tuple(rest), last)

    def without_articles(self) -> list[Typed]:
        """Return the same without each word that may be the title's article, out of its place or misspelt."""
        if len(self.words) < 2 or len(self.words) == _MAX_WORDS:
            return []
        places = [at for at, word in enumerate(self.words) if (word in ARTICLES if at else is_near_article(word))]
        return [self._without(at) for at in places]

    def _without(self, at: int) -> Typed:
        words = self.words[:at] + self.words[at + 1 :]
        text = " ".join(words)
        return Typed(text, folded_key(text), words)


def is_near_article(word: str) -> bool:
    """Tell whether a first word is one slip from an article: `te`, `hte`, `tthe`."""
    return 1 < len(word) < 6 and any(OSA.distance(word, article, score_cutoff=1) == 1 for article in _SLIPPED)


def read(text: str) -> Typed | None:
    """Return what was typed, folded; None when no letter or digit is in it."""
    folded = fold(front_article(text[:_MAX_TYPED]))
    words = split(folded)[:_MAX_WORDS]
    return Typed(folded, folded_key(folded), tuple(words)) if words else None


def _without(key: str, last: str) -> str:
    return key.removesuffix(last).rstrip()
