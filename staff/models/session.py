from __future__ import annotations

import hashlib
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import EncryptedTextField


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, many at a time."""

    def alive(self) -> Self:
        """Those that still open a page."""
        return self.filter(expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """One browser in which someone is signed in. The row is the session: without it the cookie opens nothing.

    Kept of the browser is what its owner needs to know it again, and no more: family, and the address shortened.
    """

    # A digest of what the cookie holds: who reads a dump of the database finds no cookie in it.
    session_key = models.CharField(_("session"), max_length=40, primary_key=True, editable=False)
    session_data = EncryptedTextField(_("session data"), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        on_delete=models.CASCADE,
        related_name="sessions",
        editable=False,
    )
    began_at = models.DateTimeField(_("signed in at"), null=True, editable=False)
    seen_at = models.DateTimeField(_("last seen at"), null=True, editable=False)
    expire_date = models.DateTimeField(_("ends at the latest"), db_index=True, editable=False)
    browser = models.CharField(_("browser"), max_length=40, blank=True, editable=False)
    address = models.CharField(_("address, shortened"), max_length=45, blank=True, editable=False)

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.browser or str(_("Unknown browser"))

    @staticmethod
    def key_of(cookie: str) -> str:
        """The key of the row that a cookie opens."""
        return hashlib.sha256(cookie.encode()).hexdigest()[:40]
