import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.inert import clean
from bot.ui.text import clip, escape, link, plain, plural, quote, runtime, spoiler, stamp

# What Discord acts on, looked for after every escaped character has been taken out of its way.
LIVE = {
    "emphasis, code or bar": re.compile(r"[*_~`|\\]"),
    "angle": re.compile(r"[<>]"),
    "masked link": re.compile(r"[\[\]]"),
    "block": re.compile(r"^\s*(?:[#+=-]|\d+[.)](?:\s|$))", re.M),
    "address": re.compile(r"[a-z]://", re.I),
    "invite": re.compile(r"discord(?:app)?\.\w", re.I),
    "ping": re.compile(r"@(?:everyone|here|[!&]?\d)", re.I),
    "emoji by name": re.compile(r":[\w+-]+:", re.A),
    "hidden or turning": re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"),
}
ATTACKS = [
    "**b** __u__ _i_ ~~s~~ `c` ```py\nx\n``` ||hidden||",
    "# big\n## less\n-# small\n- item\n* item\n+ item\n1. one\n2) two\n> said\n>>> all",
    "@everyone @here <@123456789012345678> <@!1234> <@&99> <#42> @\u200beveryone",
    "<t:1700000000:R> </rate:123456> <id:customize> <:smile:1234> <a:b:12> :smile: :+1:",
    "[free](https://evil.example) <https://evil.example> https://evil.example/a_b steam://run/1 discord://x",
    "discord.gg/abcdef DISCORD.GG/abc discordapp.com/invite/x discord.com/invite/x disc\u200dord.gg/abc",
    "¯\\_(ツ)_/¯ \\\\* \\",
    "z\u200de\u200br\u202eo\u2066\ufeff\x00\x1b[31m",
    "title\n===\n---\n    code",
    "||",
    "|",
]
PIECES = st.one_of(
    st.sampled_from("\\*_~|`<>[]()#-+=:@/.&!123 \n\t\u200b\u200d\u202e\u0301👩。"),
    st.sampled_from(
        ["@everyone", "discord", ".gg/", "https://", "<@", "<t:1:R>", "||", "-# ", "1. ", "🇩🇪", "Mr. ", "end. "]
    ),
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join), st.sampled_from(ATTACKS))


def live(shown: str) -> list[str]:
    bare = re.sub(r"\\[^\w\s]|\\_", "\ue000", shown)
    return [name for name, pattern in LIVE.items() if pattern.search(bare)]


