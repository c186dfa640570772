from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """What is known: persons, groups, where they are, their standing in law, and who says so."""

    name = "people"
    verbose_name = _("People")
