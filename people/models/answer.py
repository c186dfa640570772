from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """A question answered, or not yet: blank is not no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")
