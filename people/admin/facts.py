"""The kinds of fact, one page each; what they share is in `people.admin.fact`."""

from __future__ import annotations

from django.contrib import admin

from people.actions import record_fact
from people.admin.fact import FactAdmin
from people.models import (
    ContactMethod,
    Identification,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
)
from staff.admin.inline import AddedOnly
from staff.models import User


@admin.register(MilitaryService)
class MilitaryServiceAdmin(FactAdmin):
    """Where and as what someone served."""

    place = 11
    columns = ("subject", "branch", "rank")
    list_select_related = ("subject", "branch", "rank", "recorded_by")
    list_filter = ("branch", "rank")
    search_fields = ("public_id", "subject__public_id")


@admin.register(Stay)
class StayAdmin(FactAdmin):
    """Who is or was where."""

    place = 12
    columns = ("subject", "location", "custody", "began", "ended")
    list_select_related = ("subject", "location", "recorded_by")
    list_filter = ("custody",)
    search_fields = ("public_id", "subject__public_id", "^location__code")


@admin.register(LegalStatus)
class LegalStatusAdmin(FactAdmin):
    """Standing in the law of a country."""

    place = 13
    columns = ("subject", "kind", "country", "may_work", "began", "ended")
    list_select_related = ("subject", "kind", "country", "authority", "recorded_by")
    list_filter = ("may_work", "kind")
    search_fields = ("public_id", "subject__public_id", "^country__code")


@admin.register(Kinship)
class KinshipAdmin(FactAdmin):
    """Family, on file or only described."""

    place = 14
    columns = ("subject", "relation")
    list_select_related = ("subject", "relative", "location", "recorded_by")
    list_filter = ("relation",)
    search_fields = ("public_id", "subject__public_id", "relative__public_id")


@admin.register(ContactMethod)
class ContactMethodAdmin(FactAdmin):
    """Ways to reach someone, and whether using them is safe."""

    place = 15
    columns = ("subject", "kind", "safe_to_call", "safe_to_write")
    list_select_related = ("subject", "recorded_by")
    list_filter = ("kind",)
    search_fields = ("public_id", "subject__public_id")


@admin.register(IdentityDocument)
class IdentityDocumentAdmin(FactAdmin):
    """Papers; the number stands on the form only."""

    place = 16
    columns = ("person", "kind", "country", "expires_on")
    list_select_related = ("person__subject", "kind", "country", "recorded_by")
    list_filter = ("kind",)
    search_fields = ("public_id", "person__subject__public_id")


@admin.register(Identification)
class IdentificationAdmin(FactAdmin):
    """Members of a group who became known by name."""

    place = 17
    columns = ("cohort", "person")
    list_select_related = ("cohort__subject", "person__subject", "recorded_by")
    search_fields = ("public_id", "cohort__subject__public_id", "person__subject__public_id")


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    """What was said that no other noun holds."""

    place = 18
    columns = ("subject", "topic", "happened")
    list_select_related = ("subject", "recorded_by")
    list_filter = ("topic",)
    search_fields = ("public_id", "subject__public_id")


class AccountsOfAPromise(AddedOnly):
    """Who says what became of the promise; who says so is cited on the account's own page."""

    model = PromiseAccount
    fields = ("state", "said", "remark", "accepted")
    list_select_related = ("promise",)

    def write(self, row: PromiseAccount, *, actor: User) -> PromiseAccount:
        """Put it on file as a fact of its own."""
        return record_fact(row, actor=actor)


@admin.register(Promise)
class PromiseAdmin(FactAdmin):
    """What was promised, by whom, to whom."""

    place = 19
    inlines = (AccountsOfAPromise, *FactAdmin.inlines)
    columns = ("promisor", "promisee", "made")
    list_select_related = ("promisor", "promisee", "recorded_by")
    search_fields = ("public_id", "promisee__public_id", "^promisor__code")


@admin.register(PromiseAccount)
class PromiseAccountAdmin(FactAdmin):
    """Who says what became of a promise. The state is theirs, never ours."""

    place = 20
    columns = ("promise", "state", "said")
    list_select_related = ("promise", "recorded_by")
    list_filter = ("state",)
    search_fields = ("public_id", "promise__public_id")
