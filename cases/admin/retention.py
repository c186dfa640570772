from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.models import RetentionRule
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin
from staff.policy import Action


@admin.register(RetentionRule)
class RetentionRuleAdmin(AmparoAdmin):
    """How long files are kept once the work on them is over. No file is erased by it alone: two people do that."""

    group = Group.VOCABULARIES
    sees = writes = Action.MANAGE_SITE
    place = 7
    deletable = True
    list_display = ("code", "request_kind", "outcome", "months", "then", "rests_on", "checked_on")
    list_select_related = ("request_kind",)
    list_filter = ("then", "rests_on")
    search_fields = ("^code",)
    search_help_text = _("By code.")
    fields = ("code", "request_kind", "outcome", "months", "then", "rests_on", "basis_en", "basis_es", "checked_on")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A code stays: fixtures name the rule by it."""
        return ("code",) if obj else ()
