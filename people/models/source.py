from __future__ import annotations

import uuid

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.actor import Actor
from staff.encryption.fields import EncryptedTextField

sha256_digest = RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 digest is 64 characters from 0 to 9 and a to f."))


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources, many at a time."""

    def get_by_natural_key(self, code: str) -> Source:
        """Find the source that fixtures name by `code`."""
        return self.get(code=code)


@pghistory.track()
class Source(models.Model):
    """A document that facts were drawn from."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Newspaper article")
        REPORT = "report", _("Report")
        INTERVIEW = "interview", _("Interview")
        OFFICIAL = "official", _("Official document")
        OTHER = "other", pgettext_lazy("kind of source", "Other")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    title_es = models.CharField(_("title in Spanish"), max_length=200, blank=True)
    publisher = models.ForeignKey(
        Actor, verbose_name=_("publisher"), null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )
    published = SpanField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True, help_text=_("A code such as en or es."))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True, validators=[sha256_digest])
    parent = models.ForeignKey(
        "self",
        verbose_name=_("drawn from the source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    # The text itself is attached by hand (`manage.py attach_source`) and never part of a fixture.
    text = EncryptedTextField(_("text"), multiline=True, blank=True, default="", editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("title",)

    def __str__(self) -> str:
        spanish = (get_language() or "").startswith("es")
        return self.title_es or self.title if spanish else self.title

    def get_absolute_url(self) -> str:
        """The page of this source."""
        return reverse("people:source", args=[self.code])

    def natural_key(self) -> tuple[str]:
        """Fixtures name a source by its code."""
        return (self.code,)


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages, many at a time."""

    def get_by_natural_key(self, public_id: str) -> Passage:
        """Find the passage that fixtures name by its public id."""
        return self.get(public_id=public_id)


@pghistory.track()
class Passage(models.Model):
    """Where in a source: paragraph, span of characters within it, digest of that span, and our own words for it.

    `paragraph` counts from 1; `start` and `end` count characters (Unicode code points) from 0 within the paragraph,
    `end` not included; `sha256` is the digest of the span in UTF-8.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="passages")
    paragraph = models.PositiveSmallIntegerField(_("paragraph"))
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("character after the last"))
    sha256 = models.CharField(_("SHA-256 of the passage"), max_length=64, validators=[sha256_digest])
    paraphrase_en = EncryptedTextField(_("in our words, English"), max_length=600, multiline=True)
    paraphrase_es = EncryptedTextField(_("in our words, Spanish"), max_length=600, multiline=True)

    objects = PassageQuerySet.as_manager()

    # Our words for what a passage says are about whom it is cited for: once nothing cites it any more, they go.
    goes_with_its_last_citation = True

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("source", "paragraph", "start")
        constraints = [
            models.CheckConstraint(
                name="passage_has_length",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A passage ends after it starts: check the two character numbers."),
            ),
            models.CheckConstraint(
                name="paragraphs_count_from_one",
                condition=Q(paragraph__gte=1),
                violation_error_message=_("Paragraphs are counted from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ¶{self.paragraph}"

    def get_absolute_url(self) -> str:
        """The place of this passage on the page of its source."""
        return f"{self.source.get_absolute_url()}#p-{self.public_id}"

    def natural_key(self) -> tuple[str]:
        """Fixtures name a passage by its public id."""
        return (str(self.public_id),)

    @property
    def paraphrase(self) -> str:
        """What the passage says, in our words and the reader's language."""
        return self.paraphrase_es if (get_language() or "").startswith("es") else self.paraphrase_en
