"""Passwords that guessers try first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

# What zxcvbn reads at most; more of it would cost time and change nothing.
READ = 72
# On its scale of 0 to 4: at least a hundred million guesses, with the lists of breached passwords and all known tricks.
ENOUGH = 3
OURS = ["amparo"]


class NotGuessable:
    """Refuse what is on lists of breached passwords, or made of these, of names, words, keyboard rows, repetitions."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with what to do instead."""
        known = [*OURS, *(getattr(user, name, "") or "" for name in ("username", "name", "email"))]
        if zxcvbn(password[:READ], user_inputs=known)["score"] < ENOUGH:
            raise ValidationError(
                _("This password is among those that guessers try first. Four or more unrelated words are better."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """What to choose."""
        return _("Choose four or more unrelated words: easy to remember, hard to guess.")
