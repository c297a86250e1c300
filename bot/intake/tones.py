"""How a text sounds: whether somebody judges in it, speaks for himself, and speaks of what a screen shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.subjects import OPINION

_MILD = re.compile(
    r"\b(?:good|bad|fun|perfect(?:ly)?|clever(?:ly)?|smart|solid|weak|excellent|fantastic|superb|awesome|weird|scary|creepy|"
    r"intense|amazing|wonderful(?:ly)?|impressive|powerful|compelling|memorable|clich[eé]\w*|fails?|worth|overrated|"
    r"underrated|waste|interesting|unfortunately|sadly|satisfying|heartbreaking|inspiring|must[- ]see|favou?rite|"
    r"buen[oa]?s?|mal[oa]s?|mejor(?:es)?|peor(?:es)?|bonit\w|trist\w|divertid\w|genial|excelente|perfect[oa]|convincente|"
    r"correct[oa]|grandes?|vale la pena|merece|previsible|original(?:idad)?|magnífic\w|soberbi\w|a mi parecer|"
    r"emocionant\w|decepci\w+|lástima|"
    r"bon(?:ne)?s?|mauvais\w*|nul(?:le)?|pire|meilleure?s?|intérêt|belles?|beau|géniale?|excellente?s?|superbe|formidable|"
    r"ratée?|drôle|touchante?|lent|longueurs|hélas|malheureusement|bouleversant\w*|percutant\w*|juste|remarquable\w*|"
    r"gut\w*|schlecht\w*|beste[nrs]?|schwach\w*|stark\w*|herrlich\w*|wunderbar\w*|perfekt\w*|leider|toll\w*|schön\w*|"
    r"vergnügen|genial\w*|hervorragend\w*|herausragend\w*|intensiv\w*|berührend\w*|gelingt|lohnt|sehenswert\w*|"
    r"brillant\w*|witzig\w*|lustig\w*|humor|charmant\w*)(?!\w)",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\b(?:i|i['’](?:m|d|ve|ll)|me|my|myself|me (?:ha|gust|parec|qued)\w*|creo|pienso|confieso|je|j['’]\w+|moi|mes|"
    r"ich|mir|mich|meine[rnms]?)\b",
    re.IGNORECASE,
)
_SCREEN = re.compile(
    r"(?<!\w)(?:directors?|directed|actors?|actress(?:es)?|cast|scenes?|sequels?|prequels?|remakes?|hollywood|"
    r"audiences?|theat(?:er|re)s?|villains?|cgi|filmed|camera|actor(?:es)?|actriz|secuelas?|escenas?|pantalla|"
    r"protagonistas?|guionistas?|metraje|réalisat\w+|acteurs?|actrices?|scènes?|salles?|écran|spectateurs?|cinéaste|"
    r"regisseur\w*|szenen?|leinwand|zuschauer\w*|darsteller\w*|hauptrolle\w*|kamera|regie)(?!\w)",
    re.IGNORECASE,
)
# "Ada (Mira Osei)": a part and who plays it.
_PLAYED_BY = re.compile(r"[^\W\d_] \((?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,30}\s){1,3}[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,30}[,)]")
_VOICE_POINTS = 2


@dataclass(frozen=True, slots=True)
class Tone:
    """Hold how much a text judges (points) and how often it speaks of screens, actors and the parts they play."""

    judgement: int
    screen: int
    words: int


def tone_of(text: str) -> Tone:
    """Return the tone of a text: two points a word of judgement, one a mild one, two for a voice of its own."""
    strong, mild = len(OPINION.findall(text)), len(_MILD.findall(text))
    voice = _VOICE_POINTS if len(_OWN_VOICE.findall(text)) > 1 else 0
    screen = len(_SCREEN.findall(text)) + 2 * len(_PLAYED_BY.findall(text))
    return Tone(2 * strong + mild + voice, screen, len(text.split()))
