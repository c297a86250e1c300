"""The nets that the title index casts for a film, from the finest to the widest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from bot.domain.numerals import canonical
from db.search_keys import Keys, docs_of
from db.search_lexicon import COUNTLESS, Lexicon
from db.search_schema import get_meta
from db.search_words import START, STARTED, Typed, squash

_STREAM, _PAIR = 100, 40  # films taken from one full text query, best known first
_RARE = 20  # a word of fewer films may be a slip that happens to be a word
_FEW = 300  # a word of no more films is worth a query of its own
_REPAIRED, _PAIRED = 3, 4  # words of one query that are mended, and that are tried two by two
_TELLING = 3  # letters of a word whose best known films are worth a look by themselves
_SHORT = 4  # letters up to which the full text index keeps a list for every beginning


@dataclass(frozen=True, slots=True)
class Group:
    """What one typed word can stand for: any of `words`, or whatever begins with `start`."""

    typed: str
    begun: bool
    words: tuple[str, ...]
    films: int
    start: str = ""

    def match(self, space: str) -> str:
        """Return the group as a full text expression."""
        terms = [f'"{space}{word}"' for word in self.words]
        if self.start:
            terms.append(f'"{space}{self.start}"*')
        return f"({' OR '.join(terms)})"


class Nets:
    """Find films of one space for one typed text; every net is wider and dearer than the one before."""

    def __init__(self, connection: sqlite3.Connection, space: str, typed: Typed) -> None:
        bare = typed.without_year()
        self._connection = connection
        self._space = space
        self._lexicon = Lexicon(connection, space)
        self._keys = Keys(connection, space)
        self._typed = typed
        self._readings = [typed] if bare is None else [typed, bare]

    def as_typed(self) -> Iterable[int]:
        """Find titles that are, or begin with, exactly this; then films that have all of its words."""
        for typed in self._readings:
            yield from self._keys.same(typed)
            yield from self._keys.dated(typed)
        for typed in self._typed.without_articles():
            yield from self._keys.same(typed)
        key = squash(self._typed.key)
        if len(key) <= STARTED:
            yield from self._full_text(f'"{self._space}{START}{key}"*', _STREAM)
        yield from self._all(self._groups)

    def nearly_so(self) -> Iterable[int]:
        """Find titles that are, or begin, one slip away as a whole."""
        for typed in self._readings:
            yield from self._keys.one_slip(typed)

    def one_slip(self) -> Iterable[int]:
        """Find films that have all of the words when each is mended by one slip."""
        if self._mended != self._groups:
            yield from self._all(self._mended)

    def most_words(self) -> Iterable[int]:
        """Find films that have the rarest of the words, or two of the rarer ones."""
        yield from self._some(self._mended)

    def two_slips(self) -> Iterable[int]:
        """Find films by words that are two slips from a typed one, or run together with another."""
        far = self._mend(self._groups, self._further)
        if far != self._mended:
            yield from self._all(far)
            yield from self._some(far, tried=self._mended)

    @cached_property
    def _groups(self) -> list[Group]:
        *whole, last = self._typed.words
        known = self._lexicon.films(word for typed in self._typed.words for word in {typed, canonical(typed)})
        groups = [self._group(word, _known(known, word)) for word in whole]
        return [*groups, self._begun(last, _known(known, last))]

    @cached_property
    def _mended(self) -> list[Group]:
        return self._mend(self._groups, lambda group: self._lexicon.one_slip(group.typed, begun=group.begun))

    def _group(self, typed: str, films: dict[str, int], *, begun: bool = False) -> Group:
        return Group(typed, begun, tuple(films), sum(films.values()))

    def _begun(self, last: str, known: dict[str, int]) -> Group:
        if not self._space and len(last) <= _SHORT and (films := self._lexicon.begun_films(last)):
            others = tuple(word for word in known if not word.startswith(last))
            return Group(last, True, others, films + sum(map(known.__getitem__, others)), last)
        return self._group(last, known | self._lexicon.beginning(last), begun=True)

    def _mend(self, groups: list[Group], mend: Callable[[Group], list[str]]) -> list[Group]:
        doubtful = sorted((g for g in groups if g.films < _RARE and len(g.typed) > 2), key=lambda g: g.films)
        mended = {group.typed: self._widened(group, mend(group)) for group in doubtful[:_REPAIRED]}
        return [mended.get(group.typed, group) for group in groups]

    def _widened(self, group: Group, words: list[str]) -> Group:
        films = self._lexicon.films(words)
        return replace(
            group, words=tuple(dict.fromkeys((*group.words, *films))), films=group.films + sum(films.values())
        )

    def _further(self, group: Group) -> list[str]:
        return self._lexicon.two_slips(group.typed) + self._lexicon.parts(group.typed)

    def _all(self, groups: list[Group]) -> list[int]:
        if not all(group.films for group in groups):
            return []
        rarest = sorted(_telling(groups), key=lambda group: group.films)
        enough = self._enough(rarest)
        docs = self._matching(rarest[:enough], _STREAM)
        countless = rarest[-1].films >= COUNTLESS and len(rarest) > 2
        if len(docs) == _STREAM and enough < len(rarest) and not countless:
            docs += self._matching(rarest, _STREAM)
        return docs

    def _enough(self, rarest: list[Group]) -> int:
        """Return how many of the groups leave few films: the long lists of "the" and "of" cost most."""
        every = max(1, get_meta(self._connection, "sequence"))
        left, enough = float(rarest[0].films), 1
        while enough < len(rarest) and left > _STREAM:
            left *= min(1.0, rarest[enough].films / every)
            enough += 1
        return enough

    def _some(self, groups: list[Group], tried: Collection[Group] = ()) -> Iterable[int]:
        known = sorted((group for group in groups if group.films), key=lambda group: group.films)
        for at, group in enumerate(known[:_REPAIRED]):
            if group not in tried and (at == 0 or group.films <= _FEW or len(group.typed) >= _TELLING):
                yield from self._matching([group], _STREAM)
        for pair in combinations(known[:_PAIRED], 2):
            if not all(group in tried for group in pair):
                yield from self._matching(pair, _PAIR)

    def _matching(self, groups: Iterable[Group], limit: int) -> list[int]:
        """Return the best known films that have a word of every group; the rarest should lead."""
        return self._full_text(" AND ".join(group.match(self._space) for group in groups), limit)

    def _full_text(self, expression: str, limit: int) -> list[int]:
        query = "SELECT rowid AS doc FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        return docs_of(self._connection, query, expression, limit)


def _telling(groups: list[Group]) -> Iterable[Group]:
    """Return the groups without a beginning that another word has anyway: "the phantom of the" needs no `the*`."""
    whole = [group.typed for group in groups if not group.begun]
    return dict.fromkeys(
        group for group in groups if not group.start or not any(word.startswith(group.start) for word in whole)
    )


def _known(films: dict[str, int], word: str) -> dict[str, int]:
    return {option: films[option] for option in dict.fromkeys((word, canonical(word))) if option in films}