def read(shown: str) -> str:
    """Show escaped text as Discord does."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", shown)


@pytest.mark.parametrize("text", ATTACKS)
def test_known_attacks_are_live_before_and_inert_after(text):
    assert live(text)
    assert not live(escape(text))


@given(TEXTS)
def test_any_text_is_inert_and_reads_as_it_was(text):
    shown = escape(text)
    assert not live(shown)
    assert read(shown).replace("＠", "@") == clean(text).replace("＠", "@")


@given(TEXTS, st.integers(0, 120))
def test_any_text_stays_inside_its_limit_after_escaping(text, limit):
    for shown in (escape(text, limit), quote(text, limit)):
        assert len(shown) <= limit
        assert not live(shown)


@given(TEXTS, st.integers(6, 120))
def test_a_spoiler_is_closed_once_at_its_end_and_inside_its_limit(text, limit):
    shown = spoiler(text, limit)
    assert len(shown) <= limit
    if escape(text):
        assert re.match(r"\|\|([\s\S]+?)\|\|", shown)[0] == shown
        assert not live(shown[2:-2])
    else:
        assert shown == ""


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_six_thousand_stars_fit_and_say_that_something_is_missing():
    shown = escape("*" * 6000, 900)
    assert 890 <= len(shown) <= 900
    assert shown.endswith("…")


def test_what_cannot_be_shown_at_all_is_shown_to_be_missing():
    assert (escape("|", 1), escape("|", 0), spoiler("|", 6)) == ("…", "", "||…||")


def test_ordinary_prose_is_left_alone():
    prose = "A fine, “quiet” film (2019): 7/10 or B-, at 9:30 p.m. — don't miss it!"
    assert escape(prose) == prose


@pytest.mark.parametrize("text", ["👨‍👩‍👧 🏳️‍🌈 ❤️ 1️⃣", "می‌خواهم", "क्‍ष", "映画は良い。", "Ελλάδα", "Việt"])
def test_other_scripts_and_emoji_families_survive(text):
    assert escape(text) == text


def test_piles_of_marks_and_empty_lines_are_lowered():
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 4
    assert clean("a\n \n\n\n\nb\r\nc\u2028d") == "a\n\nb\nc\nd"


def test_lone_surrogates_cannot_break_the_request():
    assert escape("a\ud800b").encode() == b"ab"


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("supercalifragilistic", 6, "super…"),
        ("ab👨‍👩‍👧cd", 5, "ab…"),
        ("a🇩🇪🇫🇷", 3, "a…"),
        ("a🇩🇪🇫🇷b", 4, "a🇩🇪…"),
        ("cafe\u0301s", 5, "caf…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_clipping_keeps_words_and_drawn_characters_whole(text, limit, clipped):
    assert clip(text, limit) == clipped


@given(st.text(max_size=100), st.integers(0, 60))
def test_a_clipped_text_is_a_beginning_of_the_text(text, limit):
    shown = clip(text, limit)
    assert len(shown) <= limit
    assert text.startswith(shown.removesuffix("…"))
    if shown != text and len(shown) > 1:
        assert not unicodedata.category(text[len(shown) - 1]).startswith("M")


def test_labels_are_one_visible_line_without_backslashes():
    assert plain("The *Wide*\n\u202eRoad\u200b ", 50) == "The *Wide* Road"


@pytest.mark.parametrize(
    ("body", "limit", "said"),
    [
        ("All of it.", 600, "All of it."),
        ("No end in sight", 600, "No end in sight"),
        ("It works. It sings. It goes on and on.", 22, "It works. It sings."),
        ("See Mr. Fox and J. R. Moss run. Then they stop for good.", 40, "See Mr. Fox and J. R. Moss run."),
        ("It runs 3.5 hours, e.g. two too many. Still, it flies by.", 45, "It runs 3.5 hours, e.g. two too many."),
        ("“Is it good?” It is (very good!). And then some more.", 40, "“Is it good?” It is (very good!)."),
        ("これは良い。とても良い。まあまあ長い。", 14, "これは良い。とても良い。"),
        ("好看！真的吗？是的，非常好看。", 8, "好看！真的吗？"),
        ("First line\nof it.\n\nSecond part goes on.", 20, "First line of it."),
        ("Wow. This sentence never seems to come to any end at all", 40, "Wow. This sentence never seems to come…"),
        ("It is *so* good. It is *very* good.", 18, r"It is \*so\* good."),
        ("It is **so** good. More.", 20, r"It is \*\*so\*\*…"),
    ],
)
def test_a_quote_ends_where_a_sentence_does(body, limit, said):
    assert quote(body, limit) == said


def test_a_link_is_live_only_for_web_addresses():
    assert link("The [Reel]", "https://reel.example/a_(b) c") == "[The (Reel)](<https://reel.example/a_%28b%29%20c>)"
    assert link("Reel *", "javascript:alert(1)") == r"Reel \*"
    assert link("Reel", None) == "Reel"
    assert link("Reel", "https://") == "Reel"
    assert link("Reel", "http://[broken") == "Reel"
    assert link("Reel", "http://℀.example") == "Reel"
    assert link("Reel", "https://reel.example/" + "a" * 600) == "Reel"


@given(TEXTS, TEXTS)
def test_no_label_or_address_breaks_out_of_its_link(label, rest):
    shown = link(label, "https://reel.example/" + rest)
    found = re.fullmatch(r"\[((?:\\.|[^\[\]])+)\]\(<([^<>\s]+)>\)", shown, re.S)
    assert not live(found[1] if found else shown)


def test_a_moment_is_shown_in_the_readers_zone():
    moment = datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert stamp(moment) == f"<t:{int(datetime(2026, 3, 1, 10, tzinfo=UTC).timestamp())}:f>"
    assert stamp(datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC), "R") == "<t:-1:R>"
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 3, 1))  # noqa: DTZ001


def test_small_words():
    assert [plural(n, "rating") for n in (0, 1, 2, 1204)] == ["0 ratings", "1 rating", "2 ratings", "1,204 ratings"]
    assert plural(3, "entry", "entries") == "3 entries"
    assert [runtime(n) for n in (0, 45, 60, 121, 600)] == ["0 min", "45 min", "1 h", "2 h 1 min", "10 h"]


@pytest.mark.parametrize("text", ATTACKS)
def test_another_reader_of_markdown_finds_only_text(text):
    pytest.importorskip("markdown_it", reason="the simulator's preview is not installed")
    from simcord.preview._markdown import markdown_tokens

    context = {"everyone": True, "users": {"123456789012345678": "ann"}, "commands": {"123456": "rate"}}
    kinds = set()

    def walk(tokens):
        for token in tokens:
            kinds.add(token["type"])
            walk(token.get("children", []))

    walk(markdown_tokens(escape(text), "text_display", context=context))
    # "-# " is looked for after unescaping there, which Discord does not do.
    assert kinds <= {"inline", "paragraph", "text", "break", "subtext"}
