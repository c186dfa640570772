from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.models import Consent, ConsentOverride, Partnership
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin, ShownOnly
from staff.admin.recent import AsksAgain
from staff.policy import Action

SAID = ("subject", "recipient", "purpose", "classes", "begins_on", "until")
NOTED = ("public_id", "noted_at", "noted_by", "withdrawn_at", "withdrawn_by")
NAMED = ("subject", "recipient", "noted_by", "withdrawn_by")


@admin.register(Consent)
class ConsentAdmin(ShownOnly):
    """What people agreed to share. It is written down and withdrawn on the person's own page."""

    group = Group.KNOWN
    place = 6
    sees, writes = Action.ADMINISTER_FILES, None
    about = ("subject",)
    masked = ("given_by", "remark", "withdrawal_reason")
    list_display = ("__str__", "subject", "recipient", "purpose", "begins_on", "until", "withdrawn_at")
    list_select_related = NAMED
    list_filter = ("purpose", "how")
    search_fields = ("public_id", "subject__public_id", "^recipient__code")
    fields = (*SAID, "how", "given_by", "remark", *NOTED, "withdrawal_how", "withdrawal_reason")


@admin.register(ConsentOverride)
class ConsentOverrideAdmin(ShownOnly):
    """What supervisors share without consent."""

    group = Group.KNOWN
    place = 7
    sees, writes = Action.ADMINISTER_FILES, None
    about = ("subject",)
    masked = ("reason", "withdrawal_reason")
    list_display = ("__str__", "subject", "recipient", "purpose", "begins_on", "until", "noted_by", "withdrawn_at")
    list_select_related = NAMED
    list_filter = ("purpose",)
    search_fields = ("public_id", "subject__public_id", "^recipient__code")
    fields = (*SAID, "reason", *NOTED, "withdrawal_reason")


@admin.register(Partnership)
class PartnershipAdmin(AsksAgain, AmparoAdmin):
    """Which organisation a partner's user works for. Deleted, the user sees nothing at the next request."""

    group = Group.STAFF
    place = 6
    sees = writes = Action.MANAGE_SITE
    deletable = True
    list_display = ("user", "actor", "since")
    list_select_related = ("user", "actor")
    search_fields = ("^user__username", "^actor__code")
    search_help_text = _("By the beginning of a username or of an organisation’s code.")
    ordering = ("actor__code", "pk")
    fields = ("user", "actor", "since")
    readonly_fields = ("since",)
