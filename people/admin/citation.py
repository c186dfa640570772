from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.actions import cite_fact
from people.models import KINDS, Citation
from staff.admin.group import Group
from staff.admin.inline import AddedOnly
from staff.admin.page import AmparoAdmin
from staff.models import User
from staff.policy import Action

SAID = ("passage", "mode", "certainty", "speaker_actor", "speaker_subject", "inferred_en", "inferred_es")
SPEAKERS = ("passage__source", "speaker_actor", "speaker_subject")

# Whom a citation speaks of, or lets speak.
ABOUT = (
    "subject",
    "speaker_subject",
    "overlap__one",
    "overlap__other",
    *(f"{kind.column}__{kind.owner}" for kind in KINDS.values()),
)


class Citations(AddedOnly):
    """Who says so, where, and how surely."""

    model = Citation
    template = "admin/edit_inline/stacked.html"
    fields = SAID
    extra = 1
    list_select_related = SPEAKERS


class CitationsOfAFact(Citations):
    """Citations below the fact they support."""

    def write(self, row: Any, *, actor: User) -> Any:
        """Cite the fact, unless it was taken back."""
        return cite_fact(row.fact, row, actor=actor)


@admin.register(Citation)
class CitationAdmin(AmparoAdmin):
    """Citations across all facts. They are added below the fact they support and stay with it."""

    group = Group.KNOWN
    place = 42
    sees = writes = Action.ADMINISTER_FILES
    about = ABOUT
    list_display = ("__str__", "passage", "mode", "certainty", "speaker_actor", "speaker_subject")
    list_select_related = SPEAKERS
    list_filter = ("mode", "certainty")
    search_fields = ("public_id", "passage__public_id", "^passage__source__code")
    search_help_text = _("By the beginning of the public id of a citation or passage, or by the code of a source.")
    readonly_fields = ("public_id", "supports")
    fields = ("supports", *SAID, "public_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of the fact."""
        return False

    @admin.display(description=_("supports"))
    def supports(self, citation: Citation) -> str:
        """The fact, by the row's neutral name."""
        return str(citation.fact)
