from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.models import Passage, Source
from staff.admin.group import Group
from staff.admin.inline import AddedOnly
from staff.admin.page import AmparoAdmin
from staff.admin.team import TreeForm
from staff.policy import Action

WHERE = ("paragraph", "start", "end", "paraphrase_en", "paraphrase_es", "sha256")


class PassagesOfASource(AddedOnly):
    """Where in a source something is said, in our own words."""

    model = Passage
    fields = WHERE
    list_select_related = ("source",)


@admin.register(Source)
class SourceAdmin(AmparoAdmin):
    """Documents that facts were drawn from. The text is attached on the server and never shown here."""

    group = Group.KNOWN
    place = 40
    sees = writes = Action.KEEP_SOURCES
    deletable = True
    form = TreeForm
    inlines = (PassagesOfASource,)
    list_display = ("title", "kind", "publisher", "published", "language", "code")
    list_select_related = ("publisher", "parent")
    list_filter = ("kind",)
    search_fields = ("^code", "title")
    search_help_text = _("By code or title.")
    ordering = ("title", "pk")
    prepopulated_fields = {"code": ("title",)}
    fields = ("title", "title_es", "code", "kind", "publisher", "published", "language", "sha256", "parent")


@admin.register(Passage)
class PassageAdmin(AmparoAdmin):
    """Passages across all sources. One that is cited is kept by its citations."""

    group = Group.KNOWN
    place = 41
    sees = writes = Action.KEEP_SOURCES
    deletable = True
    list_display = ("__str__", "source", "paragraph", "start", "end", "public_id")
    list_select_related = ("source",)
    search_fields = ("public_id", "^source__code")
    search_help_text = _("By the beginning of a public id, or by the code of a source.")
    fields = ("source", *WHERE, "public_id")
    readonly_fields = ("public_id",)
