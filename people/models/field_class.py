"""What a person can agree to share: classes of what is on file, the smallest parts that consent speaks of."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FieldClass(models.TextChoices):
    """A part of a file that is shared as a whole or not at all; `people.shared` says which fields each holds."""

    IDENTITY = "identity", _("Who they are: name, birth, sex")
    OTHER_NAMES = "other-names", _("Other names")
    CONTACT = "contact", _("How to reach them")
    COUNTRY = "country", _("The country where they are")
    PLACE = "place", _("The exact place where they are")
    STANDING = "standing", _("Their standing in law")
    DOCUMENTS = "documents", _("Identity documents and their numbers")
    FAMILY = "family", _("Their family")
    SERVICE = "service", _("Military service")
    STORY = "story", _("What happened to them: threats and losses")
    NEEDS = "needs", _("What they need and ask for")


class Purpose(models.TextChoices):
    """What something is shared for."""

    LEGAL_AID = "legal-aid", _("Legal aid")
    PROTECTION = "protection", _("Protection from threats")
    PAPERS = "papers", _("Papers and leave to stay or work")
    RELEASE = "release", _("Release from detention")
    FAMILY = "family", _("Bringing the family together")
    HEALTH = "health", _("Health")
    SHELTER = "shelter", _("Shelter and upkeep")
    WORK = "work", _("Work and training")
    ADVOCACY = "advocacy", _("Speaking up for them")
    OWN_WORK = "own-work", _("Our own work")


def classes_field() -> Any:
    """The column that holds the classes something is about."""
    return ArrayField(
        models.CharField(max_length=12, choices=FieldClass),
        verbose_name=_("what is shared"),
    )


def some_classes(name: str) -> models.CheckConstraint:
    """At least one class, and none that does not exist."""
    return models.CheckConstraint(
        name=name,
        condition=Q(classes__len__gt=0, classes__contained_by=[word.value for word in FieldClass]),
        violation_error_message=_("Choose at least one thing that is shared."),
    )


def in_words(classes: Any) -> list[str]:
    """The classes in the reader's language, in the order of the registry."""
    return [str(word.label) for word in FieldClass if word.value in set(classes)]
