"""What another page adds to a film: empty fields filled, fuller spellings kept, casts put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.titles import Film, same_person, title_key

_PLAIN = ("original_title", "year", "genres", "runtime_minutes", "certificate", "language")
_WRITTEN = (*_PLAIN, "title", "directors", "cast", "certificate_reason")


def enrich(film: Film, stated: Film, ours: Film | None) -> Film:
    """Return the film with what a page adds to it.

    Empty fields are filled. A field that holds what imports wrote themselves (`ours`, None where they wrote
    nothing) may get a fuller spelling or a longer cast; one that a person changed stays as that person left it,
    also where they emptied it.
    """
    for name in _PLAIN:
        if not getattr(film, name) and _is_ours(film, ours, name):
            film = replace(film, **{name: getattr(stated, name)})
    film = _with_reason(film, stated, ours)
    if ours is not None and ours.title == film.title and title_key(film.title) == title_key(stated.title):
        film = replace(film, title=fuller(film.title, stated.title))
    if _is_ours(film, ours, "directors"):
        film = replace(film, directors=_spelled(film.directors, stated.directors) or stated.directors)
    if _is_ours(film, ours, "cast"):
        film = replace(film, cast=together(film.cast, stated.cast))
    return film


def signed(before: Film, after: Film, ours: Film | None) -> Film:
    """Return what imports wrote of a film once they made `after` of `before`; other people's fields are empty in it."""
    nothing = Film(after.id, after.guild_id, "")
    kept = {
        name: getattr(after, name)
        if getattr(before, name) != getattr(after, name) or getattr(ours, name, None) == getattr(before, name)
        else getattr(ours or nothing, name)
        for name in _WRITTEN
    }
    return replace(nothing, **kept)


def fuller(one: str, other: str) -> str:
    """Return the fuller of two spellings of one name: more words, then more accents, then not all capitals."""

    def rank(name: str) -> tuple[int, int, bool]:
        return len(name.split()), sum(not letter.isascii() for letter in name), not name.isupper()

    return other if rank(other) > rank(one) else one


def together(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return both lists of names as one, each person once in the fuller spelling, in the order of the first."""
    if set(other) <= set(one):
        return tuple(one)  # most pages and rows of a film name whom the one before named
    known = _spelled(one, other)
    return known + tuple(name for name in other if not any(same_person(name, there) for there in known))


def _spelled(names: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    spelled = []
    for name in names:
        same = [there for there in other if same_person(name, there)]
        spelled.append(fuller(name, same[0]) if len(same) == 1 else name)
    return tuple(spelled)


def _is_ours(film: Film, ours: Film | None, name: str) -> bool:
    """Tell whether imports may write a field: theirs, or empty in a film that they never wrote to."""
    return not getattr(film, name) if ours is None else getattr(ours, name) == getattr(film, name)


def _with_reason(film: Film, stated: Film, ours: Film | None) -> Film:
    """Keep a certificate's reason only beside the certificate it belongs to."""
    if film.certificate_reason or film.certificate != stated.certificate:
        return film
    is_free = _is_ours(film, ours, "certificate_reason")
    return replace(film, certificate_reason=stated.certificate_reason) if is_free else film
