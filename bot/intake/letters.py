"""Letters as names and titles begin with them."""

from __future__ import annotations

#: A capital letter, or one of a script without small letters.
CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
