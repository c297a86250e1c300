"""Files that members hand in, written for these tests in the shapes of real exports, and the steps of an import."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from tests.conftest import Club, shown

IMDB = """Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,\
Num Votes,Release Date,Directors
tt9000001,9,2021-03-04,The Tin Harbour,The Tin Harbour,https://www.imdb.com/title/tt9000001,Movie,7.1,98,1998,Drama,10,\
1998-02-01,Ada Voss
tt9000002,4,2021-03-05,She-Bear,Osa,https://www.imdb.com/title/tt9000002,Movie,6.0,90,2001,"Drama, Family",20,\
2001-01-01,Inés Pardo
tt9000003,8,2021-03-06,A Long Series,A Long Series,https://www.imdb.com/title/tt9000003,TV Series,8.0,45,2010,Drama,5,\
2010-01-01,
"""

RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2019-05-01,The Tin Harbour,1998,https://boxd.it/aaaa,4.5
2019-05-02,Osa,2001,https://boxd.it/bbbb,2
2019-05-03,"Reed, Reeds",1975,https://boxd.it/cccc,5
"""
REVIEWS = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
2019-05-01,The Tin Harbour,1998,https://boxd.it/zz01,4.5,,"Salt and rust, and <b>no</b> hurry.",,2019-04-30
"""
WATCHED = """Date,Name,Year,Letterboxd URI
2019-05-01,The Tin Harbour,1998,https://boxd.it/aaaa
2019-05-04,Nobody's Kettle,2003,https://boxd.it/dddd
"""
#: A table of somebody's own, with a film that names no year.
TABLE = "title;my rating\nOsa;4/5\nKites in March (1988);2/5\n"


EXPORT = {"ratings.csv": RATINGS, "reviews.csv": REVIEWS, "watched.csv": WATCHED}


def letterboxd(files: Mapping[str, str] = EXPORT) -> bytes:
    """Return an export as it is downloaded."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


async def hand_in(club: Club, data: str | bytes, name: str = "ratings.csv", actor: Any = None) -> Any:
    """Hand a file to `/myratings import` and return the answer with its preview."""
    given = data.encode() if isinstance(data, str) else data
    return await (actor or club.alice).slash(club.channel, "myratings import", file=(name, given))


def told(result: Any) -> str:
    """Return all that was answered: where reading took its time, progress stands there and the sentence below it."""
    return "\n".join(shown(message) for message in (result.response, *result.followups) if message is not None)
