"""The fields that a table's columns can be read as, and the names that people give such columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.domain.errors import UserError
from bot.domain.folding import fold

FIELDS = (
    "title", "original_title", "year", "directors", "cast", "genres", "runtime", "certificate", "critic", "outlet",
    "url", "published", "rating", "text", "rated_on", "watched_on", "rewatch", "tags", "imdb", "tmdb", "letterboxd",
    "language", "type", "film", "film_language",
)  # fmt: skip
_SCALED = re.compile(r"rating/(?P<top>\d{1,4})")
_LARGEST_SCALE = 1000

_NAMES = {
    "title": "title|name|film|movie|film title|movie title|film name|movie name|primary title|titulo|pelicula"
    "|titulo de la pelicula|nombre|titre|titre du film|titel|filmtitel|filmname|titolo",
    "original_title": "original title|titulo original|titre original|originaltitel|titolo originale",
    "year": "year|release year|movie year|film year|year of release|ano|ano de estreno|annee|annee de sortie|jahr"
    "|erscheinungsjahr|anno",
    "directors": "director|directors|directed by|direccion|directores|dirigida por|realisateur|realisatrice"
    "|realisateurs|realisation|regie|regisseur|regisseurin|regisseure|regia",
    "cast": "cast|actors|actor|stars of the film|starring|reparto|actores|acteurs|distribution|besetzung|darsteller"
    "|schauspieler",
    "genres": "genre|genres|genero|generos",
    "runtime": "runtime|runtime mins|runtime minutes|running time|duration|length|duracion|duree|laufzeit"
    "|dauer|minutes",
    "certificate": "certificate|certification|mpaa|mpaa rating|age rating|clasificacion|fsk",
    "critic": "critic|critic name|reviewer|reviewed by|reviewer name|author|critico|autor|autora|auteur|redacteur"
    "|kritiker|kritikerin|rezensent|verfasser",
    "outlet": "outlet|publication|publication name|publicatio name|publisher|publisher name|source|site|website|medio"
    "|fuente|revista|periodico|journal|magazine|media|medium|quelle|zeitung|zeitschrift",
    "url": "url|link|review url|review link|permalink|enlace|lien|web|webseite",
    "published": "published|date published|publication date|published on|review date|creation date|pub date"
    "|fecha de publicacion|publicado|date de publication|publie le|veroffentlicht|veroffentlicht am",
    "rating": "rating|my rating|your rating|score|my score|grade|stars|review score|original score|points"
    "|nota|mi nota|puntuacion|mi puntuacion|calificacion|valoracion|estrellas|puntos|note|ma note|etoiles|evaluation"
    "|bewertung|meine bewertung|wertung|meine wertung|punkte|sterne|voto",
    "text": "review|review text|text|quote|body|content|review content|comment|comments|notes|my review|opinion"
    "|thoughts|resena|critica|comentario|comentarios|notas|mi opinion|critique|ma critique|avis|mon avis|commentaire"
    "|commentaires|kritik|rezension|kommentar|kommentare|meinung|notiz|notizen|blurb",
    "rated_on": "date|date rated|rated on|rated at|created|created at|date added|added|logged|fecha|fecha de votacion"
    "|datum|bewertet am|date de notation|data",
    "watched_on": "watched date|watched|date watched|watched on|watched at|watcheddate|seen|seen on|date seen|vista"
    "|visto|visto el|fecha vista|vu|vu le|date de visionnage|gesehen|gesehen am",
    "rewatch": "rewatch|rewatched|revista otra vez|revisionado|revu|erneut gesehen",
    "tags": "tags|tag|labels|etiquetas|etiquettes|schlagworte",
    "imdb": "imdb|imdb id|imdbid|imdb url|imdb link|const|tconst",
    "tmdb": "tmdb|tmdb id|tmdbid|themoviedb id",
    "letterboxd": "letterboxd|letterboxd uri|letterboxd url|letterboxduri",
    "language": "language|lang|idioma|langue|sprache",
    "type": "title type|media type",
    "film_language": "original language|film language|movie language|languages|spoken language|spoken languages"
    "|idioma original|lengua original|langue originale|originalsprache",
}  # fmt: skip
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split("|")}
# Columns that say what others think of a film are nobody's rating here.
_OTHERS = re.compile(
    r"\b(?:imdb|tmdb|average|avg|mean|audience|public|votes?|users?|metascore|metacritic|tomato\w*|popularity)\b"
)
_NUMBERING = re.compile(r"^(?:#|no|nr|n|num|id|index|position|pos|row|rank|unnamed 0|movie ?id|review ?id|user ?id)$")
_SCALE = re.compile(
    r"(?:/|\bout of|\bvon|\bsur|\bsobre|\bde|\b[01]\s?[-–]|^rating|^score)\s?(?P<top>5|10|20|100|4|6)\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_NAME = 80


def field_of(column: str) -> str | None:
    """Return the field that a column's name stands for: `rating/10` for `Score (of 10)`; None where none is."""
    column = _CAMEL.sub(" ", column[:_LONGEST_NAME])
    plain = fold(_BRACKETS.sub(" ", column))
    field = _FIELD.get(plain) or _FIELD.get(plain.replace(" ", ""))
    scale = _SCALE.search(column)
    if field is None and scale:
        field = _FIELD.get(fold(_BRACKETS.sub(" ", column[: scale.start()])) or "rating")
    if field != "rating":
        return field
    top = scale["top"] if scale else "100" if "%" in column else None
    return f"rating/{top}" if top else "rating"


def is_others_rating(column: str) -> bool:
    """Tell whether a column holds what the public thinks, by its name: `IMDb Rating`, `Num Votes`."""
    return _OTHERS.search(fold(_CAMEL.sub(" ", column[:_LONGEST_NAME]))) is not None


def is_numbering(column: str) -> bool:
    """Tell whether a column only counts or identifies its rows, by its name."""
    return _NUMBERING.match(fold(_CAMEL.sub(" ", column[:_LONGEST_NAME]))) is not None


def scale_of(field: str) -> float | None:
    """Return the top of the scale in `rating/10`; None for `rating` alone and for other fields."""
    found = _SCALED.fullmatch(field)
    return float(found["top"]) if found else None


def fields_by_name(columns: Iterable[str]) -> dict[str, str]:
    """Return the field of each column whose name says it; where two say the same, the first has it."""
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for column in columns:
        field = field_of(column)
        if is_others_rating(column) and field not in ("imdb", "tmdb"):
            continue
        stem = field.partition("/")[0] if field else None
        if field and stem and stem not in taken:
            mapping[column] = field
            taken.add(stem)
    return mapping


def check_mapping(mapping: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    """Return a person's mapping without what it leaves out; raise UserError for a column or field that is not there."""
    known = set(columns)
    kept = {column: field for column, field in mapping.items() if field}
    for column, field in kept.items():
        if column not in known:
            raise UserError(f"The table has no column “{column}”.")
        top = scale_of(field)
        if field not in FIELDS and (top is None or not 1 <= top <= _LARGEST_SCALE):
            raise UserError(f"“{field}” is no field; there are {', '.join(FIELDS)}, and rating/10 for a scale.")
    return kept
