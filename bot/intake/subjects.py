"""The words that tell what a text is about, and whether it judges."""

from __future__ import annotations

import re

_WORDS = {
    "film": r"films?|movies?|flicks?|biopics?|documentar(?:y|ies)|"
    r"cinema|filmmak\w*|screenplay|cinematograph\w*|pel[ií]culas?|pelis?|cintas?|cine|"
            r"largometraje|"
    r"filme[ns]?|kino\w*|spielfilm\w*|streifen|long[- ]métrage|cinéma|moviegoer\w*|blockbuster\w*|pellicol[ae]|"
    r"фильм\w*|кино\w*|картин[аыуео]\w?|режисс[её]р\w*",
    "book": r"books?|novels?|memoir|chapters?|prose|author['’]s|libros?|novelas?|capítulos?|roman[es]?|livres?|"
            r"lecture|lecteur|"
    r"b[uü]ch(?:er|s|es)?|kapitel|paperback|hardcover|audiobook|isbn|literature|literatura|littérature|literatur",
    "television": r"tv|television|series|seasons? (?:one|two|three|four|\d)|episodes?|showrunner|miniseries|sitcom|"
                  r"series finale|temporadas?|"
                  r"capítulos?|episodios?|"
    r"serie|série|séries|saison|épisodes?|staffeln?|folgen?|serien|fernsehserie|watchmojo",
    "game": r"games?|gameplay|gamers?|playstation|ps[45]|xbox|nintendo|switch|multiplayer|videojuegos?|juegos?|jeux?|"
            r"spiele?|videospiel\w*|"
    r"developer|co-op|rpg|dlc|consoles?|steam|jugabilidad|gráficos|graphismes|jouabilité|spielspaß|grafik",
    "music": r"albums?|songs?|tracks?|lp|ep|discos?|canciones|chansons?|lieder|alben|tracklist|band['’]s|riffs?|vocals",
    "goods": r"battery|processor|smartphone|laptop|keyboard|headphones|firmware|restaurants?|menus?|dish(?:es)?|"
             r"desserts?|"
    r"recipes?|ingredients?|hotels?|rooms?|batterie|akku|prozessor|batería|pantalla|restaurante|platos|cerveza|"
    r"receta|hôtel",
    "podcast": r"podcasts?|episode|listen|listeners|spotify|apple podcasts",
}  # fmt: skip
# Scripts that write no spaces between words know no word's edge.
_UNSPACED = {"film": "|映画|電影|电影|影片|影院|영화"}
COUNTED = {
    kind: re.compile(rf"(?<!\w)(?:{words})(?!\w){_UNSPACED.get(kind, '')}", re.IGNORECASE)
    for kind, words in _WORDS.items()
}
SAID = {
    "book": re.compile(r"^type: (?:books?|libros?|livres?|bücher|buch|novels?)$|\b(?:book|novel|"
                       r"graphic novel) reviews?\b|\b(?:buch(?:kritik|rezension|besprechung))|"
                       r"rese[ñn]a (?:de|del) libro|critique (?:de|du) livre|\bliteratur(?:e|a)?\b", re.IGNORECASE),
    "podcast": re.compile(r"^type: podcasts?$|\bpodcast\b(?:.{0,20}\b(?:episode|ep\.?|#?\d))|"
                          r"\b(?:episode|ep\.?) #?\d{1,4}\b", re.IGNORECASE),
    "television": re.compile(
        r"^type: (?:tv(?: ?shows?)?|shows?|series|serien?|séries?|television)$|\b(?:tv|series|season|show|"
        r"episode) (?:\d{1,2} )?(?:reviews?|recap)\b|\bseason \d{1,2}\b|"
        r"\bs\d{1,2}\s?e\d{1,2}\b|\b\d{1,2}\. staffel|\btemporada \d|\bsaison \d|\bstagione \d|\bseizoen \d|"
        r"\btv[- ](?:series|show)\b|\bserienkritik|\bminiseries\b|\bepisode \d{1,3}\b", re.IGNORECASE),
    "game": re.compile(r"^type: (?:video ?)?(?:games?|juegos?|jeux?|spiele?)$|\b(?:video ?)?game reviews?\b|"
                       r"\bspieletest|\b(?:ps[45]|xbox|switch|pc) review\b|"
                       r"\btest jeu\b|análisis de(?:l)? (?:video)?juego", re.IGNORECASE),
    "music": re.compile(r"^type: (?:music|música|musique|musik|albums?)$|\b(?:album|music|record|concert|"
                        r"live) reviews?\b|\balbumkritik", re.IGNORECASE),
}  # fmt: skip
LIST = re.compile(
    r"^\W{0,4}(?:the |my |our |los |las |les |mes |mis |die |meine )?(?:top |favou?rite |best |worst |\d{1,3} |"
    r"ten |five |mejores |meilleurs |besten |\d{1,3} mejores )(?:\d{1,3} )?.{0,60}\b(?:films|movies|"
    r"pel[ií]culas|filme|scenes|reasons|things|"
    r"performances|moments|ways|actors)\b|"
    r"\b(?:\d{1,3}|five|ten) (?:best |worst |great |must[- ]see |scary |sad |new )?(?:films|movies|pel[ií]culas|"
    r"filme)\b",
    re.IGNORECASE,
)  # fmt: skip
OPINION = re.compile(
    r"\bi (?:really |absolutely |just )?(?:loved|liked|enjoyed|hated|watched|saw|adored)\b|\b(?:performances?|acting|"
    r"plot|storyline|pacing|soundtrack|boring|brilliant|loved|enjoy(?:ed|able)?|"
    r"disappoint\w*|recommend\w*|masterpiece|bored|dull|lovely|touching|moving|gripping|tense|hilarious|flawed|"
    r"watchable|"
    r"entertaining|predictable|stunning|beautiful(?:ly)?|terrible|awful|great|worst|best|funny|charming|"
    r"well[- ](?:made|acted)|"
    r"actuaci[oó]n(?:es)?|gui[oó]n|trama|aburrid\w|brillante|recomend\w*|entretenid\w|me (?:gust[oó]|encant[oó]|"
    r"pareci[oó])|obra maestra|impecable|floj\w|"
    r"jeu d['’]acteur|interprétation|scénario|ennuyeux|magnifique|réussi\w*|décevant\w*|chef[- ]d['’](?:œuvre|"
    r"oeuvre)|j['’]ai (?:aimé|adoré)|ennuyant|"
    r"schauspieler\w*|handlung|spannend\w*|langweilig\w*|großartig\w*|gelungen\w*|empfehl\w*|enttäusch\w*|"
    r"meisterwerk|unterhalt\w*|überzeug\w*)\b",
    re.IGNORECASE,
)
_THE_BOOK = re.compile(
    r"\b(?:the|this) (?:book|novel)\b|\b(?:el|este) libro\b|\b(?:la|esta) novela\b|\b(?:le|ce) (?:livre|roman)\b|"
    r"\b(?:das|dieses) buch\b|\b(?:der|dieser) roman\b",
    re.IGNORECASE,
)
_THE_FILM = re.compile(
    r"\b(?:the|this) (?:film|movie)\b|\b(?:la|esta) (?:película|peli|cinta)\b|\b(?:el|este) film(?:e)?\b|"
    r"\b(?:le|ce) film\b|\b(?:der|dieser) (?:film|streifen)\b",
    re.IGNORECASE,
)
_MOSTLY = 3


def is_on_a_book(sample: str) -> bool:
    """Return whether a text says "the book" again and again and hardly ever "the film"."""
    books = len(_THE_BOOK.findall(sample))
    return books >= _MOSTLY and books > len(_THE_FILM.findall(sample))
