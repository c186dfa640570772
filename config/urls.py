from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config import pages

# One door: the administration has no sign-in page of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Of allauth's pages only these: nobody signs up here, and no one's mail address opens a door.
account_pages = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
]

urlpatterns = [
    path("", include("cases.urls")),
    path("", include("people.urls")),
    path("", include("staff.urls")),
    path("accounts/", include(account_pages)),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("healthz", pages.healthz, name="healthz"),
]

handler400 = pages.bad_request
handler403 = pages.refused
handler404 = pages.missing
handler429 = pages.too_many  # allauth asks for it
handler500 = pages.broken
