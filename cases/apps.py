from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """What is done: the case, its requests, tasks and notes, and the story they tell."""

    name = "cases"
    verbose_name = _("Cases")
