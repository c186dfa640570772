"""Pages of the administration that give or take access: they ask for sign-in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from staff.recent import recently_signed_in

if TYPE_CHECKING:
    from staff.admin.page import AmparoAdmin as BaseAdmin
else:
    BaseAdmin = object

# Pages that change nothing: they stay open as all others.
ONLY_LOOKED_AT = ("_changelist", "_history")


class AsksAgain(BaseAdmin):
    """Whoever opens or sends a form here has signed in within the last five minutes."""

    def get_urls(self) -> list[Any]:
        """The pages, each behind sign-in again unless it is only looked at. (Django's last one only redirects.)"""
        patterns = super().get_urls()
        for pattern in patterns:
            if pattern.name and not pattern.name.endswith(ONLY_LOOKED_AT):
                pattern.callback = recently_signed_in(pattern.callback)
        return patterns

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form. Whoever changed their own rights keeps the session in which they did it, and no other."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        return stay_signed_in(request, response)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete; likewise."""
        return stay_signed_in(request, super().delete_view(request, object_id, extra_context))


def stay_signed_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Begin the present session anew if what was just saved has ended it."""
    key = request.session.session_key
    if request.method == "POST" and key and not request.session.exists(key):
        request.session.cycle_key()
    return response
