"""Spellings of one title meet under one key, and those of another do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold
from bot.domain.numerals import canonical, numeral
from bot.domain.slips import slips
from bot.domain.titles import front_article, name_key, same_person, title_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amélie", "amelie"),
        ("LÉON", "leon"),
        ("Ocean's Eleven", "oceans eleven"),
        ("L’Avventura", "l avventura"),
        ("Mr. & Mrs. Smith", "mr and mrs smith"),
        ("Romeo + Juliet", "romeo and juliet"),
        ("E.T. the Extra-Terrestrial", "et the extra terrestrial"),
        ("M*A*S*H", "mash"),
        ("WALL·E", "wall e"),
        ("8½", "8 1 2"),
        ("Alien³", "alien 3"),
        ("Straße", "strasse"),
        ("Łódź Ørsted", "lodz orsted"),
        ("Ёлки", "елки"),
        ("ＡＫＩＲＡ", "akira"),
        ("千と千尋の神隠し", "千と千尋の神隠し"),
        ("기생충", "기생충"),
        ("कभी खुशी", "कभी खुशी"),
        ("عَلِيّ", "علی"),
        ("snow_white -- II!", "snow white ii"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("😀 \0 \u202e", ""),
        ("", ""),
    ],
)
def test_fold_keeps_what_people_type(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_fold_never_raises_and_leaves_single_gaps(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded.isascii() or folded == folded.casefold()
    assert not set(folded) & set("\"'&*.:-_\0")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Godfather: Part II", "Godfather, The: Part 2"),
        ("The Godfather: Part II", "godfather part two"),
        ("Seven Samurai, The", "7 samurai"),
        ("Misérables, Les", "les miserables"),
        ("Avventura, L'", "L'avventura"),
        ("Das Boot", "boot"),
        ("La Dolce Vita", "Dolce Vita, La"),
        ("Kill Bill: Vol. 2", "kill bill volume II"),
        ("Lord of the Rings: The Two Towers, The", "The Lord of the Rings - the 2 towers"),
        ("Fast & Furious", "fast and furious"),
        ("Alien 03", "alien 3"),
    ],
)
def test_spellings_of_one_title_share_a_key(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Apollo 100", "Apollo 10"),
        ("2001: A Space Odyssey", "21: A Space Odyssey"),
        ("Die Hard", "Hard"),
        ("La La Land", "Land"),
        ("Alien", "Aliens"),
        ("Rocky", "Rocky II"),
        ("The", "A"),
        ("I, Robot", "1 Robot"),
        ("Love, the Italian Way", "The Love Italian Way"),
    ],
)
def test_other_titles_keep_their_own_key(one, other):
    assert title_key(one) != title_key(other)


def test_an_article_alone_is_still_a_title():
    assert title_key("The") == "the"
    assert title_key("A") == "a"


def test_a_text_without_letters_has_no_key():
    assert title_key("?!…") == ""


@pytest.mark.parametrize(
    ("moved", "title"),
    [
        ("Third Man, The", "The Third Man"),
        ("Uomo delle stelle, L'", "L'Uomo delle stelle"),
        ("Crouching, Hidden", "Crouching, Hidden"),
        ("The End", "The End"),
    ],
)
def test_a_trailing_article_comes_to_the_front(moved, title):
    assert front_article(moved) == title


@given(st.integers(min_value=2, max_value=30))
def test_roman_numerals_read_as_numbers(number):
    tens, ones = divmod(number, 10)
    roman = "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]
    assert numeral(roman) == str(number)


def test_words_that_are_no_number_stay():
    assert canonical("i") == "i"
    assert canonical("mix") == "mix"
    assert canonical("vs") == "versus"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Alejandra Márquez Abella", "alejandra marquez abella"),
        ("Márquez Abella, Alejandra", "alejandra marquez abella"),
        ("J. J. Abrams", "jj abrams"),
        ("J.J. Abrams", "jj abrams"),
        ("Cuba Gooding, Jr.", "cuba gooding"),
        ("Cuba Gooding Jr.", "cuba gooding"),
        ("Joon-ho Bong", "joon ho bong"),
        ("", ""),
    ],
)
def test_names_meet_under_their_key(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Alejandra Márquez Abella", "alejandra marquez abella", True),
        ("Tarkovsky", "Andrei Tarkovsky", True),
        ("Lars von Trier", "von Trier", True),
        ("Bong Joon-ho", "Joon-ho Bong", True),
        ("Andrei", "Andrei Tarkovsky", False),
        ("Ridley Scott", "Tony Scott", False),
        ("", "Tony Scott", False),
        ("", "", False),
    ],
)
def test_same_person(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@given(st.text("abcdeéя7", min_size=2, max_size=9), st.data())
def test_every_slip_can_be_slipped_back(word, data):
    found = slips(word, len(word) + 1)
    assert word not in found
    assert len(found) == len(set(found))
    spelling = data.draw(st.sampled_from(found)) if found else word
    assert abs(len(spelling) - len(word)) <= 1


def test_slips_cover_each_kind_in_each_place():
    found = set(slips("матрица", 8))
    assert {"амтрица", "атрица", "матриц", "мотрица", "матрицы", "матррица", "матрицам"} <= found


def test_slips_stay_within_reach():
    assert all(spelling.endswith("bcdef") for spelling in slips("abcdef", 1) if spelling != "bacdef")
