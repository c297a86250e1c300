"""Where and when a film was made, as fact lines print it: `USA 2019`, `France/Chile (2011)`."""

from __future__ import annotations

import re

from bot.intake.letters import CAPITAL

_COUNTRIES = (
    r"(?:USA|US|U\.S\.A?\.?|UK|GB|United States|United Kingdom|Great Britain|Germany|France|Italy|Spain|Japan|"
    r"South Korea|Korea|Canada|Australia|India|China|Ireland|Mexico|Brazil|Sweden|Norway|Denmark|Belgium|Austria|"
    r"Switzerland|Poland|Estados Unidos|EE\.? ?UU\.?|Reino Unido|España|Alemania|Francia|Italia|Japón|Corea del Sur|"
    r"Canadá|Argentina|México|Chile|Colombia|Suecia|États-Unis|Royaume-Uni|Allemagne|Italie|Espagne|Japon|"
    r"Corée du Sud|Belgique|Suisse|Deutschland|Frankreich|Großbritannien|Italien|Spanien|Japan|Südkorea|Kanada|"
    r"Tschechien|Polen|Norwegen|Niederlande|Österreich|Schweiz|Belgien|Schweden|Dänemark|Brasil|Portugal|Irã|"
    r"Stati Uniti|Francia|Germania|Regno Unito|Spagna|ÉU|EE\.UU\.|D|F|GB|I|A|CH)"
)
_OTHER = rf"{CAPITAL}[\w.-]{{2,20}}"
_MADE = re.compile(
    rf"^\W{{0,3}}{_COUNTRIES}(?:\s?[/,&+-]\s?(?:{_COUNTRIES}|{_OTHER})){{0,5}}(?:,?\s|\s?[/|]\s?)"
    r"\(?(?P<year>(?:18|19|20)\d\d)\)?\W{0,2}$"
)
_LONGEST = 80


def made_in(text: str) -> int | None:
    """Return the year in a text that is countries and a year and nothing else, or None; the first must be known."""
    made = _MADE.match(text.strip()) if len(text) <= _LONGEST else None
    return int(made["year"]) if made else None
