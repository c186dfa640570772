"""The pages on which somebody comes in through the provider of sign-ins, links an account there, or unlinks it.

Each begins with a link and not with a form: a form may lead to addresses of ours alone, without exception.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.pages import too_many
from config.provider import Provider
from config.provider_talk import CLOCKS_MAY_DIFFER, NotProvedError, lead_there, who_came
from config.sign_in import changes_sign_in
from staff.actions import link_account, unlink_account
from staff.admin.recent import stay_signed_in
from staff.doorkeeper import FACTOR_ELSEWHERE
from staff.models import LinkedAccount, User
from staff.recent import recently_signed_in

# In a session: what the browser was sent to the provider for, and the account there that is about to be linked.
WISH, FOUND = "provider_wish", "provider_found"
TURNS_IN_A_MINUTE = 20
ENTER, AGAIN, LINK = "enter", "again", "link"

logger = logging.getLogger("amparo.sign_in")


def provider_or_404() -> Provider:
    """The provider; without one these pages do not exist."""
    provider: Provider | None = settings.IDENTITY_PROVIDER
    if provider is None:
        raise Http404
    return provider


# No transaction of ours stays open while the provider is waited for.
@non_atomic_requests
@login_not_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead a stranger to the provider to come in, and whoever is in to show once more who they are."""
    return _lead(request, AGAIN if request.user.is_authenticated else ENTER)


@non_atomic_requests
@login_required
@recently_signed_in
@require_safe
def begin_link(request: HttpRequest) -> HttpResponse:
    """Lead whoever is in to the provider, to show which account there is theirs."""
    return _lead(request, LINK)


def _lead(request: HttpRequest, purpose: str) -> HttpResponse:
    provider = provider_or_404()
    if _too_often(request):
        return too_many(request)
    request.session[WISH] = {
        "purpose": purpose,
        "next": _next(request),
        "user": request.user.pk,
        "at": time.time(),
    }
    back = request.build_absolute_uri(reverse("provider_back"))
    try:
        return lead_there(request, provider, back=back, anew=purpose == AGAIN)
    except NotProvedError as error:
        return _refuse(request, provider, str(error))


@non_atomic_requests
@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Whoever comes back from the provider: let in, believed once more, or asked whether to link."""
    provider = provider_or_404()
    if _too_often(request):
        return too_many(request)
    wish = request.session.pop(WISH, None)
    try:
        if wish is None:
            # Another tab came back first.
            raise NotProvedError("NotAskedFor")
        if wish["user"] != request.user.pk:
            raise NotProvedError("SomebodyElse")
        claims = who_came(request, provider)
        if wish["purpose"] == LINK:
            return _ask_to_link(request, provider, claims)
        user = _owner(provider, claims)
        if wish["purpose"] == AGAIN:
            return _believe(request, provider, claims, user, wish)
        return _let_in(request, provider, claims, user, wish["next"])
    except NotProvedError as error:
        return _refuse(request, provider, str(error))


def _owner(provider: Provider, claims: dict[str, Any]) -> User:
    """The user whose account this opens, if they may come in at all."""
    rows = LinkedAccount.objects.select_related("user")
    account = rows.filter(issuer=provider.issuer, subject=claims["sub"]).first()
    if account is None:
        raise NotProvedError("NotLinked")
    if not account.user.is_active:
        raise NotProvedError("Inactive")
    return account.user


def _let_in(request: HttpRequest, provider: Provider, claims: dict[str, Any], user: User, target: str) -> HttpResponse:
    """Open the user's account: at once where the second factor is proved, else with the second factor of ours."""
    record_authentication(request, user, method="provider")
    if not provider.proves_factor(claims):
        response: HttpResponse = perform_login(request, user, redirect_url=target)
        return response
    get_adapter(request).login(request, user)
    request.session[FACTOR_ELSEWHERE] = True
    return redirect(target)


