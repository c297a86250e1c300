"""The film that a pasted address or id of a catalogue names, read from the text alone."""

from __future__ import annotations

import re

from bot.domain.film_ids import FilmId

_SITE = r"<?(?:https?://)?(?:[a-z]{1,3}\.|www\.)?"
_REST = r"(?:[/?#].*)?>?"
# Addresses as the three sites hand them out: with a language in them, a slug behind the number, tracking behind all.
# Letterboxd also shows a film inside a member's pages, and has addresses of its own for sharing.
_ADDRESSES = (
    ("imdb", re.compile(rf"{_SITE}imdb\.com/(?:[a-z]{{2}}(?:-[a-z]{{2}})?/)?title/(tt\d{{6,10}}){_REST}", re.I)),
    ("tmdb", re.compile(rf"{_SITE}(?:themoviedb|tmdb)\.org/movie/0*([1-9]\d{{0,11}})(?:-[^/?#]*)?{_REST}", re.I)),
    ("letterboxd", re.compile(rf"{_SITE}letterboxd\.com/(?:[\w-]{{1,60}}/)?(film/[\w-]{{1,200}}){_REST}", re.I)),
    ("letterboxd", re.compile(rf"<?(?:https?://)?(boxd\.it/\w{{1,20}}){_REST}", re.I)),
    ("imdb", re.compile(r"(tt\d{6,10})", re.I)),
)
_SLUG = re.compile(r"/(?:movie/\d+-|film/)([^/?#>]+)")
_NUMBER = re.compile(r"0*([1-9]\d{0,11})", re.ASCII)
_LONGEST = 500


def named_film(text: str) -> FilmId | None:
    """Return the catalogue and id that an address of a film, or an id of IMDb's, names; None for all else."""
    asked = text.strip()
    if len(asked) > _LONGEST:
        return None
    for catalogue, address in _ADDRESSES:
        if found := address.fullmatch(asked):
            # Ids are kept in small letters, save that short addresses tell large from small.
            short = found[1][:8].lower() == "boxd.it/"
            return catalogue, "boxd.it/" + found[1][8:] if short else found[1].lower()
    return None


def title_in_address(text: str) -> str:
    """Return the title that an address of a film spells: `solaris 2002` of `…/film/solaris-2002/`, else nothing."""
    found = _SLUG.search(text) if named_film(text) else None
    return found[1].replace("-", " ").strip() if found else ""


def numbered_film(text: str) -> FilmId | None:
    """Return TMDB's id that a bare number may be, where no film has it for a title; None for all else."""
    found = _NUMBER.fullmatch(text.strip())
    return ("tmdb", found[1]) if found else None
