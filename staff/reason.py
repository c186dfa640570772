"""Why somebody opens or gives sight of a file: a sentence, not a word."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 20
LONGEST = 500


def a_sentence(reason: str, *, field: str = "reason") -> str:
    """The reason as it is kept, or a refusal if it is too short to tell anybody anything."""
    reason = reason.strip()
    if len(reason) < SHORTEST:
        raise ValidationError(
            {field: _("Say why in at least %(count)s characters: others must understand it.") % {"count": SHORTEST}}
        )
    return reason
