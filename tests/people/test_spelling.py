from __future__ import annotations

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.spelling import fold, sounds_like, words

# Spellings that a Spanish ear takes for one name; each line is one name.
SAME_SOUND = [
    "pena Peña Penya Penia Penha",
    "Gonzalez González Gonzales Gonsález Gonsales",
    "Jimenez Jiménez Giménez",
    "Yessica Jessica Yésica Llesica",
    "Vázquez Vasquez Basques Bazquez",
    "Hernández Hernandes Ernandes Ernández",
    "Chávez Chabes Chaves",
    "Waido Guaidó Huaidó",
    "Yonny Jhonny Johnny Yoni",
    "Yeison Jeison Geison",
    "Alexander Aleksander Alecsander Alexsander",
    "Quintero Kintero",
    "Huerta Werta Uerta",
    "Emmanuel Enmanuel Emanuel",
    "Wilmer Wuilmer Huilmer",
    "Cecilia Sesilia Zecilia",
    "Xiomara Siomara Ziomara",
    "Acosta Akosta",
    "Philippe Filipe",
    "Guevara Guebara",
    "Miguel Mighel",
    "Rogelio Rojelio",
    "Dayana Daiana Dallana",
    "Eloy Eloi",
    "Rayza Raiza",
    "Elizabeth Elisabet Elizabet",
    "Shirley Chirley",
    "Zambrano Sambrano Zanbrano",
    "Villalba Biyalba Villalva",
]

# Names that are different people however carelessly they are written.
OTHER_SOUND = ["Peña Piña", "Luna Lima", "Marta Mirta", "Chacón Cacón", "Guerra Gerra", "Mora Mola", "Toro Tova"]


@pytest.mark.parametrize("line", SAME_SOUND)
def test_spellings_that_sound_the_same_in_spanish_get_the_same_code(line: str) -> None:
    assert len({sounds_like(word) for word in line.split()}) == 1


@pytest.mark.parametrize("line", OTHER_SOUND)
def test_names_that_sound_different_get_different_codes(line: str) -> None:
    one, other = line.split()
    assert sounds_like(one) != sounds_like(other)


def test_no_two_names_of_the_list_share_a_code_by_accident() -> None:
    codes = [sounds_like(line.split()[0]) for line in SAME_SOUND]
    assert all(one != other for one, other in combinations(codes, 2))


def test_accents_tildes_and_capitals_fold_away() -> None:
    assert fold("PEÑA Müller Łukasz Ærø STRAẞE") == "pena muller lukasz aero strasse"


def test_composed_and_decomposed_letters_fold_alike() -> None:
    assert fold(unicodedata.normalize("NFD", "Peña Núñez")) == fold(unicodedata.normalize("NFC", "Peña Núñez"))


def test_apostrophes_join_and_everything_else_parts_words() -> None:
    assert words("  D’Angelo, María-José  (a. k. a. «Pepe» 2.º)_x") == [
        "dangelo", "maria", "jose", "a", "k", "a", "pepe", "2", "o", "x",
    ]  # fmt: skip


def test_a_text_without_letters_has_no_words_and_no_sound() -> None:
    assert words(" ·–… \x00 \ud800") == []
    assert sounds_like("") == sounds_like("H.") == ""


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_words_are_folded_and_hold_no_spaces_or_signs(text: str) -> None:
    for word in words(text):
        assert word == fold(word)
        assert words(word) == [word]


@given(st.text(max_size=40))
def test_the_sound_of_a_word_does_not_depend_on_accents_or_capitals(text: str) -> None:
    assert sounds_like(text) == sounds_like(fold(text))
