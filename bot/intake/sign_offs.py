"""Who signs a text below it, as European papers do: a name on a line of its own, above the credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.facts import Facts
from bot.intake.letters import CAPITAL
from bot.intake.segments import is_labelled
from bot.intake.words import Line, is_long_prose, is_prose

_FULL_NAME = re.compile(rf"{CAPITAL}[\w.'’-]*(?:\s(?:de|da|del|di|van|von))?(?:\s{CAPITAL}[\w.'’-]*){{1,2}}")


def sign_off(lines: Sequence[Line], facts: Facts) -> None:
    """State the name that stands alone between the text, which never says it, and the credits, as its writer's."""
    filled = [line for line in lines if line.text.strip()]
    at = next((at for at in range(1, len(filled) - 1) if _stands_between(*filled[at - 1 : at + 2])), None)
    if at is None:
        return
    name = filled[at].text.strip()
    if not any(name in line.text for line in filled if is_prose(line.text)):
        facts.state("critic", name, filled[at].number)


def _stands_between(above: Line, name: Line, below: Line) -> bool:
    if name.heading or not _FULL_NAME.fullmatch(name.text.strip()):
        return False
    return is_long_prose(above.text) and is_labelled(below.text) and not is_labelled(above.text)
