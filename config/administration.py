"""The administrator's Django admin: which pages it has, and in what order."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# Packages bring pages of their own (groups and permissions, e-mail addresses, raw events); here they would be a second
# way to do what our pages do, without our rules.
ROOMS = frozenset({"staff", "people", "cases"})
# Pages of Django's that are not needed here: rows link to their own page, and a password is changed where one signs in.
LEFT_OUT = frozenset({"view_on_site", "password_change", "password_change_done"})


class AmparoSite(AdminSite):
    """Our own models only, grouped by what an administrator comes to do."""

    site_header = site_title = "Amparo"
    index_title = _("Administration")
    site_url = "/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in the pages of our own apps and pass over those that packages bring."""
        models: list[type[Model]] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label in ROOMS]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Django's addresses, without the pages that are left out."""
        return [one for one in super().get_urls() if getattr(one, "name", None) not in LEFT_OUT]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The pages this user may open, by the group and the place that each page names."""
        groups: dict[Any, list[tuple[int, Any]]] = {}
        for app in super().get_app_list(request, app_label):
            for entry in app["models"]:
                page: Any = self.get_model_admin(entry["model"])
                groups.setdefault(page.group, []).append((page.place, entry))
        return [
            {
                "name": group.label,
                "app_label": group.name.lower(),
                "app_url": "",
                "has_module_perms": True,
                "models": [entry for _place, entry in sorted(groups[group], key=lambda pair: pair[0])],
            }
            for group in sorted(groups)
        ]


class AdministrationConfig(AdminConfig):
    """Django's admin, on our own site."""

    default_site = "config.recorded_site.RecordedSite"
