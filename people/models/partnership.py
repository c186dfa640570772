from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.actor import Actor


@pghistory.track()
class Partnership(models.Model):
    """Ties a user who works elsewhere to the organisation they work for: what is referred to it, they may see."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="partnership"
    )
    actor = models.ForeignKey(
        Actor, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="partnerships"
    )
    since = models.DateField(_("since"), default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ("actor", "user")

    def __str__(self) -> str:
        return f"{self.user} · {self.actor}"
