"""What a film is, and the keys under which two spellings of its title or of a name meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.numerals import canonical

__all__ = ["Film", "fold", "name_key", "same_person", "title_key"]

# "Die" is left in: `Die Hard` is no article and a noun. Single vowels other than the English and Portuguese ones
# stay as well (`I vitelloni`, `E la nave va`): they open too many English sentences.
_ARTICLES = "the a an le la les l un une el los las una der das den dem ein eine il lo gli de het een det ett o os"
ARTICLES = frozenset(_ARTICLES.split())
_TRAILING_ARTICLE = re.compile(
    r"^(?P<rest>.+?),\s*(?P<article>the|an?|l[eao']|les|l’|un|une|el|los|las|una|der|die|das|den|ein|eine|il|gli|i|de|het"
    r"|een|det|en|ett|os?)(?P<tail>\s*[:(].*)?$",
    re.IGNORECASE,
)
_SUFFIXES = frozenset(("jr", "sr"))


@dataclass(frozen=True, slots=True)
class Film:
    """Hold what is known about one film; what nobody stated is None or empty.

    `guild_id` is None in the shared catalogue and the server's id for a film that a server brought. `ids` are what
    whoever handed the film in stated of catalogues, `("imdb", "tt0079944")`; a film off the shelf leaves them there.
    `language` is the one the film was made in, by its ISO 639-1 code.
    """

    id: int
    guild_id: int | None
    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    runtime_minutes: int | None = None
    certificate: str | None = None
    certificate_reason: str | None = None
    original_title: str | None = None
    language: str | None = None
    ids: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Return the title with its year where one is known: `Stalker (1979)`."""
        return f"{self.title} ({self.year})" if self.year else self.title


def front_article(title: str) -> str:
    """Return the title with a trailing article moved to its front: `Third Man, The` is `The Third Man`."""
    match = _TRAILING_ARTICLE.match(title) if "," in title else None
    if match is None:
        return title
    article = match["article"]
    gap = "" if article.endswith(("'", "’")) else " "
    return f"{article}{gap}{match['rest']}{match['tail'] or ''}"


def folded_key(text: str) -> str:
    """Return the key of a title that is folded already, its article in front."""
    words = [canonical(word) for word in text.split()]
    if len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return " ".join(words)


def title_key(title: str) -> str:
    """Return the key under which spellings of one title meet; empty when the text has no letter or digit.

    `The Godfather: Part II`, `Godfather, The: Part 2` and `godfather part two` share `godfather part 2`. A leading
    article goes, unless it is the whole title.
    """
    return folded_key(fold(front_article(title)))


def name_key(name: str) -> str:
    """Return the key under which spellings of a person's name meet: `Márquez, Alejandra` is `alejandra marquez`.

    Initials close up (`J. J. Abrams` is `jj abrams`); a trailing `Jr.` or `Sr.` goes.
    """
    family, comma, given = name.partition(",")
    if comma and fold(given) not in _SUFFIXES and "," not in given:
        name = f"{given} {family}"
    words = fold(name).split()
    if len(words) > 2 and words[-1] in _SUFFIXES:
        del words[-1]
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", " ".join(words))


def same_person(one: str, other: str) -> bool:
    """Tell whether two names can be one person's: equal keys, family name first, or a bare last name."""
    short, long = sorted((name_key(one).split(), name_key(other).split()), key=len)
    if not short:
        return False
    if sorted(short) == sorted(long):
        return True
    return len(short) < len(long) and long[-len(short) :] == short
