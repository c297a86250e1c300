"""How good picks are beside what they are made of, and what they cost: MovieLens, simulated clubs, large clubs."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from benchmarks import picking_club, picking_speed
from benchmarks import picking_data as data
from benchmarks.measure import Figure
from benchmarks.picking_data import Array, Club, Columns
from bot.domain.pick_crowd import Crowd, crowd_of
from bot.domain.picks import Model, PickFilm, fit

SEEDS = (21, 22, 23)  # others than those that the blend's weights were chosen with
CLUBS = ((5, 8, 40), (20, 20, 12), (100, 50, 4))  # members, ratings of each, simulated clubs
Score = Callable[[Model, Crowd], Array]


def run() -> Iterator[str | Figure]:
    """Yield nDCG@10 as multiples of baselines, then times, the wait of a loop beside them, and memory."""
    if not (data.FOLDER / "ratings.csv").is_file():
        yield f"quality is not measured: there is no MovieLens in {data.FOLDER.name}/ beside the repository"
    else:
        ratings, films = data.load()
        yield f"{len(ratings[0]):,} ratings by {len(np.unique(ratings[0])):,} people of {len(films):,} films"
        yield from _whole(ratings, films)
        yield from _clubs(ratings, films)
    yield from picking_speed.run()
    yield from picking_club.run()


def _whole(ratings: Columns, films: list[PickFilm]) -> Iterator[str | Figure]:
    """Yield the picks for everybody beside popularity, EASE as published, and LensKit's."""
    found: list[dict[str, float]] = [_split(ratings, films, seed) for seed in SEEDS]
    yield "nDCG@10 on a fifth of everybody's ratings, hidden with a seed; each sample is another seed"
    for name in found[0]:
        yield Figure(name, [one[name] for one in found], "nDCG@10")
    targets = {"popularity": 2.0, "LensKit's EASEScorer, λ 400": 0.99, "EASE as published, λ 400": 0.99}
    for name, target in targets.items():
        if name in found[0]:
            samples = [one["picks"] / one[name] for one in found]
            yield Figure(f"picks beside {name}", samples, "×", at_least=target)
    if importlib.util.find_spec("lenskit") is None:
        yield "LensKit is not installed here, so nothing is measured beside it (`pip install lenskit` brings it)"


def _split(ratings: Columns, films: list[PickFilm], seed: int) -> dict[str, float]:
    learned, hidden = data.split(ratings, seed)
    wanted, seen = data.grouped(hidden), data.grouped(learned)
    model = fit(learned, films)
    same = fit((learned[0], learned[1], np.ones(len(learned[2]))), films)  # as published: 1 where somebody rated
    lists = {
        "picks": data.picked(model, wanted, seen),
        "EASE as published, λ 400": _ranked(same, wanted, seen, _by_ease),
        "popularity": _ranked(model, wanted, seen, lambda model, _: model.axis.popularity),
    }
    if importlib.util.find_spec("lenskit") is not None:
        from benchmarks.picking_lenskit import lists as by_lenskit

        lists["LensKit's EASEScorer, λ 400"] = by_lenskit(learned, wanted, 400)
        lists["LensKit's EASEScorer, λ 1 (its default)"] = by_lenskit(learned, wanted, 1)
    return {name: data.mean_gain(one, wanted) for name, one in lists.items()}


def _clubs(ratings: Columns, films: list[PickFilm]) -> Iterator[str | Figure]:
    """Yield, for small clubs, the picks beside the better of their two parts, each part alone."""
    yield "clubs of MovieLens people: a fifth of what members rated is hidden, they tell so many of the rest; everybody"
    yield "else's ratings are the critics (mean, count) and, where it says so, imported; each sample is another club"
    for imported in (True, False):
        for members, told, clubs in CLUBS:
            made = (data.club(ratings, members, told, 1_000 + seed) for seed in range(clubs))
            found = [_club(one, films, imported) for one in made]
            name = f"{members} members, {members * told:,} ratings" + (", imported ones beside" if imported else "")
            means = {part: float(np.mean([one[part] for one in found])) for part in found[0]}
            yield f"{name}: " + ", ".join(f"{part} {mean:.3f}" for part, mean in means.items())
            better = max(mean for part, mean in means.items() if part != "picks")
            yield Figure("  picks beside the better part", [means["picks"] / better], "×", 1.05 if imported else None)


def _club(club: Club, films: list[PickFilm], imported: bool) -> dict[str, float]:
    model = fit(data.both(club.told, club.imported) if imported else club.told, films, club.prior)
    lists = {
        "picks": data.picked(model, club.hidden, club.known),
        "EASE": _ranked(model, club.hidden, club.known, _by_ease),
        "ridge": _ranked(model, club.hidden, club.known, _by_taste),
        "popularity": _ranked(model, club.hidden, club.known, lambda model, _: model.axis.popularity),
    }
    return {name: data.mean_gain(one, club.hidden) for name, one in lists.items()}


def _by_ease(model: Model, crowd: Crowd) -> Array:
    scores = np.full(len(model.axis), -np.inf)
    scores[: model.ease.films] = model.ease.scores(*crowd.row(model.ease.films))
    return scores


def _by_taste(model: Model, crowd: Crowd) -> Array:
    weights = model.taste.weights(crowd.columns, crowd.values, crowd.starts)
    return (1 + weights @ model.taste.features) * (model.axis.popularity + 1)


def _ranked(
    model: Model, users: Mapping[int, set[int]], seen: Mapping[int, set[int]], score: Score
) -> dict[int, list[int]]:
    """Return the best ten by one score alone."""
    found = {}
    for user in users:
        scores = score(model, crowd_of(model.table, model.axis, user)).copy()
        scores[[model.places[film] for film in seen.get(user, ()) if film in model.places]] = -np.inf
        found[user] = model.ids[np.argsort(-scores, kind="stable")[: data.TOP]].tolist()
    return found
