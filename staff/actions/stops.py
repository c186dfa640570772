"""Stopping a reader who opens far too many files, and letting them go on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.models import ReadingStop, User


@transaction.atomic
def stop_reader(reader: User, *, files: int) -> ReadingStop:
    """Let the reader open no more files until somebody releases it. Stopped twice is stopped once."""
    stop, _made = ReadingStop.objects.get_or_create(reader=reader, released_at=None, defaults={"files": files})
    return stop


@transaction.atomic
def release_reader(stop: ReadingStop, *, reason: str, actor: User | None) -> ReadingStop:
    """Let the reader go on; `actor` is a supervisor, or None where the operator of the server does it."""
    stop = ReadingStop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    if stop.released_at is not None:
        raise ValidationError(_("Somebody has released it already."))
    if actor is not None and actor.pk == stop.reader_id:
        raise ValidationError(_("Nobody releases themselves: ask another supervisor."))
    stop.released_at, stop.released_by, stop.reason = timezone.now(), actor, reason
    stop.save(update_fields=["released_at", "released_by", "reason"])
    return stop
