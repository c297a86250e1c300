"""Whether a text without grade or label is a review: it judges, in a voice of its own, what a screen shows."""

import pytest

from bot.intake.pages import read_text
from bot.intake.tones import tone_of

STORY = (
    "A ferryman's daughter comes home to the harbour where nobody has waited for her, and the first winter storm keeps "
    "every boat at the quay. Old debts come up with the tide, and so does the man who left her there."
)


@pytest.mark.parametrize(
    "page",
    [
        f"Salt Harbour\n\n{STORY}\n\nRating: great fun\n",
        f"Salt Harbour\n\nDirector: Ines Calder\nDuración: 98 min\n\n{STORY}\n\nCrítica por Clara Ríos\n\n{STORY}",
        f"Salt Harbour\n\nAda (Mira Osei) and her father (Tom Vale) wait. {STORY} I think the cast is wonderful, "
        "the camera patient and the last scenes are the best I have seen this year. A bad title for a good film.",
        f"Le port de sel\n\n{STORY} C'est bien mauvais, c'est même pire : l'histoire n'a aucun intérêt et les acteurs "
        "s'ennuient. Je suis sorti de la salle avant la fin de ce film, et moi, j'aime tout.",
        f"Der Salzhafen (2012)\n\nRegie: Ines Kalder\nGenre: Drama\n\n{STORY} Ein herrlicher Film, trotz mancher Länge "
        "ein Vergnügen, und die Darsteller sind hervorragend.",
        f"Salt Harbour\n\n{STORY} {STORY} The film keeps its secrets, and the film trusts its silences. The director "
        "waits with the camera, scene by scene, and it is fun; a second film by Ines Calder to be proud of.",
        f"Il porto di sale\n\n{STORY} Un film magistrale, e un film che pochi vedranno: una regia straordinaria e un "
        "finale memorabile per il cinema.",
        'Фильм "Соляная гавань" - крепкая драма с хорошими актерами, и кино это очень достойное. Понравилось.',
        "映画感想\n\n塩の港 評価と感想/波の音が残る\n\n港町を舞台にした映画で、監督はイネス・カルダー。"
        "静かな作品ですが本当に面白かった。",
        f"Salt Harbour\n\n{STORY} This is a film about waiting.\n\nMy impressions\n\n{STORY}",
        "Gaviotas\n\nUna película maravillosa sobre un puerto donde nadie espera a nadie. Muy recomendable.",
        "Möwen\n\nEin toller Film! Die Figuren passen zueinander, und niemand spielt sich nach vorn.",
        f"Gabbiani\n\n{STORY}\n\nPregi: la luce.\nDifetti: il finale.",
        f"Möwen\n\nINHALT: {STORY}\n\nKRITIK – Kurz und knapp: Der Film wartet mit seinen Leuten am "
        "Kai, bis es hell wird.",
    ],
)
def test_a_text_that_judges_a_film_is_a_review(page):
    reading = read_text("page.txt", page)
    assert reading.is_film_review, reading.reason


@pytest.mark.parametrize(
    "page",
    [
        f"Harbour days return in spring\n\n{STORY} The festival opens on 4 May with a film by Ines Calder; tickets are "
        "on sale at the town hall and at the library.",
        f"Salt Harbour—Season 2 Premiere\n\n{STORY} I liked this episode, and the series is great fun.",
        "Los Peces: Los Peces Review\n\nA good album, with great songs and the best guitar of the year. The first "
        "track, “Salt”, is a song for the screen, and the album closes with a brilliant song about a film. I loved it.",
        f"Salt Harbour gets a trailer\n\n{STORY} The upcoming film by the director Ines Calder is expected to open in "
        "May, and the studio announced that the film will be released in cinemas; the teaser looks good.",
        f"Nell's Film Review Style Guide 1.2\n\n{STORY} I give a film five stars where I loved it.\n\n★★★★★",
        f"Build a Movie Review\n\n{STORY} Print the rating of the movie (9/10) beside its title.",
        f"Möwen: das Warten lohnt\n\n{STORY} Der Film ist im Mai in den Kinos angelaufen, und die Filme davor "
        "liefen in anderen Kinos; nach dem Film kommen zwei Szenen, wie nach dem Film, der im Juli anläuft.",
        f"Les Mouettes à Cannes\n\n{STORY}\n\nQu'en pense la presse ?\n\nLe Phare : « Un film magnifique, émouvant, "
        "une grande histoire d'acteurs. » Le Quai : « Superbe, le meilleur film de la cinéaste. »",
        "Ten films about the sea\n\nSeason one: 95%\n\n" + STORY + "\n\nSeason two: 80%\n\n" + STORY,
    ],
)
def test_news_series_and_records_are_none(page):
    assert not read_text("page.txt", page).is_film_review


def test_a_voice_of_its_own_and_mild_words_count_less_than_judgement():
    assert tone_of("A masterpiece.").judgement > tone_of("A good one.").judgement > tone_of("A boat.").judgement == 0
    assert tone_of("Ada (Mira Osei) sails.").screen > tone_of("Ada (1990) sails.").screen


@pytest.mark.parametrize(("closing", "score"), [("Grade: A.", 100.0), ("Rating: 4,5/5", 90.0), ("Nota: 7/10.", 70.0)])
def test_a_labelled_grade_may_close_the_last_paragraph(closing, score):
    (review,) = read_text("page.txt", f"Review: Salt Harbour\n\n{STORY} I will go again. {closing}").reviews
    assert review.grade is not None
    assert review.grade.score == score
