"""LensKit's EASE as an oracle; only imported where LensKit is installed (it brings a deep-learning library with it)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas  # comes with lenskit
from lenskit.basic import UnratedTrainingItemsCandidateSelector, UserTrainingHistoryLookup
from lenskit.data import RecQuery, from_interactions_df
from lenskit.knn.ease import EASEScorer

from benchmarks.picking_data import TOP, Columns


def lists(learned: Columns, users: Iterable[int], weight: float) -> dict[int, list[int]]:
    """Return LensKit's best ten unrated films of each user, its EASE regularised with `weight`."""
    frame = pandas.DataFrame({"user_id": learned[0], "item_id": learned[1], "rating": learned[2]})
    known = from_interactions_df(frame)
    scorer, candidates, history = (
        EASEScorer(regularization=weight),
        UnratedTrainingItemsCandidateSelector(),
        UserTrainingHistoryLookup(),
    )
    for part in (scorer, candidates, history):
        part.train(known)
    found = {}
    for user in users:
        query = history(RecQuery(user_id=user))
        found[user] = [int(film) for film in scorer(query, candidates(query)).top_n(TOP).ids()]
    return found
