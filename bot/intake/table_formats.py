"""The exports that can be told by their columns: Letterboxd, IMDb old and new, Rotten Tomatoes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.intake.rows import RowKind

CRITICS = "rotten tomatoes critics"
CRITICS_FILMS = "rotten tomatoes films"


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold how a table is read: the field of each column, and what its rows are where they do not say it.

    `skip` names what a file holds that nobody imports (comments, lists); `remark` is a question about the file.
    """

    format: str
    mapping: dict[str, str] = field(default_factory=dict)
    kind: RowKind | None = None
    skip: str | None = None
    remark: str | None = None
    tags: tuple[str, ...] = ()


def recognise(file: str, columns: Sequence[str]) -> Layout | None:
    """Return the layout of a known export, told by its columns and, where they are alike, by its name."""
    names = {_plain(column): column for column in reversed(columns)}
    for read in (_letterboxd, _letterboxd_import, _letterboxd_rest, _imdb, _critics, _critics_films):
        if layout := read(file, names):
            return layout
    return None


def _plain(column: str) -> str:
    return "".join(letter for letter in column.casefold() if letter.isalnum())


def _mapped(names: dict[str, str], **fields: str) -> dict[str, str]:
    """Return column -> field; a keyword is a field (`__` for the slash), its value the columns it may stand in."""
    mapping = {}
    for name, choices in fields.items():
        if column := next((names[choice] for choice in choices.split() if choice in names), None):
            mapping[column] = name.replace("__", "/")
    return mapping


def _letterboxd(file: str, names: dict[str, str]) -> Layout | None:
    if not {"name", "letterboxduri"} <= names.keys():
        return None
    part = _part(file, names)
    # The link in the diary and in the reviews is the entry's, not the film's.
    link = {"url": "letterboxduri"} if part in ("diary", "reviews") else {"letterboxd": "letterboxduri"}
    mapping = _mapped(
        names, rated_on="date", title="name", year="year", rating__5="rating", rewatch="rewatch", text="review",
        tags="tags", watched_on="watcheddate", **link,
    )  # fmt: skip
    name = f"letterboxd {part}"
    if part == "deleted":
        return Layout(name, skip="entries deleted on Letterboxd")
    if part == "films":
        remark = (
            "The file does not say whether these films were watched or are to be watched; they are read as watched."
        )
        return Layout(name, mapping, RowKind.WATCHED, remark=remark)
    kinds = {"reviews": RowKind.REVIEW, "watchlist": RowKind.WATCHLIST, "ratings": RowKind.RATING}
    kind = None if part == "diary" else kinds.get(part, RowKind.WATCHED)
    return Layout(name, mapping, kind, tags=("liked",) if part == "likes" else ())


def _part(file: str, names: Collection[str]) -> str:
    """Return which part of a Letterboxd export a file is; watched, watchlist and likes share their columns."""
    path = PurePosixPath(file.replace("\\", "/").casefold())
    if {"deleted", "orphaned"} & set(path.parts[:-1]):
        return "deleted"
    told = [
        part
        for column, part in (("review", "reviews"), ("watcheddate", "diary"), ("rating", "ratings"))
        if column in names
    ]
    if told:
        return told[0]
    if "likes" in path.parts[:-1] or "like" in path.stem:
        return "likes"
    return next((part for part in ("watchlist", "watched") if part in path.stem), "films")


def _letterboxd_rest(file: str, names: dict[str, str]) -> Layout | None:
    first = next(iter(reversed(names)), "")
    if {"username", "favoritefilms"} <= names.keys():
        return Layout("letterboxd profile", skip="the profile")
    if {"content", "comment", "date"} <= names.keys() and len(names) == 3:
        return Layout("letterboxd comments", skip="comments")
    if first.startswith("letterboxdlistexport"):
        return Layout("letterboxd list", skip="a list")
    if set(names) <= {"date", "uri", "url", "letterboxduri", "name"} and {"likes"} & set(
        PurePosixPath(file).parts[:-1]
    ):
        return Layout("letterboxd likes", skip="other people's reviews and lists")
    return None


def _letterboxd_import(file: str, names: dict[str, str]) -> Layout | None:
    """Return the layout of what Letterboxd imports (https://letterboxd.com/about/importing-data/)."""
    if "title" not in names or not {"letterboxduri", "watcheddate", "rating10"} & names.keys() or "critic" in names:
        return None
    rating = {"rating__5": "rating"} if "rating" in names else {"rating__10": "rating10"}
    mapping = _mapped(
        names, letterboxd="letterboxduri", tmdb="tmdbid", imdb="imdbid", title="title", year="year",
        directors="directors", watched_on="watcheddate", rewatch="rewatch", tags="tags", text="review", **rating,
    )  # fmt: skip
    return Layout("letterboxd import", mapping)


def _imdb(file: str, names: dict[str, str]) -> Layout | None:
    if "const" not in names or "title" not in names:
        return None
    # Old exports name the column after whoever exported: "You rated", "somebody rated".
    rated = [name for name in names if name.endswith("rated") and name != "daterated"]
    rating = "yourrating" if "yourrating" in names else " ".join(rated)
    mapping = _mapped(
        names, imdb="const", title="title", original_title="originaltitle", year="year", rating__10=rating,
        rated_on="daterated created", type="titletype", runtime="runtimemins", genres="genres",
        directors="directors", text="description",
    )  # fmt: skip
    is_watchlist = "watchlist" in file.casefold()
    return Layout(
        "imdb watchlist" if is_watchlist else "imdb ratings", mapping, RowKind.WATCHLIST if is_watchlist else None
    )


def _critics(file: str, names: dict[str, str]) -> Layout | None:
    if not ({"criticname", "originalscore"} <= names.keys() or {"criticname", "reviewscore"} <= names.keys()):
        return None
    mapping = _mapped(
        names, film="movieid rottentomatoeslink id", critic="criticname", url="reviewurl",
        outlet="publicationname publicationame publishername", rating="originalscore reviewscore",
        published="creationdate reviewdate", text="quote reviewtext reviewcontent", tags="reviewstate reviewtype",
        title="movietitle title", year="movieyear year",
    )  # fmt: skip
    return Layout(CRITICS, mapping, RowKind.REVIEW)


def _critics_films(file: str, names: dict[str, str]) -> Layout | None:
    shapes = ({"movieid", "movietitle"}, {"rottentomatoeslink", "movietitle"}, {"id", "title", "tomatometer"})
    if not any(shape <= names.keys() for shape in shapes):
        return None
    mapping = _mapped(
        names, film="movieid rottentomatoeslink id", title="movietitle title", genres="genres genre",
        year="movieyear year originalreleasedate releasedatetheaters", directors="directors director",
        cast="actors cast", runtime="runtime runtimeminutes", film_language="originallanguage",
    )  # fmt: skip
    return Layout(CRITICS_FILMS, mapping)
