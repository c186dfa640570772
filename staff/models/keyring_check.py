from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import EncryptedTextField


class KeyringCheck(models.Model):
    """A known word, sealed: a start with another keyring cannot read it and is refused."""

    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    word = EncryptedTextField(_("sealed word"))

    class Meta:
        verbose_name = _("keyring check")
        verbose_name_plural = _("keyring checks")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
