"""What on a page is not the review: menus, share bars, credits, advertisement markers, related posts, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.printed_grades import is_grade_alone
from bot.intake.comments import first_comment
from bot.intake.dates import is_date_line
from bot.intake.words import Line, fold, is_long_prose, is_name

# Everything below one of these, once the review has begun, is no longer the review.
_END = re.compile(
    r"^\W{0,6}(?:"
    r"(?:\d{1,5}|one|no|an?|un|aucun|ein|kein|keine|ningún|sin)\s(?:comments?|thoughts?|responses?|replies|"
    r"comentarios?|commentaires?|"
    r"réponses?|kommentare?|antworten?|respuestas?)\b.{0,160}|"
    r"(?:comments?|comentarios|commentaires|kommentare|discussion|responses|replies|"
    r"réponses)(?:\s?\(?\d{0,5}\)?)?\s?:?|"
    r"(?:leave|post|add|write|join) (?:a|your|the) (?:comment|reply|response|conversation|discussion)\b.{0,60}|"
    r"(?:deja|escribe|añade|publicar) (?:un|una|tu) (?:comentario|respuesta)\b.{0,60}|"
    r"(?:laisser|poster|ajouter|laissez|écrire) un commentaire\b.{0,60}|"
    r"(?:schreibe|hinterlasse|verfasse)n? (?:einen|eine|dein\w*) (?:kommentar|antwort)\b.{0,60}|"
    r"kommentar (?:schreiben|hinterlassen).{0,30}|"
    r"(?:recent|related|latest|popular|more|similar|other|previous|next|featured|trending|top) (?:posts?|articles?|"
    r"reviews?|content|stories|"
    r"news|comments|reading|movies|films|entries|videos)\b.{0,60}|(?:you (?:may|might) (?:also )?(?:like|enjoy|"
    r"be interested)|more (?:from|like|on|in)|"
    r"also on|read (?:next|more reviews)|recommended (?:for you|reading|posts|articles)|see also|related|up next|"
    r"further reading|keep reading)\b.{0,80}|"
    r"(?:entradas|artículos|contenido|noticias|posts?|publicaciones) (?:relacionad|recientes|populares|"
    r"similares).{0,60}|relacionad[oa]s?\s?:?|"
    r"(?:también te puede|te puede|quizás? te|más (?:críticas|artículos|noticias)|te recomendamos).{0,60}|"
    r"(?:articles|billets|critiques|films|à lire) (?:similaires|récents|liés|aussi|associés|connexes|"
    r"également).{0,60}|sur le même (?:sujet|thème).{0,40}|"
    r"(?:ähnliche|weitere|verwandte|neueste|aktuelle|mehr) (?:beiträge|artikel|filme|kritiken|themen|posts|"
    r"rezensionen).{0,60}|das könnte (?:dich|sie|dir|ihnen).{0,60}|"
    r"(?:share|tweet|email|print)(?: this| on| via| it| article| post)?\b.{0,30}|compartir?\b.{0,40}|"
    r"comparte\b.{0,40}|partager?\b.{0,40}|partagez\b.{0,40}|teilen\b.{0,40}|beitrag teilen.{0,20}|like this|"
    r"loading\.{0,3}|"
    r"(?:tags?|tagged|filed under|posted in|categor(?:y|ies)|etiquetas|categorías?|étiquettes|mots[- ]clés|"
    r"schlag(?:worte|wörter)|kategorien?|keywords)(?:\s?:.*|\s+\w.{0,200})?|"
    r"comments? (?:powered by|are (?:closed|off|disabled)).{0,60}|powered by .{0,60}|(?:posted by|publicado por|"
    r"publié par|eingestellt von|gepostet von) .{1,80}|"
    r"about (?:the )?(?:author|reviewer|critic).{0,60}|(?:sobre el|acerca del) autor.{0,60}|"
    r"à propos de l['’]auteur.{0,60}|über (?:den autor|die autorin|den verfasser).{0,60}|"
    r"(?:check out|watch|see|view) the (?:official )?trailer\b.{0,60}|©.{0,200}|copyright\b.{0,100}|"
    r"all rights reserved.{0,60}|bottom of page|"
    r"(?:subscribe|sign up|newsletter|thanks (?:so much )?for reading|follow us|support (?:us|me|the site|this)|"
    r"get the latest|join our|suscríbete|"
    r"abonnez|s['’]abonner|abonniere|síguenos|suivez)\b.{0,120}|"
    r"(?:previous|next|older|newer|anterior|siguiente|précédent|suivant|vorheriger|nächster)(?:\s(?:post|article|"
    r"review|entry|beitrag|entrada|page|film))?\s?[:»›→]?.{0,80}|"
    r"(?:footnotes?|references|notes|sources|fußnoten|quellen)\s?:?|posted (?:on|in|at) .{0,80}|"
    r"back to top.{0,20}|datenschutz\w*.{0,40}|(?:\d{1,5}|geen) reacties?.{0,60}|lees ook.{0,80}|meer "
    r"(?:recensies|films|lezen).{0,60}|"
    r"plaats een reactie.{0,40}|(?:nessun|\d{1,5}) commento?i?.{0,60}|non ci sono commenti.{0,20}|(?:nenhum|"
    r"\d{1,5}) comentários?.{0,60}|"
    r"postar um comentário.{0,40}|leia (?:também|mais).{0,80}|leggi anche.{0,80}|"
    r"(?:commenta|condividi|compartilh\w+|delen)\b.{0,30}"
    r")\W{0,6}$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"comment|comentar|thought|repl|réponse|kommentar|related|recent|©|copyright|bottom of page|author|relacionad|"
    r"similaires",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"^\W{0,4}(?:(?:this|our) (?:web)?site|we|diese (?:web)?seite|diese website|wir|este sitio(?: web)?|ce site|"
    r"nous|questo sito|este site|deze (?:web)?site)\s(?:also )?(?:uses?|utilizes?|verwende[nt]|benutzt|nutz(?:t|"
    r"en)|utiliza|usa|utilisons|"
    r"utilise|gebruikt|utilizza)\s(?:des |i |os |las )?cookies\b",
    re.IGNORECASE,
)
# "Built by Nell for fun. Copyright © by Nell Marsh."
_COPYRIGHT = re.compile(r"\bcopyright\s(?:©|\(c\))|©\s(?:copyright\s)?(?:19|20)\d\d\b", re.IGNORECASE)
_LONGEST_FOOT = 260
_OTHER_TEXTS = re.compile(
    r"comment|comentar|thought|repl(?:y|ies)|respuesta|réponse|kommentar|related|recent|latest|popular|also like|"
    r"relacionad|similaires|recientes|ähnliche|weitere beiträge|©|copyright",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^\W{0,6}(?:"
    r"advertise?ments?|ad|ads|publicidad|publicité|anzeige|werbung|sponsored|story continues below|"
    r"article continues below.{0,40}|"
    r"continue reading.{0,60}|for (?:more|further) (?:information|details|info|reviews)\b.{0,160}|"
    r"read more.{0,80}|leer más.{0,60}|lire (?:la suite|plus|aussi).{0,120}|"
    r"weiterlesen.{0,60}|also read\b.{0,200}|read also\b.{0,200}|"
    r"lee también\b.{0,200}|lesen sie auch\b.{0,200}|auch interessant\b.{0,200}|read:\s.{0,200}|related:\s.{0,200}|"
    r"see also:.{0,200}|more:\s.{0,200}|"
    r"\(?(?:image|photo|picture|credit|foto|bild|imagen|crédit|copyright|©|images|courtesy|"
    r"still)s?\b[^.]{0,20}[:©].{0,200}|"
    r"\(?this review (?:contains|has).{0,40}\)?|(?:minor |mild |major )?spoilers?(?: (?:ahead|warning|alert|"
    r"free|are|in|for|below|follow)\b.{0,60})?\W{0,3}|\d{1,3} min(?:ute)?s? read|reading time.{0,30}|"
    r".{0,120}\b(?:official )?trailer\b.{0,80}(?:youtube|vimeo|hd)\b.{0,20}|(?:watch|click|tap) (?:here|the video|"
    r"on).{0,60}|photo by .{0,80}|"
    r"https?://\S+|\[\s?(?:gallery|embed|caption|youtube|video|expand|spoiler)[^\]]{0,120}\]|"
    r"table of contents.{0,10}|toc|share|tweet|pin|print|email|"
    r"thanks (?:so much )?for reading.{0,200}|skip to (?:main )?content.{0,20}|menu|home|search|top of page|"
    r"loading.{0,12}"
    r")\W{0,6}$",
    re.IGNORECASE,
)  # fmt: skip
_EDITORIAL = re.compile(
    r"^[\W_]{0,4}(?:(?:editor['’]?s? )?note|nota(?: del editor)?|update|edit|disclaimer|hinweis|anmerkung|n\.?b\.?|"
    r"aviso|avertissement|remarque|"
    r"spoiler warning|spoiler alert|warning|trigger warning|content warning|full disclosure|disclosure|este artículo|"
    r"(?:this (?:review|post|article) (?:was )?)?"
    r"(?:first |originally ))\s?(?:[:：–—]|\bpublished|\bappeared|\blocated|\bposted).{0,600}$",
    re.IGNORECASE,
)


def may_interrupt(text: str) -> bool:
    """Return whether a line may stand between two paragraphs of a review: an ad marker, `Also read`, a caption."""
    return _NOISE.match(text) is not None


def is_noise(text: str) -> bool:
    """Return whether a line is furniture wherever it stands: an ad marker, `Also read`, a caption, a lone grade."""
    text = text.strip()
    if len(text) > 260:
        return bool(_EDITORIAL.match(text)) and len(text) < 700
    return bool(
        (not fold(text) and not is_grade_alone(text))
        or _NOISE.match(text)
        or _EDITORIAL.match(text)
        or is_grade_alone(text)
        or is_date_line(text)
    )


def _is_end(line: Line) -> bool:
    text = line.text.strip()
    if len(text) <= _LONGEST_FOOT and _COPYRIGHT.search(text):
        return True
    return bool(_COOKIES.match(text)) or (len(text) <= 260 and not is_long_prose(text) and bool(_END.match(text)))


def content_end(lines: Sequence[Line]) -> int:
    """Return the index of the first line after the page's own content: comments, related posts, tags, the footer.

    A marker counts only below the first paragraph of running text, and only where no more than a fifth of the
    page's paragraphs follows, or it names comments or other posts outright.
    """
    paragraphs = [at for at, line in enumerate(lines) if is_long_prose(line.text)]
    if not paragraphs:
        return next(
            (at for at, line in enumerate(lines) if at > 3 and _is_end(line) and _DEFINITE.search(line.text)),
            len(lines),
        )
    comment = first_comment(lines)
    for at in range(paragraphs[0] + 1, len(lines)):
        if at == comment:
            return at
        if _is_biography(lines, at):
            return at
        if _is_end(lines[at]):
            text, after = lines[at].text, sum(p > at for p in paragraphs)
            # A lone word may be a link in a bar above the text; a sentence about comments stands below it.
            told = _DEFINITE.search(text) and (len(text.split()) > 1 or after * 2 <= len(paragraphs))
            if told or after * 5 <= len(paragraphs):
                return at
    return len(lines)


def credits_end(lines: Sequence[Line]) -> int:
    """Return the index of the first line where credits can no longer be this film's: comments, other posts."""
    first = next((at for at, line in enumerate(lines) if is_long_prose(line.text)), 3)
    comment = first_comment(lines)
    return next(
        (
            at
            for at in range(first + 1, len(lines))
            if at == comment or (_is_end(lines[at]) and _OTHER_TEXTS.search(lines[at].text))
        ),
        len(lines),
    )


def _is_biography(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is a name and the paragraph below it speaks of that person: the critic's own box."""
    name = lines[at].text.strip()
    if not (is_name(name) and 2 <= len(name.split()) <= 4):
        return False
    below = _next_text(lines, at)
    return below.startswith(
        (f"{name} is ", f"{name} has ", f"{name} est ", f"{name} es ", f"{name} ist ", f"{name} writes ")
    )


def _next_text(lines: Sequence[Line], at: int) -> str:
    return next((line.text for line in lines[at + 1 : at + 6] if line.text.strip()), "")
