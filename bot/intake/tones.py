"""How a text sounds: whether somebody judges in it, speaks for himself, and speaks of what a screen shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.letters import CAPITAL
from bot.intake.subjects import OPINION

_MILD = re.compile(
    r"\b(?:good|bad|fun|perfect(?:ly)?|clever(?:ly)?|smart|solid|weak|excellent|fantastic|superb|awesome|weird|"
    r"scary|creepy|"
    r"intense|amazing|wonderful(?:ly)?|impressive|powerful|compelling|memorable|clich[eé]\w*|fails?|worth|overrated|"
    r"underrated|waste|interesting|unfortunately|sadly|satisfying|heartbreaking|inspiring|must[- ]see|favou?rite|"
    r"buen[oa]?s?|mal[oa]s?|mejor(?:es)?|peor(?:es)?|bonit\w|trist\w|divertid\w|genial|excelente|perfect[oa]|"
    r"convincente|"
    r"correct[oa]|grandes?|vale la pena|merece|previsible|original(?:idad)?|magnífic\w|soberbi\w|a mi parecer|"
    r"emocionant\w|decepci\w+|lástima|"
    r"bon(?:ne)?s?|mauvais\w*|nul(?:le)?|pire|meilleure?s?|intérêt|belles?|beau|géniale?|excellente?s?|superbe|"
    r"formidable|"
    r"ratée?|drôle|touchante?|lent|longueurs|hélas|malheureusement|bouleversant\w*|percutant\w*|juste|remarquable\w*|"
    r"gut\w*|schlecht\w*|beste[nrs]?|schwach\w*|stark\w*|herrlich\w*|wunderbar\w*|perfekt\w*|leider|toll\w*|schön\w*|"
    r"vergnügen|genial\w*|hervorragend\w*|herausragend\w*|intensiv\w*|berührend\w*|gelingt|lohnt|sehenswert\w*|"
    r"brillant\w*|witzig\w*|lustig\w*|humor|charmant\w*|positiv\w*|negativ\w*|erwartung\w*|"
    r"bell[aoei]|bellissim\w|brutt\w|noios\w|magistral[ei]|capolavoro|straordinari\w|memorabil[ei]|intens\w|"
    r"potent[ei]|consigli\w+|bo[am]|ótim[oa]|péssim[oa]|excelentes?|recomendo|incrível|chat[oa]|"
    r"dign[oa]s?|maravillos\w+|fant[áa]stic\w+|impresionantes?|extraordinari\w+|brutal(?:es)?|absorbente|cautivador\w*|"
    r"fascinantes?|fascinant\w*|inteligentes?|estúpid\w+|manid\w+|sorprendentes?|acertad\w+|notables?|mediocres?|"
    r"pésim\w+|horribles?|lamentables?|ridícul\w+|conmovedor\w*|hermos\w+|espectacular(?:es)?|magistral(?:es)?|"
    r"sublimes?|bijou|brillamment|merveill\w+|splendid[ei]s?|chouettes?|médiocres?|prévisibles?|captivant\w*|"
    r"haletant\w*|jubilatoires?|poignant\w*|émouvant\w*|exceptionnel\w*|impressionnant\w*|navets?|jouissi\w+|"
    r"convaincant\w*|inoubliables?|maîtris\w+|navrant\w*|drôles|"
    r"blass\w*|überflüssig\w*|(?:un)?glaubwürdig\w*|nichtssagend\w*|makellos\w*|packend\w*|fesselnd\w*|bewegend\w*|"
    r"mitreißend\w*|kurzweilig\w*|langatmig\w*|klischee\w*|bravourös\w*|meisterhaft\w*|solide\w*|grandios\w*|"
    r"fantastisch\w*|klamauk\w*|atemberaubend\w*|beeindruck\w*|faszinier\w*|aufgesetzt\w*|nervig\w*|dramatisch\w*|"
    r"emozionant\w|deludent\w|interessant[eio]|debol[ei]|perfett\w|brav[oaie]|splendid[oa]|"
    r"intrigantes?|soberb\w|impecável|maravilhos\w|cansativ\w|"
    r"mooi\w*|slecht\w*|prachtig\w*|saaie?|leuke?|aanrader|prima|aardige?|heerlijke?|ontroerende?|meeslepende?|"
    r"отлич\w+|хорош\w+|плох\w+|прекрасн\w+|интересн\w+|скучн\w+|понрав\w+|рекоменд\w+|качествен\w+|достойн\w+|"
    r"шедевр\w*|слаб\w+|крепк\w+|удачн\w+|приятн\w+)(?!\w)",
    re.IGNORECASE,
)
_MILD_ENGLISH = re.compile(
    r"\b(?:"
    r"well|remarkabl[ey]|lik(?:e)?able|likability|charm|charisma\w*|fresh|refreshing|cool|tedious|"
    r"flat|tame|stagey|poor(?:ly)?|pretentious|sincere|succeeds?|success(?:ful(?:ly)?)?|delight\w*|triumph\w*|stellar|"
    r"messy?|uneven|overlong|subtle|elegant|forced|awkward\w*|effective(?:ly)?|ambitious|dazzling|stylish|silly|ridiculous|"
    r"absurd|goofy|witty|poignant|engaging|irritating|annoying|decent|nice(?:ly)?|terrific|magnificent|glorious|"
    r"gorgeous|spectacular|riveting|haunting|captivating|mesmeri[sz]ing|thrilling|exciting|thoughtful|profound|"
    r"shallow|hollow|bland|generic|formulaic|contrived|convoluted|clumsy|lazy|laughable|unfunny|unwatchable|tiresome|"
    r"repetitive|drags|bloated|problems?|flaws?|shortcomings?|strengths?|standouts?|shines?|superior|uninspired|"
    r"unimaginative|rewarding|rewards|expertly|truly|surprisingly|aged|impress(?:es|ed)|nails|lacks?|struggles?"
    r")\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\b(?:i|i['’](?:m|d|ve|ll)|me|my|myself|me (?:ha|gust|parec|qued)\w*|creo|pienso|confieso|je|j['’]\w+|moi|mes|"
    r"ich|mir|mich|meine[rnms]?|я|мне|меня)\b",
    re.IGNORECASE,
)
_SCREEN = re.compile(
    r"(?<!\w)(?:directors?|directed|actors?|actress(?:es)?|cast|scenes?|sequels?|prequels?|remakes?|hollywood|"
    r"audiences?|theat(?:er|re)s?|villains?|cgi|filmed|camera|actor(?:es)?|actriz|secuelas?|escenas?|pantalla|"
    r"protagonistas?|guionistas?|metraje|réalisat\w+|acteurs?|actrices?|scènes?|salles?|écran|spectateurs?|cinéaste|"
    r"regisseur\w*|szenen?|leinwand|zuschauer\w*|darsteller\w*|(?:haupt)?rollen?|kamera|regie|drehbuch|verfilmung|"
    r"characters?|roles?|personajes?|papel(?:es)?|personnages?|rôles?|figuren|comédien\w*|regia|regist[ai]|"
    r"registi|attor[ei]|"
    r"personaggi\w?|regiss\w+|acteurs?|atores?|atriz|elenco|personagens?|roteiro)(?!\w)",
    re.IGNORECASE,
)
# "Ada (Mira Osei)": a part and who plays it.
_PLAYED_BY = re.compile(rf"[^\W\d_] \((?:{CAPITAL}[\w.'’-]{{0,30}}\s){{1,3}}{CAPITAL}[\w.'’-]{{0,30}}[,)]")
# Words of scripts that write no spaces.
_MILD_UNSPACED = re.compile(
    r"面白|良かっ|よかった|素晴らし|傑作|つまらな|感動|退屈|おすすめ|"
    r"好看|精彩|推荐|推薦|无聊|無聊|烂片|失望|喜欢|재미|추천|지루"
)
# What is said of films that nobody has seen yet.
_NEWS = re.compile(
    r"\b(?:upcoming|announce[ds]?|will be released|hits? (?:theat(?:er|re)s|cinemas)|(?:set|slated|scheduled|expected) "
    r"to|first look|teasers?|trailers?|on sale|press release|in talks|(?:se )?estrenará\w*|anunci[óo]|tráiler|sortira|"
    r"a annoncé|bande-annonce|pressekontakt|startet|kündigt\w*|angekündigt|altersfreigabe|freigegeben|kinostart|"
    r"angelaufen|anl(?:äuft|aufen)|"
    r"выйдет|премьера|трейлер)\b",
    re.IGNORECASE,
)
# "Ein toller Film", "une grande cinéaste": what is said right before the word for film is said of the film.
_FILM_WORD = r"(?:films?|movies?|pel[ií]culas?|cinta|filme|streifen|pellicola|cinéma)"
_OF_THE_FILM = re.compile(
    rf"(?:\b(?P<before>[^\W\d_]{{3,20}})\s)?\b{_FILM_WORD}\b"
    rf"(?:\s(?:muy |très |sehr |molto |tan )?(?P<after>[^\W\d_]{{3,20}}))?",
    re.IGNORECASE,
)
_VOICE_POINTS = 2
_MOST_OF_THE_FILM = 2


@dataclass(frozen=True, slots=True)
class Tone:
    """Hold how much a text judges (points), and how often it speaks of screens and parts, and as news do."""

    judgement: int
    screen: int
    words: int
    news: int = 0


def tone_of(text: str) -> Tone:
    """Return the tone of a text: two points a word of judgement, one a mild one, two for a voice of its own.

    A word of judgement right beside the word for film counts twice more: `Ein toller Film`.
    """
    strong = len(OPINION.findall(text))
    mild = len(_MILD.findall(text)) + len(_MILD_ENGLISH.findall(text)) + 2 * len(_MILD_UNSPACED.findall(text))
    voice = _VOICE_POINTS if len(_OWN_VOICE.findall(text)) > 1 else 0
    beside = (word for match in _OF_THE_FILM.finditer(text) for word in match.groups() if word)
    judged = min(_MOST_OF_THE_FILM, sum(bool(_MILD.fullmatch(word) or OPINION.fullmatch(word)) for word in beside))
    mild += 2 * judged
    screen = len(_SCREEN.findall(text)) + 2 * len(_PLAYED_BY.findall(text)) + judged
    return Tone(2 * strong + mild + voice, screen, len(text.split()), len(_NEWS.findall(text)))
