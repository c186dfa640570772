"""The pages that ask for sign-in again are these and no others."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

FORMS = ("add", "change", "delete")
SENSITIVE = {
    # A masked value is shown.
    "people:reveal",
    "cases:reveal_referred",
    # A file is shared without consent.
    "people:override_consent",
    # Somebody asks for a file, agrees to a colleague's, or takes one out.
    "cases:new_export",
    "cases:new_export_with_identity",
    "cases:decide_export",
    "cases:fetch_export",
    # The whole file is taken, as a letter to the person.
    "cases:what_we_hold",
    # A file is kept from being erased, or let go.
    "people:hold",
    "people:lift_hold",
    "people:erase",
    "people:agree_to_erasure",
    # A closed file is opened in an emergency.
    "cases:emergency",
    # Who may see a file changes.
    *(f"people:{page}" for page in ("restrict", "lift_restriction", "give_sight", "take_back_sight")),
    # A factor or a password changes.
    "account_change_password",
    "mfa_activate_totp",
    "mfa_app_picture",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "provider_begin_link",
    "provider_link",
    "provider_unlink",
    # Users, roles, teams with their members, sessions, files with those who may see them, who works for a partner.
    *(f"admin:staff_{noun}_{form}" for noun in ("user", "membership", "team", "session") for form in FORMS),
    *(f"admin:people_{noun}_{form}" for noun in ("subject", "grant", "partnership") for form in FORMS),
    "admin:auth_user_password_change",
    "admin:staff_user_end_sessions",
    "admin:staff_user_reset_second_factor",
}


def _walk(resolver: URLResolver, namespace: str = "") -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= _walk(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found[f"{namespace}:{pattern.name}" if namespace else pattern.name] = pattern
    return found


def tagged() -> dict[str, URLPattern]:
    """The pages behind `staff.recent.recently_signed_in`."""
    return {name: one for name, one in _walk(get_resolver()).items() if getattr(one.callback, "recent", False)}


def test_the_pages_that_ask_for_sign_in_again_are_those_that_should() -> None:
    # Each page of the administration can show a masked value.
    shows = {name for name in _walk(get_resolver()) if name.startswith("admin:") and name.endswith("_show")}
    assert len(shows) > 30
    assert set(tagged()) == SENSITIVE | shows
