from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Passage, Source
from staff.models import User


@transaction.atomic
def attach_text(source: Source, content: bytes, *, actor: User | None) -> int:
    """Keep the text of a source, so that its page can show each passage in place. Returns how many passages it has.

    `content` must be the very file that `source.sha256` is the digest of: UTF-8, one paragraph per line. `actor` is
    None for whoever works at the command line. A text that is attached already is checked again and not written.
    Raises `ValidationError` with a sentence when the file is another one or a passage is not where it is said to be.
    """
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if not locked.sha256:
        raise ValidationError(_("This source has no SHA-256 digest on file, so no text can be checked against it."))
    if hashlib.sha256(content).hexdigest() != locked.sha256:
        raise ValidationError(
            _("This is not the text that the facts were drawn from: its SHA-256 digest is another one.")
        )
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ValidationError(_("The text cannot be read: it is not in UTF-8.")) from error
    passages = list(locked.passages.all())
    _verify(passages, text)
    if locked.text != text:
        locked.text = text
        locked.save(update_fields=["text"])
    return len(passages)


def passage_text(passage: Passage, text: str) -> str:
    """The words of a passage in the text of its source; "" where its digest says that they are others."""
    paragraphs = text.split("\n")
    if not 0 < passage.paragraph <= len(paragraphs):
        return ""
    words = paragraphs[passage.paragraph - 1][passage.start : passage.end]
    return words if hashlib.sha256(words.encode()).hexdigest() == passage.sha256 else ""


def _verify(passages: list[Passage], text: str) -> None:
    wrong = sorted({passage.paragraph for passage in passages if not passage_text(passage, text)})
    if wrong:
        raise ValidationError(
            ngettext(
                "A passage is not where it is said to be: look at paragraph %(paragraphs)s.",
                "Some passages are not where they are said to be: look at paragraphs %(paragraphs)s.",
                len(wrong),
            )
            % {"paragraphs": ", ".join(str(number) for number in wrong)}
        )
