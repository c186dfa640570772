from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Value, When
from django.db.models.expressions import CombinedExpression, RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from people.blind_index import WordTokens, query_tokens
from staff.encryption.fields import EncryptedTextField
from staff.models import Team
from staff.policy import SIGHT, sight_of
from staff.record import collector

if TYPE_CHECKING:
    from staff.models import User
    from staff.policy import Action


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Persons and groups, many at a time."""

    def get_by_natural_key(self, public_id: str) -> Subject:
        """Find the subject that fixtures name by its public id."""
        return self.get(public_id=public_id)

    def visible_to(self, user: User) -> Self:
        """Those whose file this user may know of.

        A team of theirs holds the file, or it names them; a restricted file has to name them. See `staff.policy`.
        """
        return self.open_to(user, SIGHT)

    def open_to(self, user: User, actions: Iterable[Action]) -> Self:
        """Those on which this user may do one of the actions."""
        return self.filter(sight_of(user, tuple(actions)).rows())

    def on_file(self) -> Self:
        """Those whose file was not erased."""
        return self.filter(erased_on=None)

    def named_like(self, text: str) -> Self:
        """Those with every word of `text` in a name: whole, as a beginning, or by sound.

        Works on blind-index tokens; no name is read. An empty text finds nobody.
        """
        words = _searched(text)
        return self._found(words, fewest=len(words))

    def perhaps_named(self, text: str) -> Self:
        """Those who may be the same as somebody called `text`: two of its words fit, or its only word does."""
        words = _searched(text)
        return self._found(words, fewest=min(2, len(words)))

    def _found(self, words: list[WordTokens], *, fewest: int) -> Self:
        if not words:
            return self.none()
        # Found by a function of the database that can use the index, see `people.wall`; the rows are read here.
        told = json.dumps([(word.word, word.prefix, word.sound) for word in words])
        return self.filter(pk__in=RawSQL("SELECT amparo_found_by_name(%s::jsonb, %s)", [told, fewest]))

    def best_match_first(self, text: str) -> Self:
        """Order by `likeness` to the text: each word adds 3 as a word of a name, 2 as a beginning, 1 as a sound."""
        ratings = []
        for word in query_tokens(text):
            steps = [(word.word, 3), (word.prefix, 2), (word.sound, 1)]
            whens = [
                When(name_tokens__contains=[token], then=Value(worth)) for token, worth in steps if token is not None
            ]
            ratings.append(Case(*whens, default=Value(0), output_field=models.IntegerField()))
        if not ratings:
            return self.annotate(likeness=Value(0))
        return self.annotate(likeness=_sum(ratings)).order_by("-likeness", "-created_at", "-id")


def _searched(text: str) -> list[WordTokens]:
    """The tokens to look for, noted for the record of reads: no search for a name goes unrecorded."""
    words = query_tokens(text)
    collector.searched(token for word in words for token in _any_of(word))
    return words


def _any_of(word: WordTokens) -> list[int]:
    return [token for token in (word.word, word.prefix, word.sound) if token is not None]


def _sum(parts: Iterable[Case]) -> Case | CombinedExpression:
    return reduce(add, parts)


@pghistory.track(exclude=["name_tokens", "erased_on"])
class Subject(models.Model):
    """Whom a file is about: a person known by name, or a group known only together."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        COHORT = "cohort", _("Group")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="subjects")
    restricted = models.BooleanField(
        _("restricted"), default=False, help_text=_("Only people whom it names see a restricted file.")
    )
    name = EncryptedTextField(_("name shown"), max_length=200)
    name_es = EncryptedTextField(
        _("name shown in Spanish"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("For a group described in words. Empty where both languages use the same."),
    )
    # Keyed hashes of words, beginnings and sounds of every name; see people.blind_index.
    name_tokens = ArrayField(models.BigIntegerField(), default=list, editable=False)
    synthetic = models.BooleanField(
        _("synthetic"), default=False, help_text=_("Made by the generator for training; no real person.")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    # Set by the database when everything else on the file goes; see people.erasing.
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)

    # What stays of the row when the file is erased: who may see the tombstone, and nothing of whom it was about.
    outlives_erasure = ("public_id", "kind", "team", "restricted", "synthetic", "created_at", "erased_on")

    # Whether the name was taken off this copy because the reader may not know of the file.
    kept_back = False

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ("-created_at", "-id")
        indexes = [
            GinIndex(fields=["name_tokens"], name="subject_name_tokens"),
            models.Index(fields=["team", "-created_at", "-id"], name="subject_newest_in_team"),
            models.Index(fields=["-created_at", "-id"], name="subject_newest"),
        ]

    def __str__(self) -> str:
        # Admin logs and error pages keep what this returns: never a name.
        return f"{self.get_kind_display()} {str(self.public_id)[:8]}"

    def get_absolute_url(self) -> str:
        """The page of this person or group."""
        return reverse("people:detail", args=[self.public_id])

    def natural_key(self) -> tuple[str]:
        """Fixtures name a subject by its public id."""
        return (str(self.public_id),)

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        if self.is_erased and not self.kept_back:
            collector.listed([self.pk])
            return gettext("Erased file")
        if not self.kept_back:
            # Whoever is named is on record as seen, whichever page it is.
            collector.listed([self.pk])
        spanish = (get_language() or "").startswith("es")
        return self.name_es or self.name if spanish else self.name

    @display_name.setter
    def display_name(self, name: str) -> None:
        # Whoever keeps a name back from a reader keeps it back in both languages.
        self.name, self.name_es, self.kept_back = name, "", True

    @property
    def is_erased(self) -> bool:
        """Whether the file was erased: nothing is known of whom it was about."""
        return self.erased_on is not None

    @property
    def is_person(self) -> bool:
        """Whether this is one person known by name."""
        return self.kind == self.Kind.PERSON
