"""Tables and feeds that an admin hands in, written for these tests."""

from __future__ import annotations

CRITICS = b"""Film,Year,Critic,Outlet,Score,Link,Quote
The Paper Kite,2011,Ona Varga,The Lantern,8/10,https://lantern.example/kite,A film about the wind.
The Salt Road,1961,Ona Varga,The Lantern,B-,https://lantern.example/salt,
Ballast,1998,Lise Holm,The Ledger,3.5/5,https://ledger.example/ballast,
,1998,Lise Holm,The Ledger,3.5/5,,
"""

REGRADED = CRITICS.replace(b"8/10", b"6/10").replace(
    b"A film about the wind.", b"A film about the wind and little else."
)

#: What is the critic and what the outlet nobody can tell from these names.
PUZZLE = b"""Movie;Who;Where;How many
The Paper Kite;Ona Varga;The Lantern;8
The Salt Road;Ona Varga;The Lantern;9
Ballast;Lise Holm;The Ledger;10
"""

FEED = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Reviews of the Lantern</title><link>https://lantern.example/</link>
<item><title>The Paper Kite (2011)</title><link>https://lantern.example/kite</link>
<pubDate>Sun, 04 Mar 2012 10:00:00 +0000</pubDate><category>Film review</category>
<description>&lt;p&gt;Directed by: Ona Ferrer&lt;/p&gt;&lt;p&gt;A kite, a hill and a quarrel. The film takes its
time with each of them and is right to. What looks like a small story about
two brothers turns out to be one about the wind,
and who may own it.&lt;/p&gt;&lt;p&gt;Rating: 4/5&lt;/p&gt;</description></item>
</channel></rss>
"""


def many(count: int) -> bytes:
    """Return a table of so many rows by ten critics."""
    lines = ["Film,Year,Critic,Outlet,Score"]
    lines += [f"Film {n // 10},{1900 + n // 10 % 120},Critic {n % 10},The Lantern,{n % 10}/10" for n in range(count)]
    return "\n".join(lines).encode()