def _believe(
    request: HttpRequest, provider: Provider, claims: dict[str, Any], user: User, wish: dict[str, Any]
) -> HttpResponse:
    """Take the sign-in as shown once more, if it is the same user, now, with all that was asked for at first."""
    if user.pk != request.user.pk:
        raise NotProvedError("SomebodyElse")
    if claims["auth_time"] < wish["at"] - CLOCKS_MAY_DIFFER:
        # The provider was asked for a sign-in at this moment and answered with an earlier one.
        raise NotProvedError("NotAnew")
    if not provider.proves_factor(claims) and not _is_enough(request, user):
        raise NotProvedError("NoFactor")
    record_authentication(request, user, method="provider")
    return redirect(wish["next"])


def _is_enough(request: HttpRequest, user: User) -> bool:
    """Whether a sign-in there without a second factor shows once more who they are: not of whoever has one to show."""
    offered = {method["id"] for method in get_adapter().get_reauthentication_methods(user)}
    return "provider" in offered and not request.session.get(FACTOR_ELSEWHERE)


def _ask_to_link(request: HttpRequest, provider: Provider, claims: dict[str, Any]) -> HttpResponse:
    # What is shown helps its owner to see which account it is. Nothing else is done with it.
    shown = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])[:100]
    request.session[FOUND] = {"issuer": provider.issuer, "subject": claims["sub"], "shown": shown}
    return redirect("provider_link")


def with_linked_account(view: Callable[..., Any]) -> Callable[..., Any]:
    """The page of one's own sign-in, told of the account at the provider."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        provider: Provider | None = settings.IDENTITY_PROVIDER
        if provider and isinstance(response, TemplateResponse) and response.context_data is not None:
            rows = LinkedAccount.objects.filter(user=_me(request), issuer=provider.issuer)
            response.context_data["linked_account"] = rows.first()
        return response

    return shown


@login_required
@changes_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponseBase:
    """Show the account at the provider, and link it once its owner says so."""
    provider, found = provider_or_404(), request.session.get(FOUND)
    if not found or found["issuer"] != provider.issuer:
        return redirect("mfa_index")
    context, status = {"label": provider.label, "shown": found["shown"]}, 200
    if request.method == "POST":
        try:
            link_account(_me(request), issuer=found["issuer"], subject=found["subject"], actor=_me(request))
        except ValidationError as error:
            context["errors"], status = error.messages, 422
        else:
            del request.session[FOUND]
            messages.success(request, _("The account is linked."))
            return stay_signed_in(request, redirect("mfa_index"))
    return render(request, "mfa/provider_link.html", context, status=status)


@login_required
@changes_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def unlink(request: HttpRequest) -> HttpResponseBase:
    """Ask, then unlink one's own account at the provider."""
    provider = provider_or_404()
    account = LinkedAccount.objects.filter(user=_me(request), issuer=provider.issuer).first()
    if account is None:
        return redirect("mfa_index")
    context: dict[str, Any] = {"label": provider.label}
    if request.method == "POST":
        try:
            unlink_account(account, actor=_me(request))
        except ValidationError as error:
            context["errors"] = error.messages
            return render(request, "mfa/provider_unlink.html", context, status=422)
        request.session.pop(FACTOR_ELSEWHERE, None)
        messages.success(request, _("The account is unlinked."))
        return stay_signed_in(request, redirect("mfa_index"))
    return render(request, "mfa/provider_unlink.html", context)


def _too_often(request: HttpRequest) -> bool:
    """Whether this address had its turns in this minute: each costs a call to the provider, or a row of a session."""
    key = f"provider:{get_adapter().get_client_ip(request)}:{int(time.time()) // 60}"
    cache.add(key, 0, timeout=60)
    turns = cache.get(key, 0) + 1
    cache.set(key, turns, timeout=60)
    return bool(turns > TURNS_IN_A_MINUTE)


def _me(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # these pages ask for sign-in first


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _refuse(request: HttpRequest, provider: Provider, word: str) -> HttpResponse:
    """The same sentence whatever was wrong: it tells a stranger nothing, and the log has the word for an operator."""
    logger.warning("A sign-in through the provider was refused: %s", word)
    return render(request, "account/provider_refused.html", {"label": provider.label}, status=403)
