import pytest

from bot.domain.reviews import Gap, Lean, Side, Standing
from bot.ui.verdicts import gap_words, standing_words


def test_every_lean_has_words_of_its_own():
    said = {gap_words(Gap(0.0, lean)) for lean in Lean}
    assert len(said) == len(Lean)
    assert "The club and the critics agree." in said


def test_too_little_to_compare_is_said_with_silence():
    assert (gap_words(None), standing_words(None)) == ("", "")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            Standing(Side.ABOVE, 1.6, 0.75, 4),
            "You stand 0.8 stars above the club's mean; 75% of the others rated it lower.",
        ),
        (Standing(Side.BELOW, -3.0, 0.0, 4), "You stand 1.5 stars below the club's mean; nobody rated it lower."),
        # A mean of 4.25 is shown as 4.3, so 3.0 is seen to be 1.3 below it.
        (Standing(Side.BELOW, -2.5, 0.0, 3), "You stand 1.3 stars below the club's mean; nobody rated it lower."),
        (Standing(Side.ABOVE, 2.5, 0.0, 3), "You stand 1.2 stars above the club's mean; nobody rated it lower."),
        (Standing(Side.WITH, 0.2, 0.5, 4), "You stand with the club; 50% of the others rated it lower."),
        (Standing(Side.ABOVE, 2.0, 1.0, 4), "You stand 1.0 stars above the club's mean; everyone else rated it lower."),
        (Standing(Side.WITH, 0.0, 0.0, 0), "You are the first here to rate it."),
    ],
)
def test_a_standing_is_one_sentence(standing, said):
    assert standing_words(standing) == said
