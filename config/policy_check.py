"""No address without a rule: `manage.py check` fails where a page, an action or a rule is left out of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib import admin
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from staff.admin.page import AmparoAdmin
from staff.models import Role
from staff.policy import GIVES, POLICY, SIGHT, Action, When
from staff.wall.build import rooms

# Pages that open to whoever comes, signed in or not, with the reason why.
OPEN: dict[str, str] = {
    "healthz": "the machine that watches asks; it says nothing of anybody",
    "set_language": "the sign-in page speaks both languages",
    "staff:theme": "the sign-in page has themes",
    "staff:leave": "leaving must work at any time, from any page",
    "staff:today": "where leaving leads: a plain calendar",
    "account_login": "the door",
    "account_inactive": "tells whoever was shut out",
    "account_logout": "the way out",
    "account_reauthenticate": "allauth asks who is signed in by itself",
    "mfa_authenticate": "the door, second step",
    "mfa_login_webauthn": "the door, for passkeys",
    "admin:login": "leads to the door",
    "provider_begin": "the door, by way of a provider of sign-ins",
    "provider_back": "likewise, on the way back",
    "policy_report": "browsers tell what they refused, without a sign-in; it answers nothing",
}
# Pages about one's own sign-in: open to everybody who is signed in, with a role or without, for before they have a
# second factor no other page opens.
OWN_SIGN_IN = frozenset(
    {
        "account_change_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_app_picture",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "provider_begin_link",
        "provider_link",
        "provider_unlink",
    }
)
# Pages of the administration's frame: open to staff, and of the rest they show only what the policy opens.
FRAME: dict[str, str] = {
    "admin:index": "lists the pages that open to the reader",
    "admin:app_list": "likewise, of one group",
    "admin:jsi18n": "words for scripts",
    "admin:logout": "the way out",
    "admin:autocomplete": "asks the page whose box it fills",
    "admin:(?P<url>.*)$": "what is missing",
}


@register("policy")
def check_policy(app_configs: Sequence[AppConfig] | None = None, **options: Any) -> list[CheckMessage]:
    """Routes, actions, rules and pages of the administration."""
    return [Error(sentence, id=f"policy.{number}") for number, sentence in faults()]


def faults() -> Iterator[tuple[str, str]]:
    """Yield number and sentence of each gap."""
    yield from _route_faults(dict(routes()))
    yield from _rule_faults(POLICY)
    yield from _page_faults()


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Any]]:
    """Every route by its full name, or by its pattern where it has none, with its view."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or one.pattern}", one.callback


def page_behind(view: Any) -> AmparoAdmin | None:
    """The page of the administration that a view belongs to."""
    while view is not None:
        if isinstance(page := getattr(view, "__self__", None) or getattr(view, "model_admin", None), AmparoAdmin):
            return page
        view = getattr(view, "__wrapped__", None)
    return None


def _route_faults(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, view in found.items():
        if isinstance(getattr(view, "action", None), Action) or page_behind(view) is not None:
            continue
        if name not in OPEN and name not in OWN_SIGN_IN and name not in FRAME:
            yield "E001", f"The page {name} names no action: put permitted(Action.…) above its view."
        elif name in OWN_SIGN_IN and not getattr(view, "login_required", True):
            yield "E001", f"The page {name} is somebody's own and opens without sign-in."
    for name in sorted({*OPEN, *OWN_SIGN_IN, *FRAME} - set(found)):
        yield "E002", f"No page is called {name}, which config.policy_check lets open without an action."


def _rule_faults(policy: Mapping[Action, Mapping[Role, Sequence[When]]]) -> Iterator[tuple[str, str]]:
    by_name = {When.ALWAYS, When.OWN_TEAM, *(way for room in rooms() for way in getattr(room, "NAMED", {}))}
    for action in Action:
        if not any(policy.get(action, {}).values()):
            yield "E003", f"No role may do {action.value}: give it a rule in POLICY or take it out of Action."
    for action, rules in policy.items():
        for role, whens in rules.items():
            if role not in set(Role) or action not in set(Action):
                yield "E004", f"The rule {action} × {role} names no action and role that there are."
            if unreal := [str(when) for when in whens if when not in by_name]:
                yield "E005", f"The rule {action} × {role} holds where {unreal}, which no module `wall` counts."
            if len(whens) != len(set(whens)) or (When.ALWAYS in whens and len(whens) > 1):
                yield "E005", f"The rule {action} × {role} says a condition twice: always holds all others."
    if ways := sorted(when.value for when in set(When) - by_name):
        yield "E005", f"No module `wall` counts on which files {ways} holds."
    if any(When.ALWAYS in whens for action in SIGHT for whens in policy.get(action, {}).values()):
        yield "E006", "What opens files to somebody cannot hold always: every file would be theirs."
    if astray := [role.value for role in GIVES if role not in policy.get(Action.MANAGE_TEAM, {})]:
        yield "E006", f"{astray} are said to give roles and may not say who works in a team."


def _page_faults() -> Iterator[tuple[str, str]]:
    for model, page in admin.site._registry.items():
        sees, writes = getattr(page, "sees", None), getattr(page, "writes", "")
        if not (isinstance(sees, Action) and (writes is None or isinstance(writes, Action))):
            yield "E007", f"The administration's page of {model._meta.label} names no action in `sees` and `writes`."
