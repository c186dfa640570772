"""What an administrator does to somebody's sign-in: end all sessions, take away a lost second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from staff.actions import reset_second_factor, sign_out_everywhere
from staff.models import Session, User

if TYPE_CHECKING:
    from staff.admin.page import AmparoAdmin as BaseAdmin
else:
    BaseAdmin = object

END_SESSIONS = {
    "title": _("End all sessions"),
    "text": _("Whoever is signed in with this account, wherever that is, must sign in again at the next step."),
    "done": _("All sessions have ended."),
    "field": "signed_out_at",
}
RESET_FACTOR = {
    "title": _("Reset second factor"),
    "text": _(
        "Passkeys, authenticator app and recovery codes of this account are removed and its sessions end. Until new "
        "ones are set up, the password alone opens it: make sure that it is really the owner who asks."
    ),
    "done": _("The second factor is reset."),
    "field": "second_factor_reset_at",
}


class UserSteps(BaseAdmin):
    """Two buttons on the page of a user, and what they are about."""

    change_form_template = "admin/user_form.html"

    def get_urls(self) -> list[Any]:
        """Beside Django's pages, one for each step."""
        steps = [
            path(f"<path:object_id>/{address}/", self.admin_site.admin_view(view), name=f"staff_user_{name}")
            for address, name, view in (
                ("end-sessions", "end_sessions", self.end_sessions_view),
                ("reset-second-factor", "reset_second_factor", self.reset_factor_view),
            )
        ]
        return [*steps, *super().get_urls()]

    def end_sessions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then end every session of the user."""
        return self._step(request, object_id, END_SESSIONS, sign_out_everywhere)

    def reset_factor_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then take away every factor of the user but the password."""
        return self._step(request, object_id, RESET_FACTOR, reset_second_factor)

    def _step(
        self, request: HttpRequest, object_id: str, words: dict[str, Any], act: Callable[..., None]
    ) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        user = self.get_object(request, unquote(object_id))
        if user is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        own = user.pk == request.user.pk
        if request.method == "POST" and not own:
            act(user, actor=request.user)
            field = user._meta.get_field(words["field"])
            self.log_change(request, user, [{"changed": {"fields": [str(field.verbose_name)]}}])
            self.message_user(request, words["done"])
            return HttpResponseRedirect(self.address("change", user.pk))
        context = {**self.admin_site.each_context(request), **words, "subtitle": str(user), "own": own}
        return TemplateResponse(request, "admin/user_step.html", {**context, "object": user, "opts": self.opts})

    @admin.display(description=_("second factor"))
    def second_factor(self, user: User) -> str:
        """What the user shows beside the password, in words."""
        kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
        said = [ngettext("%(count)d passkey", "%(count)d passkeys", passkeys) % {"count": passkeys}] if passkeys else []
        if Authenticator.Type.TOTP in kinds:
            said.append(str(_("authenticator app")))
        if Authenticator.Type.RECOVERY_CODES in kinds:
            said.append(str(_("recovery codes")))
        if not said:
            return str(_("None yet: the next sign-in asks for one.") if settings.SECOND_FACTOR_REQUIRED else _("None."))
        return ", ".join(said)

    @admin.display(description=_("signed in now"))
    def signed_in_now(self, user: User) -> SafeString | str:
        """Each session, with the page on which it can be ended alone."""
        rows = Session.objects.alive().filter(user=user).order_by("-seen_at")[:20]
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a> · {} · {}</li>',
            (
                (
                    reverse("admin:staff_session_change", args=[row.pk]),
                    row,
                    row.address,
                    date_format(localtime(row.seen_at), "SHORT_DATETIME_FORMAT") if row.seen_at else "",
                )
                for row in rows
            ),
        )
        return format_html("<ul>{}</ul>", lines) if lines else str(_("Nowhere."))
