"""The vocabularies that administrators extend."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.models import Branch, DocumentKind, LegalStatusKind, LocationKind, Rank
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin
from staff.policy import Action


class TermAdmin(AmparoAdmin):
    """One vocabulary: in the order in which its entries are offered."""

    group = Group.VOCABULARIES
    sees = writes = Action.MANAGE_SITE
    short = True
    # An entry that is in use is kept by the rows that name it; such an entry is retired.
    deletable = True
    list_display: Any = ("label_en", "label_es", "code", "position", "retired")
    list_filter: ClassVar[Any] = ("retired",)
    search_fields = ("^code", "label_en", "label_es")
    search_help_text = _("By code or label.")
    ordering = ("position", "code")
    sortable_by = ("label_en", "label_es", "code", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A code stays: fixtures and filters name the entry by it."""
        return ("code",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Propose a code for a new entry."""
        return {} if obj else {"code": ("label_en",)}


@admin.register(LegalStatusKind)
class LegalStatusKindAdmin(TermAdmin):
    """Kinds of legal status."""

    place = 2


@admin.register(LocationKind)
class LocationKindAdmin(TermAdmin):
    """Kinds of location, and whether people are held there."""

    place = 3
    list_display: Any = (*TermAdmin.list_display, "custodial")
    list_filter = (*TermAdmin.list_filter, "custodial")


@admin.register(DocumentKind)
class DocumentKindAdmin(TermAdmin):
    """Kinds of identity document."""

    place = 4


@admin.register(Branch)
class BranchAdmin(TermAdmin):
    """Branches of the armed forces."""

    place = 5


@admin.register(Rank)
class RankAdmin(TermAdmin):
    """Ranks, from the highest."""

    place = 6
