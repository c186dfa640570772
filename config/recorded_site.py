"""The administration, with whom its pages show put on record."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from config.administration import AmparoSite
from staff.record import collector
from staff.record.rows import note_row
from staff.wall.context import seen_by


class RecordedSite(AmparoSite):
    """Our administration. Every page of it passes through `admin_view`."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Put on record whom a page shows, before it is rendered: no record, no page."""

        def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with seen_by(request.user.pk):
                try:
                    response: HttpResponse = view(request, *args, **kwargs)
                except (Http404, PermissionDenied):
                    collector.sought()
                    raise
                if isinstance(response, TemplateResponse):
                    _note_rows(response.context_data or {})
                if response.status_code < 300:
                    collector.write_down()
                # Rendered here and not later: what a page still asks while it renders is asked as its reader.
                return response.render() if isinstance(response, TemplateResponse) else response

        return super().admin_view(update_wrapper(recorded, view), cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """What a box finds while one types in it, on record as any list is."""
        return RecordedChoices.as_view(admin_site=self)(request)  # type: ignore[return-value]


class RecordedChoices(AutocompleteJsonView):
    """Django's answer to a box that looks up as one types.

    A box offers what whoever writes the rows of its page may reach, be it that the page of these is closed to them.
    """

    def has_perm(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever may write the rows that the box belongs to."""
        return bool(self._own_page().may_write(request))

    def get_queryset(self) -> QuerySet[Any]:
        """The rows that fit what was typed."""
        page: Any = self.model_admin
        rows = self._own_page().choices_for(self.source_field, self.request)
        ordered = page.with_what_they_need(rows.order_by(*page.get_ordering(self.request)))
        found: QuerySet[Any] = page.get_search_results(self.request, ordered, self.term)[0]
        return found

    def _own_page(self) -> Any:
        site: Any = self.admin_site
        return site._registry.get(self.source_field.model) or site._registry[self.model_admin.model]

    def serialize_result(self, obj: Model, to_field_name: str) -> Any:
        """One choice."""
        note_row(obj, as_opened=False)
        return super().serialize_result(obj, to_field_name)


def _note_rows(context: dict[str, Any]) -> None:
    """Tell the record which rows a page shows: those of a list, or the one it is about."""
    for row in getattr(context.get("cl"), "result_list", ()):
        note_row(row, as_opened=False)
    for name in ("original", "object"):
        if isinstance(row := context.get(name), Model):
            note_row(row, as_opened=True)
