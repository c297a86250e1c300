"""Genres: which words name one, and how a list of them is printed."""

from __future__ import annotations

import re

from bot.intake.words import fold

_LONGEST = 600
_GENRE_WORDS = (
    "action, adventure, animation, animated, anime, biography, biopic, comedy, crime, documentary, drama, "
    "family, fantasy, film-noir, noir, history, historical, horror, music, musical, mystery, romance, romantic "
    "comedy, rom-com, romcom, sci-fi, science fiction, science-fiction, scifi, short, short film, sport, "
    "sports, superhero, suspense, thriller, war, western, slasher, stop-motion, stop motion, dark comedy, "
    "black comedy, psychological thriller, heist, martial arts, giallo, neo-noir, period drama, satire, spy, "
    "disaster, kids, dramedy, action comedy, acción, aventura, aventuras, animación, biográfico, comedia, "
    "crimen, documental, familiar, fantástico, fantasía, histórica, histórico, misterio, romántica, ciencia "
    "ficción, suspenso, terror, bélico, bélica, policíaca, cine negro, aventure, aventures, comédie, comédie "
    "dramatique, comédie romantique, drame, documentaire, épouvante, épouvante-horreur, fantastique, guerre, "
    "historique, policier, horreur, abenteuer, biografie, dokumentation, dokumentarfilm, komödie, krimi, "
    "kriegsfilm, krieg, liebesfilm, tragikomödie, trickfilm, zeichentrick, historienfilm, familienfilm, "
    "horrorfilm, actionfilm, musikfilm, psychothriller, policíaco, intriga, comédie musicale, drammatico, commedia, "
    "fantascienza, azione, animazione, documentario, avventura, ação, animação, comédia, ficção científica, "
    "suspense, komedie, "
    "misdaad"
)
_GENRES = frozenset(map(fold, _GENRE_WORDS.split(",")))


def genres(value: str, *, known_only: bool = False) -> tuple[str, ...]:
    """Return the genres in `Drama, Biography`; `known_only` keeps only words that are surely genres."""
    parts = re.split(
        r"\s*[,;|•·/&]\s*|(?<=\w{3})\.\s|\s+(?:and|y|et|und)\s+|\s{2,}|\s#|^#", value[:_LONGEST].strip(" .")
    )
    kept = [p.strip(" .#\"'") for p in parts]
    kept = [p for p in kept if p and len(p) <= 30 and len(p.split()) <= 3 and not re.search(r"\d", p)]
    return tuple(dict.fromkeys(p for p in kept if not known_only or fold(p) in _GENRES))


def is_genre(word: str) -> bool:
    """Return whether a word or two name a genre for sure."""
    return fold(word) in _GENRES
