"""Search over sealed names: keyed tokens that tell nothing without the key.

What they do tell a thief of the database: which rows share a word, a beginning or a sound; never which word it is.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from people.spelling import sounds_like, words
from staff.encryption.keyring import get_keyring

SHORTEST_PREFIX = 3
LONGEST_PREFIX = 8


@dataclass(frozen=True)
class WordTokens:
    """What one word of a query may match, each a signed 64-bit token; None where it is too short or makes no sound."""

    word: int
    prefix: int | None
    sound: int | None


def name_tokens(*names: str) -> list[int]:
    """The tokens to store for someone's names: of each word, its beginnings from 3 to 8 letters, and its sound."""
    tokens: set[int] = set()
    for word in {word for name in names for word in words(name)}:
        tokens.add(_token("word", word))
        tokens.update(
            _token("prefix", word[:end]) for end in range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX) + 1)
        )
        if sound := sounds_like(word):
            tokens.add(_token("sound", sound))
    return sorted(tokens)


def query_tokens(text: str) -> list[WordTokens]:
    """The tokens to look for, word by word in the order of the query. A longer word matches by its first 8 letters."""
    return [_word_tokens(word) for word in dict.fromkeys(words(text))]


def _word_tokens(word: str) -> WordTokens:
    prefix = word[:LONGEST_PREFIX] if len(word) >= SHORTEST_PREFIX else None
    sound = sounds_like(word)
    return WordTokens(
        word=_token("word", word),
        prefix=_token("prefix", prefix) if prefix else None,
        sound=_token("sound", sound) if sound else None,
    )


def _token(kind: str, text: str) -> int:
    # Sixty-four bits fill a bigint and still keep a million names apart.
    digest = hmac.digest(get_keyring().blind_index, f"{kind}:{text}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True)
