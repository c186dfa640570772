from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.db.transaction import non_atomic_requests
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from config import pages, provider_sign_in
from config.browser_reports import policy_report
from config.sign_in import app_picture, changes_sign_in, says_no, who_has_a_password
from staff.recent import recently_signed_in

# One door: the administration has no sign-in page of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Of allauth's pages only these: nobody signs up here, and no one's mail address opens a door.
# Where attempts are counted, each count is committed at once: held for the second that a password takes to check, its
# row would make everyone at the same address wait, and in the end be refused.
account_pages = [
    path("login/", non_atomic_requests(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", non_atomic_requests(account.reauthenticate), name="account_reauthenticate"),
    path(
        "password/change/", changes_sign_in(who_has_a_password(account.password_change)), name="account_change_password"
    ),
]
factor_pages = [
    path("", provider_sign_in.with_linked_account(factors.index), name="mfa_index"),
    path("code/", non_atomic_requests(factors.authenticate), name="mfa_authenticate"),
    path("code/again/", non_atomic_requests(factors.reauthenticate), name="mfa_reauthenticate"),
    path("app/add/", changes_sign_in(app.activate_totp), name="mfa_activate_totp"),
    path("app/picture.svg", app_picture, name="mfa_app_picture"),
    path("app/remove/", changes_sign_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", recently_signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", changes_sign_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    # The passkeys are listed with everything else; allauth leads here once one has changed.
    path("passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("passkeys/sign-in/", non_atomic_requests(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/add/", changes_sign_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", changes_sign_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", changes_sign_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
# They are there only where the settings name a provider of sign-ins.
provider_pages = [
    path("", provider_sign_in.begin, name="provider_begin"),
    path("back/", provider_sign_in.back, name="provider_back"),
    path("link/begin/", provider_sign_in.begin_link, name="provider_begin_link"),
    path("link/", provider_sign_in.link, name="provider_link"),
    path("unlink/", provider_sign_in.unlink, name="provider_unlink"),
]
for page in (*account_pages, *factor_pages):
    page.callback = says_no(page.callback)

urlpatterns = [
    path("", include("cases.urls")),
    path("", include("people.urls")),
    path("", include("staff.urls")),
    path("accounts/", include(account_pages)),
    path("accounts/sign-in/", include(factor_pages)),
    path("accounts/provider/", include(provider_pages)),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path(f"{settings.POLICY_REPORTS}/", policy_report, name="policy_report"),
    path("healthz", pages.healthz, name="healthz"),
]

handler400 = pages.bad_request
handler403 = pages.refused
handler404 = pages.missing
handler429 = pages.too_many  # allauth asks for it
handler500 = pages.broken
