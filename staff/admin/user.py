from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from staff.actions import link_account
from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AmparoInline
from staff.admin.membership import GivenRoles
from staff.admin.page import AmparoAdmin
from staff.admin.recent import AsksAgain
from staff.admin.refusal import told_apart
from staff.admin.user_step import UserSteps
from staff.models import LinkedAccount, User
from staff.policy import Action

if TYPE_CHECKING:
    BaseUserAdmin = DjangoUserAdmin[User]
    BaseChangeForm = UserChangeForm[User]
    BaseCreationForm = AdminUserCreationForm[User]
    BasePasswordForm = AdminPasswordChangeForm[User]
else:
    BaseUserAdmin = DjangoUserAdmin
    BaseChangeForm = UserChangeForm
    BaseCreationForm = AdminUserCreationForm
    BasePasswordForm = AdminPasswordChangeForm

ACCESS = ("is_active", "is_staff", "is_superuser")
WORDS = {
    "is_staff": _("May enter the administration; what opens there is said by their roles."),
    "is_superuser": _(
        "Is a system administrator: manages users, teams and vocabularies, and sees no file and no case."
    ),
}
OWN_ACCESS = _("You cannot take away your own access: ask another administrator.")
SIGN_IN = ("second_factor", "second_factor_reset_at", "signed_in_now", "signed_out_at")


class TeamsOfAUser(GivenRoles):
    """Where a user works, and as what."""

    list_select_related = ("team",)


class AccountElsewhere(AmparoInline):
    """The account at the provider of sign-ins that opens this one."""

    model = LinkedAccount
    can_delete = True
    max_num = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkedAccount]:
        """The one at the provider that the settings name now."""
        return super().get_queryset(request).filter(issuer=self._issuer())

    def write(self, row: LinkedAccount, *, actor: User) -> LinkedAccount:
        """Link it, at the provider that the settings name."""
        return link_account(row.user, issuer=self._issuer(), subject=row.subject, actor=actor)

    def _issuer(self) -> str:
        return settings.IDENTITY_PROVIDER.issuer if settings.IDENTITY_PROVIDER else ""


class UserForm(AmparoForm, BaseChangeForm):
    """A user's page. Nobody shuts themselves out: there is always one administrator left who can undo it."""

    actor: User

    def clean(self) -> dict[str, Any] | None:
        """Refuse to take away one's own access."""
        cleaned = super().clean()
        if self.instance.pk == self.actor.pk:
            for name in ACCESS:
                if getattr(self.actor, name) and self.cleaned_data.get(name) is False:
                    self.add_error(name, ValidationError(OWN_ACCESS))
        return cleaned


class NewUserForm(AmparoForm, BaseCreationForm):
    """A new user with a first password."""

    actor: User


class PasswordForm(BasePasswordForm):
    """A new password for somebody else."""

    # Django puts its own help together in English, whatever the reader's language.
    usable_password_help_text = _(  # type: ignore[assignment]  # the stubs forget that words may be lazy
        "Without a password nobody can sign in with this account. If you disable it, the present password is lost."
    )


@admin.register(User)
class UserAdmin(AsksAgain, UserSteps, AmparoAdmin, BaseUserAdmin):
    """Who works here. A user is never deleted, because entries name them: they are deactivated."""

    group = Group.STAFF
    place = 2
    sees = writes = Action.MANAGE_SITE
    form = UserForm
    add_form = NewUserForm
    change_password_form = PasswordForm
    inlines = (TeamsOfAUser,)
    list_display = ("username", "name", *ACCESS, "last_login")
    list_filter = (*ACCESS, "memberships__role", "memberships__team")
    search_fields = ("^username",)
    search_help_text = _("By the beginning of a username.")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", *SIGN_IN)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("username", "password", "name", "email")}),
        (
            _("Access"),
            {
                "fields": ACCESS,
                "description": _(
                    "What someone may do in the casework is said by their role in each team, below. "
                    "Whoever is staff may enter the administration and finds there what their roles open; "
                    "a superuser is a system administrator, who sees no file and no case."
                ),
            },
        ),
        (_("Second factor and sessions"), {"fields": SIGN_IN}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets: Any = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "usable_password", "password1", "password2", "name", "email"),
            },
        ),
        (_("Access"), {"fields": ("is_staff", "is_superuser")}),
    )

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Teams; and an account elsewhere where the settings name a provider and there is a user to link it to."""
        return [*self.inlines, AccountElsewhere] if settings.IDENTITY_PROVIDER and obj else self.inlines

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form class, told who is acting."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        # Django's own words promise more than these marks open here.
        for name, words in WORDS.items():
            if name in form.base_fields:
                form.base_fields[name].help_text = words
        return form

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Django's page, without the user's name in its title; nobody takes away the password they sign in with."""
        if request.method == "POST" and "unset-password" in request.POST and unquote(id) == str(request.user.pk):
            self.message_user(request, OWN_ACCESS, messages.ERROR)
            return HttpResponseRedirect(request.path)
        page: Any = super().user_change_password(request, id, form_url)
        if isinstance(page, TemplateResponse) and page.context_data is not None:
            page.context_data |= {"title": _("Change password"), "subtitle": str(page.context_data["original"])}
        return told_apart(request, page)
