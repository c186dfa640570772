"""How names are written and how they sound in Spanish, so that a slip of spelling still finds the person."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʹ")
_WORD = re.compile(r"[^\W_]+")

# In this order, on folded text. Capitals stand for sounds that later rules must leave alone.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"s?ch|sh", "C"),  # Shirley, Chirley
        (r"w?hu(?=[aeio])|wu(?=[aeiou])|w(?=[aeiouy])|gu(?=[ao])", "u"),  # Huáscar, Wáscar; Guaidó, Waido
        (r"g[uh](?=[eiy])", "G"),  # Miguel, Mighel
        (r"h", ""),  # Hernández, Ernandes
        (r"^(?:ll|y|j|g(?=[eiy])|i)(?=[aeiouy])", "Y"),  # Yessica, Jessica; Llolanda, Iolanda
        (r"g(?=[eiy])", "j"),  # Jiménez, Giménez
        (r"n[iy](?=[aeou])", "n"),  # Peña, Penya, Penia
        (r"ll", "y"),
        (r"(?<=[aeou])i(?=[aeou])", "y"),  # Dayana, Daiana
        (r"y(?![aeiou])", "i"),  # Rayza, Raiza; Eloy, Eloi
        (r"[vw]", "b"),
        (r"c(?=[ei])|z", "s"),
        (r"qu(?=[eiy])|[ckq]+", "k"),
        (r"k?s|k?x", "s"),  # Máximo, Maksimo
        (r"n(?=[bmp])", "m"),  # Enmanuel, Emmanuel
        (r"(.)\1+", r"\1"),
    )
]


def fold(text: str) -> str:
    """The text in lower case without accents; ñ becomes n. Folding twice changes nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words of a text, in order. Apostrophes join ("D'Angelo"); any other sign or space parts."""
    return _WORD.findall(fold(text.translate(_APOSTROPHES)))


def sounds_like(word: str) -> str:
    """A code that is the same for spellings that sound the same in Spanish; empty when nothing is heard ("H.")."""
    code = "".join(words(word))
    for pattern, sound in _SOUNDS:
        code = pattern.sub(sound, code)
    return code
