"""Films that only running text names, and headlines that play with a title that the text says outright."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.mentions import mentioned_film
from bot.intake.pages import read_text
from bot.intake.words import Line

REST = (
    "La cámara espera con paciencia a que los barcos vuelvan, el guion es sencillo y la película me gustó mucho; las "
    "actuaciones son estupendas y el final es una obra maestra."
)


def mentioned(text):
    found = mentioned_film([Line(1, text), Line(2, REST)])
    return found.text if found else None


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("El laberinto de sal es un cuento que nadie había contado así.", "El laberinto de sal"),
        ("La costa mínima es la última película de Inés Caldera y la mejor.", "La costa mínima"),
        ("Puede decirse que Gaviotas, la película noruega que gusta a todos, trata de esperar.", "Gaviotas"),
        ("Dirigida por Inés Caldera, Gaviotas se ha convertido en una de las películas del año.", "Gaviotas"),
        ("Hier soir, j’ai été voir Les Mouettes. Comme tout le monde, et le film est beau.", "Les Mouettes"),
        ("Qui n'a pas encore vu Mouettes ? Un très bon film populaire, bien comme il faut.", "Mouettes"),
        ("I finally saw Salt Harbour at the Odeon, and the film is all that they say.", "Salt Harbour"),
        ("Non, je n’avais pas vu “Les Mouettes”. Mais maintenant c’est fait, et le film est beau.", "Les Mouettes"),
        ("Alla fine il film è debole: forse questo “Il porto di sale” piacerà ad altri.", "Il porto di sale"),
        ('Подруга уговорила посмотреть "Чайки", и я сдалась. Фильм не произвел впечатления.', "Чайки"),
    ],
)
def test_running_text_names_its_film(opening, title):
    assert mentioned(opening) == title


@pytest.mark.parametrize(
    "opening",
    [
        "La historia es un cuento que nadie había contado así, y el cine la necesitaba.",
        "Inés Caldera es una directora que hace películas sin prisa.",
        "Leider ist der Film zu lang, und das Kino war kalt.",
        "Tatsächlich ist der Film ein Meisterwerk, wie das Kino es braucht.",
        "Je n'avais vu ni “Les Mouettes” ni “Le port”, et le cinéma était plein.",
        "El libro “Gaviotas” y la novela “Puerto” no son el cine que esperaba.",
        "It is a film that takes its time, and so am I.",
    ],
)
def test_what_is_no_film_is_not_taken_for_one(opening):
    assert mentioned(opening) is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Möwenschiss - eine Filmkritik\n\nDer Film „Das Salz“ wurde überall gelobt.", "Das Salz"),
        ("Zähne im Salz\n\nDie neue Verfilmung von Frank Hafers «Möwen» ist ein schöner, blasser Film.", "Möwen"),
        ("Die Rückkehr der Boote\n\n„Salt Harbour“ ist lang. Gut ist „Salt Harbour“ trotzdem.", "Salt Harbour"),
        ("Unbekannt\n\nOriginaltitel: Salt Harbour\nJahr: 2011\n", "Salt Harbour"),
        ("Kurzkritik zu Möwen\n", "Möwen"),
        ("Crítica número 44: Gaviotas en la sal\n", "Gaviotas en la sal"),
        (
            "映画評 「塩の港。」 [映画評]\n\n「塩の港。」は、港町の映画である。静かな作品だが、本当に面白かった。",
            "塩の港。",
        ),
        ("Por Clara Ríos\n\nGaviotas\n", "Gaviotas"),
        ("4,5\nGaviotas\npor Clara Ríos\n", "Gaviotas"),
        ("Coup de cœur : Mouettes\n\nC'est plein d'a priori que je suis allé voir le film Mouettes.\n", "Mouettes"),
    ],
)
def test_a_headline_yields_to_what_the_page_says(head, title):
    body = (
        "Der Film wartet mit seinen Leuten am Kai, die Schauspieler sind großartig, und das Ende ist gelungen; ein "
        "langsamer, schöner Abend im Kino, den man nicht vergisst."
    )
    (review,) = read_text("page.txt", f"{head}\n\n{body}\n").reviews
    assert review.film.title == title


def test_original_title_gives_the_year_it_names():
    page = f"Título original: Ídem, Noruega, 2011\nDuración: 98 min\n\nGaviotas, la película del año, es lenta. {REST}"
    (review,) = read_text("page.txt", page).reviews
    assert (review.film.title, review.film.year) == ("Gaviotas", 2011)


@given(st.lists(st.text(max_size=300), max_size=6))
def test_any_text_is_survived(texts):
    found = mentioned_film([Line(at, text) for at, text in enumerate(texts, 1)])
    assert found is None or found.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ahora nos lleva a otra dimensión en Gaviotas , su proyecto más ambicioso hasta la fecha.", "Gaviotas"),
        ("Elle aime le genre. Mouettes fut le film de la révélation, et le public l'a suivie.", "Mouettes"),
        ("Inés Caldera dirige otra vez. Gaviotas es una película ambiciosa y a veces lenta.", "Gaviotas"),
        ("Critique du film Mouettes de Inès Caldère Des histoires de bateaux, vues et revues.", "Mouettes"),
        ("Gaviotas de Inés Caldera la he disfrutado antes de que el cine la premiara.", "Gaviotas"),
        ("La costa de los locos no me llamaba la atención como título; el cine estaba vacío.", "La costa de los locos"),
        ("He visto La costa de los locos por casualidad, y el cine estaba vacío.", "La costa de los locos"),
        ("In seinem neusten Film Salt Harbour geht es um das Warten.", "Salt Harbour"),
        ("On attendait cette réussite qu'est Mouettes, et le film tient parole.", "Mouettes"),
        ("Lo que se disfruta de esta “Guerra de Sal”, y no de “Gaviotas”, es el cine.", "Guerra de Sal"),
        ("La personalidad de Inés Caldera no es asunto del cine.", None),
        ("Vuelve, de nuevo con Tomás Vale, una película de esas que el cine ya no hace.", None),
        ("Lo del 'menos es más' no vale para las películas de Inés Caldera.", None),
    ],
)
def test_later_sentences_name_a_film(text, title):
    assert mentioned(text) == title


def test_a_headline_that_plays_yields_to_an_apposition():
    page = f"La nueva dimensión\n\nTras dos dramas, llega a otro puerto en Gaviotas, su proyecto más lento. {REST}"
    assert read_text("page.txt", page).reviews[0].film.title == "Gaviotas"
