from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """Who works here and what each may see."""

    name = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Let every start look for misspelt icons."""
        from staff.checks import check_icons

        register(check_icons)
