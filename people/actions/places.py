from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Location


@transaction.atomic
def place_location(location: Location) -> Location:
    """Save a place where it belongs in the tree, and move everything below it along.

    Raises `ValidationError` when the larger place lies within the place itself.
    """
    before = Location.objects.select_for_update().filter(pk=location.pk).first() if location.pk else None
    above = location.parent.path if location.parent else ""
    if before is not None and above.startswith(before.path):
        raise ValidationError({"parent": _("A place cannot lie within itself: choose a larger place.")})
    location.path = f"{above}{location.code}/"
    location.full_clean()
    location.save()
    if before is not None and before.path != location.path:
        for below in Location.objects.select_for_update().within(before).exclude(pk=location.pk):
            below.path = location.path + below.path.removeprefix(before.path)
            below.save(update_fields=["path"])
    return location
