"""The words that pages put before a fact, by the field they announce, in English, Spanish, French and German."""

from __future__ import annotations

# One row a field; alternatives separated by commas. Italian, Portuguese and Dutch only where they cost nothing.
VOCABULARY = {
    "film.title": "title, film title, movie title, movie, film, título, película, título en español, titre, titre "
    "du film, titel, filmtitel, deutscher titel, name of film, movie name, film name",
    "film.original_title": "original title, título original, titre original, originaltitel, aka",
    "film.directors": "director, directors, director s, directed by, film director, direction, dir, a film by, film "
    "by, un film d, helmed by, filmmaker, dirección, dirigida por, dirigido por, directora, directores, dirige, "
    "una película de, réalisation, réalisateur, réalisatrice, réalisateurs, réalisé par, un film de, réal, mise "
    "en scène, réalisateur trice, regie, regisseur, regisseurin, regisseur in, regisseure, inszeniert von, ein "
    "film von, regia, regia di, direção, directed, dirección y guion, director and writer, writer director, "
    "director writer, written and directed by, written directed by, regie und drehbuch, director guionista, "
    "diretor, diretora, diretores, regista, realizador, "
    "dirección guion, regie drehbuch, buch und regie, drehbuch und regie, directed and written by, escrita y "
    "dirigida por, écrit et réalisé par, scénario et réalisation, réalisation et scénario, guion y dirección",
    "film.cast": "starring, stars, cast, main cast, cast members, cast includes, featuring, actors, lead actors, "
    "principal cast, leads, reparto, reparto principal, elenco, intérpretes, protagonistas, actores, "
    "protagonizada por, avec, distribution, acteurs, acteurs principaux, casting, interprétation, interprètes, "
    "mit, darsteller, darstellerinnen, darsteller innen, hauptdarsteller, besetzung, schauspieler, "
    "schauspielerinnen, in den hauptrollen, con, with, interpreti, attori, starring cast, star cast, actors and "
    "actresses",
    "film.runtime_minutes": "runtime, dur, run time, running time, length, duration, time, film length, duración, "
    "metraje, minutos, durée, laufzeit, länge, dauer, spielzeit, filmlänge, spieldauer, durata, duração, "
    "minutes",
    "film.year": "year, release year, year of release, year released, year made, año, año de estreno, año de "
    "producción, année, année de sortie, année de production, jahr, erscheinungsjahr, produktionsjahr, anno, "
    "ano, country year, land jahr",
    "release": "release date, release, released, released on, us release, uk release, theatrical release, in "
    "theaters, in cinemas, sortie en, sorti en, released in, estrenada en, premiere, opens, estreno, fecha de "
    "estreno, estreno en españa, estreno en cines, date de sortie, sortie, sortie en salle, sortie salles, "
    "kinostart, erscheinungsdatum, filmstart, veröffentlichung, sortie nationale, estreia, data di uscita, "
    "start, deutscher kinostart, erscheinungstermin, "
    "premiered, first release, sortie cinéma, vö, ab sofort im kino, sortie le, sorti le",
    "film.genres": "genre, genres, genre s, género, géneros, filmgenre, genere, kind, movie genre",
    "tags": "category, categories, tags, tagged, topics, labels, filed under, posted in, categoría, categorías, "
    "etiquetas, catégorie, catégories, mots clés, étiquettes, kategorie, kategorien, schlagworte, schlagwörter, "
    "keywords, tag, archivado en, classé dans, verschlagwortet",
    "film.certificate": "rated, certificate, certification, mpaa, mpaa rating, mpa rating, classification, bbfc, "
    "cert, fsk, fsk freigabe, altersfreigabe, freigegeben ab, freigabe, clasificación, clasificación por "
    "edades, age rating, bbfc rating, content rating, bbfc certificate, film rating mpaa, edad recomendada, "
    "interdiction, tous publics, freigegeben",
    "critic": "author, reviewed by, review by, reviewer, critic, posted by, published by, text, text by, words "
    "by, film "
    "critic, by, autor, autora, por, publicado por, escrito por, crítica por, crítica de, reseña de, reseña "
    "por, auteur, auteure, par, rédigé par, publié par, critique de, critique par, von, geschrieben von, kritik "
    "von, rezension von, verfasst von, ein review von, eine kritik von, eine rezension von, kritiker, "
    "redakteur, movie review by, film review by, article by, reviewed",
    "outlet": "source, publication, outlet, site, blog, originally published in, originally published at, "
    "originally published on, originally posted at, fuente, medio, publicado en, publié dans, website, sitio, "
    "quelle, first published in, first published at, erschienen in",
    "url": "url, link, permalink, source url, original url, enlace, lien, canonical url, original post",
    "published": "date, published, published on, date published, publish date, publication date, posted, posted on, "
    "date created, date posted, reviewed on, review date, date of review, written on, added, added on, created, "
    "fecha, fecha de publicación, publicado, publicado el, publicada el, escrito el, publié le, publié, date de "
    "publication, mis en ligne le, rédigé le, veröffentlicht, veröffentlicht am, datum, erstellt am, "
    "geschrieben am, vom, erschienen am, kritik vom",
    "language": "language of review, review language",
    "after_credits": "after credits scene, after credits, after credit scene, after credits scenes, post credits "
    "scene, post credit scene, post credits, post credit, post credits scenes, post credit scenes, mid credits "
    "scene, mid credit scene, end credits scene, end credit scene, stinger, credits scene, credit scenes, bonus "
    "scene, mid post credits scene, extra scene, scenes after the credits, scene after credits, is there a post "
    "credits scene, escena poscréditos, escena postcréditos, escena post créditos, escenas poscréditos, escenas "
    "postcréditos, poscréditos, escenas post créditos, escena tras los créditos, scène post générique, scènes "
    "post générique, post générique, scène après le générique, scène post crédits, post credit szene, post "
    "credits szene, postcredit szene, post credit szenen, abspannszene, abspann szene, szene nach dem abspann, "
    "after credit szene, after credits szene, mid credit szene",
    "grade": "grade, my grade, our grade, the grade, final grade, overall grade, rating, my rating, our rating, the "
    "rating, final rating, overall rating, star rating, movie rating, film rating, editor s rating, editors "
    "rating, editor rating, reviewer s rating, critic s rating, critics rating, author rating, rating out of 5, "
    "rating out of 10, rating out of 4, score, my score, our score, the score, final score, overall score, "
    "review score, total score, total, overall, verdict, the verdict, my verdict, our verdict, final verdict, "
    "stars, star, points, mark, final mark, bottom line, out of 10, out of 5, out of ten, out of five, grade "
    "overall, rate, rated by me, review rating, my star rating, my opinion, our opinion, my thoughts, our "
    "thoughts, my take, our take, what we think, what i think, my review, mi opinión, mi opi, nuestra opinión, "
    "mi crítica, meine meinung, meinung, mein fazit, unser fazit, mein eindruck, mon verdict, nota, mi nota, "
    "nuestra nota, nota final, la nota, puntuación, mi puntuación, puntuación final, puntaje, puntaje final, "
    "calificación, mi calificación, calificación final, valoración, mi valoración, valoración final, veredicto, "
    "estrellas, note, ma note, notre note, la note, note finale, note globale, note du film, mon avis, notre "
    "avis, évaluation, étoiles, ma notation, notation, wertung, meine wertung, unsere wertung, bewertung, meine "
    "bewertung, unsere bewertung, gesamt, gesamtwertung, gesamtbewertung, gesamtnote, gesamtnote schulnote, "
    "gesamtpunktzahl, gesamturteil, punkte, punktzahl, sterne, filmbewertung, fazit, urteil, unser urteil, mein "
    "urteil, endnote, schulnote, voto, conclusion, puntos, in short, the final word, filmwertung, pontuação, "
    "avaliação, valutazione, oordeel, "
    "cijfer, beoordeling, betyg",
    "others": "imdb, imdb rating, imdb score, imdb wertung, note imdb, nota imdb, rotten tomatoes, rt, rt score, "
    "tomatometer, tomato meter, metacritic, metascore, audience score, audience rating, audience, user rating, "
    "user score, users, user ratings, reader rating, readers rating, readers, viewers, votes, presse, "
    "spectateurs, note spectateurs, note presse, allociné, filmaffinity, nota filmaffinity, letterboxd, "
    "letterboxd average, average rating, average, moviepilot, community, leserwertung, nutzerwertung, publikum, "
    "lecteurs, note des lecteurs, lectores, nota de los lectores, usuarios, público, netflix, netflix guess, "
    "netflix says, netflix prediction, tmdb, cinemascore, critics consensus, rotten tomatoes score, metacritic "
    "score, audience grade, average score, imdb note, user wertung, community wertung, tmdb rating, public, "
    "votos, our readers, guess, netflix best guess, predicted rating, audience reviews, rotten tomatoes "
    "critics, rotten tomatoes audience",
    "other": "writer, writers, written by, screenplay, screenplay by, screenwriter, story by, script, producer, "
    "producers, produced by, executive producer, music, music by, score by, composer, cinematography, "
    "cinematographer, cinematography by, director of photography, editor, editing, edited by, distributor, "
    "distributed by, studio, studios, production company, production companies, production, budget, box office, "
    "country, countries, original language, film language, language, "
    "languages, plot, the plot, synopsis, story, the story, summary, logline, "
    "tagline, streaming, streaming on, where to watch, watch, watched, watch on, available on, availability, "
    "watched on, date watched, viewed, seen, format, budget box office, based on, trailer, image, images, "
    "photo, photos, photo credit, image credit, poster, buy to own, now streaming, how to watch, series, guion, "
    "guión, guionista, música, fotografía, montaje, productora, producción, país, países, idioma, sinopsis, "
    "idiomas, idioma original, "
    "argumento, distribuidora, disponible en, scénario, scénariste, musique, photographie, montage, producteur, "
    "pays, langue, nationalité, "
    "langues, langue originale, distributeur, on, seen on, seen at, histoire, what it is, "
    "what it s about, premise, the premise, "
    "gist, the gist, l histoire, buch, drehbuch, original stimmen, autoren, musik, kamera, schnitt, "
    "produktion, produzent, produzenten, verleih, land, produktionsland, sprache, handlung, inhalt, "
    "sprachen, originalsprache, verfügbar "
    "bei, verfügbar auf, zu sehen bei, streambar bei, geschaut, gesehen, gesehen am, type, publisher, "
    "developer, platform, platforms, pages, isbn, content warning, trigger warning, content warnings, award, "
    "awards, oscars, perfect for, disponible sur, vu, visto, lo mejor, lo peor, pros, cons, the good, the bad, "
    "les plus, les moins, le meilleur, le pire, aspect ratio, color, colour, sound mix, filming locations, "
    "release format, disc, region, disclaimer, editor s note, nacionalidad, color, bild, foto, fotos, sinopse, "
    "trama, trama del "
    "film, país de origem, paese, nazionalità",
}
