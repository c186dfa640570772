from __future__ import annotations

from django.contrib import admin

from cases.admin.work import BY_CASE
from cases.models import Referral
from staff.admin.group import Group
from staff.admin.page import ShownOnly
from staff.policy import Action


@admin.register(Referral)
class ReferralAdmin(ShownOnly):
    """What was referred to whom. It is made and called back on the page of the case."""

    group = Group.WORK
    place = 7
    sees, writes = Action.ADMINISTER_FILES, None
    about, about_cases = ("case__subject",), ("case",)
    masked = ("asked", "recall_reason")
    list_display = ("__str__", "case", "recipient", "purpose", "until", "made_by", "recalled_at")
    list_select_related = ("case", "recipient", "made_by", "recalled_by")
    list_filter = ("purpose",)
    search_fields = ("public_id", "^case__reference", "^recipient__code")
    search_help_text = BY_CASE
    fields = (
        "case",
        "recipient",
        "purpose",
        "classes",
        "asked",
        "until",
        "public_id",
        "made_at",
        "made_by",
        "recalled_at",
        "recalled_by",
        "recall_reason",
    )
