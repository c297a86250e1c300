"""A million film titles with a seed, and what people type when they mean one of them."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

MOVIELENS = Path(__file__).resolve().parents[2] / "shared" / "movielens"
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
NUMBER_WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ARTICLES = ("The ", "A ", "An ", "Le ", "La ", "Les ", "Il ", "El ", "Der ", "Das ")
_LINKS = "the and for with from that this you your what who his her are not all les les las los der das von des"
_LINKED = ["of", "of the", "and", "and the", "in the", "in", "to", "with", "from", "on the", "for a", "de", "la", "vs."]
_LABEL = re.compile(r"^(?P<title>.+?)(?P<others>(?:\s*\([^)]*\))*?)\s*\((?P<year>\d{4})\)\s*$")
_MOVED = re.compile(r"^(.*), (The|A|An|Le|La|Les|L'|Il|El|Los|Las|Der|Die|Das|Un|Une)$")
_ACCENTS = str.maketrans("aeiouncsz", "áéíóúñçšž")
# Stand-in when MovieLens is not beside the repository: enough letters to learn word shapes from.
SEED_WORDS = """love night house man dead last blood world girl story black life king day dark time city fire lost
secret return house death moon summer winter river street garden mother father brother sister dream heart war
american golden silver broken hidden silent wild lonely stranger letter island mountain ocean desert shadow"""

Row = tuple[int, int | None, str, int | None, float, list[str], list[str]]


@dataclass(slots=True)
class Corpus:
    """The rows of an index, and which of them are real or famous enough to be asked for."""

    rows: list[Row] = field(default_factory=list)
    famous: list[Row] = field(default_factory=list)

    def put(self, title: str, year: int, popularity: float, others: list[str], directors: list[str]) -> Row:
        """Append a film under the next id and return it."""
        row: Row = (len(self.rows) + 1, None, title, year, popularity, others, directors)
        self.rows.append(row)
        return row


def corpus(size: int = 1_000_000, seed: int = 7) -> Corpus:
    """Return `size` films: the real ones, sequels and near-copies of famous ones, and invented ones."""
    rng = random.Random(seed)
    made = Corpus()
    real = list(_movielens())
    for title, year, others, votes in real:
        made.famous.append(made.put(title, year, votes, others, []))
    words = _Words(rng, [title for title, *_ in real])
    if not real:
        made.famous.extend(made.put(words.title(), rng.randint(1930, 2024), 9000.0, [], []) for _ in range(5000))
    for row in sorted(made.famous, key=lambda row: -row[4])[:6000]:
        _neighbours(made, row, rng)
    while len(made.rows) < size:
        others = [words.title()] if rng.random() < 0.1 else []
        director = [f"{words.word().title()} {words.word().title()}"]
        made.put(words.title(), rng.randint(1900, 2026), rng.paretovariate(0.8), others, director)
    rng.shuffle(made.rows)
    return made


def _movielens() -> Iterator[tuple[str, int, list[str], float]]:
    if not MOVIELENS.is_dir():
        return
    with (MOVIELENS / "ratings.csv").open(encoding="utf-8") as file:
        votes = Counter(row[1] for row in csv.reader(file))
    with (MOVIELENS / "movies.csv").open(encoding="utf-8") as file:
        for film_id, label, _ in csv.reader(file):
            if match := _LABEL.match(label):
                others = re.findall(r"\(([^)]*)\)", match["others"])
                yield (
                    _MOVED.sub(r"\2 \1", match["title"]).replace("L' ", "L'"),
                    int(match["year"]),
                    [_MOVED.sub(r"\2 \1", other.removeprefix("a.k.a. ")) for other in others],
                    300.0 * (1 + votes[film_id]),
                )


def _neighbours(made: Corpus, row: Row, rng: random.Random) -> None:
    """Plant what a search confuses with a famous film: sequels, remakes, spin-offs and one-letter copies."""
    _, _, title, year, popularity, *_ = row
    year = year or 1990
    for number in range(2, 2 + (rng.random() < 0.4) * rng.randint(1, 3)):
        form = rng.choice([f"{title} {number}", f"{title} {ROMAN[number]}", f"{title}: Part {ROMAN[number]}"])
        made.put(form, year + 2 * number, popularity * 0.5**number, [], [])
    for pattern in rng.sample(["The Making of {}", "{} Returns", "{}: The Untold Story", "Beyond {}", "{}s"], 2):
        made.put(pattern.format(title), year + rng.randint(1, 30), rng.uniform(1, 50), [], [])
    if rng.random() < 0.3:
        made.put(title, year + rng.randint(10, 40), rng.uniform(1, popularity * 0.2), [], [])
    made.put(edit(title, rng), year + 1, rng.uniform(1, 20), [], [])


class _Words:
    """Invent words and titles with the shapes and frequencies of real ones."""

    def __init__(self, rng: random.Random, titles: list[str]) -> None:
        self._rng = rng
        counts = Counter(re.findall(r"[a-z]{3,}", " ".join(titles).lower())) or Counter(SEED_WORDS.split())
        for word in _LINKS.split():
            counts.pop(word, None)
        self._chain: defaultdict[str, list[str]] = defaultdict(list)
        for word in counts:
            padded = f"^^{word}$"
            for at in range(2, len(padded)):
                self._chain[padded[at - 2 : at]].append(padded[at])
        known = [word for word, _ in counts.most_common()]
        invented = sorted({self._invent() for _ in range(500_000)} - set(known))
        rng.shuffle(invented)
        weights = [float(counts[word]) for word in known] + [30 / (30 + rank) for rank in range(len(invented))]
        self._known: list[str] = known + invented
        self._weights: list[float] = list(accumulate(weights))

    def word(self) -> str:
        """Return a word, common ones more often."""
        return self._known[min(len(self._known) - 1, bisect(self._weights, self._rng.random() * self._weights[-1]))]

    def title(self) -> str:
        """Return a title of one to seven words."""
        rng = self._rng
        count = rng.choices(range(1, 8), [10, 26, 26, 18, 11, 6, 3])[0]
        words = [self.word() for _ in range(count)]
        if count > 1 and rng.random() < 0.4:
            words.insert(rng.randrange(1, count), rng.choice(_LINKED))
        title = " ".join(words).title()
        if rng.random() < 0.25:
            title = rng.choice(ARTICLES) + title
        if rng.random() < 0.05:
            title += f" {rng.choice([str(rng.randint(2, 9)), ROMAN[rng.randint(2, 9)]])}"
        if rng.random() < 0.08:
            title = "".join(letter.translate(_ACCENTS) if rng.random() < 0.2 else letter for letter in title)
        return title

    def _invent(self) -> str:
        word = "^^"
        while len(word) < 14 and (letter := self._rng.choice(self._chain[word[-2:]])) != "$":
            word += letter
        return word[2:] if len(word) > 4 else word[2:] + "an"


def edit(text: str, rng: random.Random) -> str:
    """Return `text` with one letter replaced, put in, left out, or swapped with the next."""
    at = rng.randrange(len(text))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    after = text[at + 1 :]
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + letter + after
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2 or not after:
        return text[:at] + after
    return text[:at] + after[0] + text[at] + after[1:]


def plain(text: str) -> str:
    """Return `text` in lower case without accents, as most people type."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def _prefix(title: str) -> str:
    return title[: -(-len(title) * 3 // 4)].rstrip()


def _swapped(title: str, rng: random.Random) -> str:
    words = title.split()
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


_NUMERAL = re.compile(r"(?<= )([2-9]|10|II|III|IV|VI{0,3}|IX|X)$")


def _renumbered(title: str, rng: random.Random) -> str:
    found = _NUMERAL.search(title)
    assert found is not None
    number = int(found[1]) if found[1].isdecimal() else ROMAN.index(found[1])
    forms = {str(number), ROMAN[number], NUMBER_WORDS[number]} - {found[1]}
    return title[: found.start()] + rng.choice(sorted(forms))


Fits = Callable[[Row], bool]
Types = Callable[[Row, random.Random], str]

CLASSES: dict[str, tuple[Fits, Types]] = {
    "exact": (lambda row: True, lambda row, rng: row[2].lower()),
    "no accent": (lambda row: plain(row[2]) != row[2].lower(), lambda row, rng: plain(row[2])),
    "no article": (
        lambda row: row[2].startswith(ARTICLES) and len(row[2].split(" ", 1)[1]) > 3,
        lambda row, rng: row[2].split(" ", 1)[1].lower(),
    ),
    "year": (lambda row: True, lambda row, rng: f"{row[2].lower()} {row[3]}"),
    "sequel numeral": (
        lambda row: _NUMERAL.search(row[2]) is not None,
        lambda row, rng: _renumbered(row[2], rng).lower(),
    ),
    "swapped words": (lambda row: len(row[2].split()) > 1, lambda row, rng: _swapped(row[2].lower(), rng)),
    "75 % prefix": (lambda row: len(row[2]) > 7, lambda row, rng: _prefix(row[2].lower())),
    "one edit": (lambda row: len(row[2]) > 4, lambda row, rng: edit(plain(row[2]), rng)),
    "edit inside a prefix": (lambda row: len(row[2]) > 7, lambda row, rng: edit(_prefix(plain(row[2])), rng)),
    "two edits": (lambda row: len(row[2]) > 7, lambda row, rng: edit(edit(plain(row[2]), rng), rng)),
}


def queries(made: Corpus, count: int = 2_000, seed: int = 11) -> list[tuple[str, str, Row]]:
    """Return (class, what is typed, film meant), half of the films famous and half drawn from all."""
    rng = random.Random(seed)
    weights = list(accumulate(row[4] ** 0.5 for row in made.famous))
    asked = []
    for name, (fits, types) in CLASSES.items():
        wanted = count // len(CLASSES)
        while wanted:
            famous = wanted % 2 == 0
            row = rng.choices(made.famous, cum_weights=weights)[0] if famous else rng.choice(made.rows)
            if fits(row):
                asked.append((name, types(row, rng), row))
                wanted -= 1
    return asked


def typed(made: Corpus, count: int = 500, seed: int = 13) -> list[str]:
    """Return the titles that are typed letter by letter, famous and any in turn."""
    rng = random.Random(seed)
    return [rng.choice(made.famous if n % 2 else made.rows)[2] for n in range(count)]
