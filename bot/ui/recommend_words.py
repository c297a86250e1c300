"""The reasons for a pick in words: true, short, and naming nobody who keeps out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.picks import Critics, Genre, LovedBy, Pick, Reason, Unseen, WellKnown
from bot.domain.reviews import FEW
from bot.domain.titles import Film
from bot.ui.text import escape, plural

_NAMED = 2  # more people than this are counted
_LOVED = 2  # films of the club's own that are named
_NAME = 60


@dataclass(frozen=True, slots=True)
class Audience:
    """Say whom a pick is for: `members` (None: the whole club), and which of them reads the answer alone.

    With `names`, a few members are named; without, they are counted.
    """

    members: tuple[int, ...] | None = None
    reader: int = 0
    names: bool = True

    @property
    def alone(self) -> bool:
        """Say whether the pick is for the reader and nobody else."""
        return self.reader != 0 and self.members == (self.reader,)


CLUB = Audience(names=False)


def reason_words(pick: Pick, films: Mapping[int, Film], audience: Audience = CLUB, limit: int = 3) -> str:
    """Return the weightiest reasons for a pick as one line: "7 of you loved Solaris; critics 84".

    `films` are those that reasons name, by id; what is not there any more is left out. Where nothing speaks for the
    film, the line says what is true of every pick.
    """
    found = [words for reason in pick.reasons if (words := _words(reason, films, audience))]
    said = "; ".join(found[:limit]) or _always(audience)
    return said[0].upper() + said[1:]


def films_in(picks: Collection[Pick]) -> list[int]:
    """Return the ids of the picks and of every film that their reasons name."""
    loved = [reason for pick in picks for reason in pick.reasons if isinstance(reason, LovedBy)]
    named = [film_id for reason in loved for film_id in reason.film_ids]
    return list(dict.fromkeys([pick.film_id for pick in picks] + named))


def _words(reason: Reason, films: Mapping[int, Film], audience: Audience) -> str:
    match reason:
        case LovedBy():
            return _loved(reason, films, audience)
        case Critics(grade, count):
            return f"critics {grade:.0f}" + (f" ({plural(count, 'grade')})" if count < FEW else "")
        case Genre(name):
            return f"{_subject(audience)} {escape(name, _NAME)} above the rest"
        case WellKnown():
            return "widely known"
        case Unseen():
            # Whoever asks for some members gets nothing else, and is told so once.
            return "no one here has rated it" if audience.members is None else ""


def _loved(reason: LovedBy, films: Mapping[int, Film], audience: Audience) -> str:
    titles = [escape(films[one].title, _NAME) for one in reason.film_ids if one in films]
    if not titles or not reason.members:
        return ""
    return f"{_people(reason.members, audience)} loved {_listed([f'*{title}*' for title in titles[:_LOVED]])}"


def _people(members: Sequence[int], audience: Audience) -> str:
    if members == (audience.reader,):
        return "you"
    if audience.names and len(members) <= _NAMED:
        you_first = sorted(members, key=lambda one: one != audience.reader)
        return _listed(["you" if one == audience.reader else f"<@{one}>" for one in you_first])
    return "one of you" if len(members) == 1 else f"{len(members)} of you"


def _subject(audience: Audience) -> str:
    if audience.alone:
        return "you rate"
    if audience.members is None:
        return "the club rates"
    return "between you, you rate" if len(audience.members) > 1 else f"<@{audience.members[0]}> rates"


def _always(audience: Audience) -> str:
    if audience.members is None:
        return "never picked here before"
    return "none of you has rated it yet" if len(audience.members) > 1 else "not rated yet"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
