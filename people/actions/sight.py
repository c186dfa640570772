"""Who may see a file: restricting it, lifting that, naming a colleague or a team, and taking it back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Grant, Subject
from people.sight import LASTING, colleagues_to_name, named_to, who_sees
from staff.models import Team, User
from staff.policy import Action, may
from staff.reason import a_sentence
from staff.wall.context import look_again


@transaction.atomic
def restrict_file(subject: Subject, *, reason: str, actor: User) -> Subject:
    """Show the file to named people only. Whoever restricts it is named with the same stroke."""
    _refuse_other_teams(subject, actor)
    return close_from_the_start(subject, reason=reason, actor=actor)


@transaction.atomic
def close_from_the_start(subject: Subject, *, reason: str, actor: User) -> Subject:
    """Restrict a file for whoever puts it on file, which caseworkers do as well."""
    subject = _lock(subject)
    if subject.restricted:
        raise ValidationError(_("This file is restricted already."))
    kept = Grant(subject=subject, kind=Grant.Kind.KEPT, user=actor, given_by=actor, reason=a_sentence(reason))
    kept.full_clean()
    kept.save()
    look_again()
    subject.restricted = True
    subject.save(update_fields=["restricted"])
    return subject


@transaction.atomic
def lift_restriction(subject: Subject, *, actor: User) -> Subject:
    """Show the file to its team again. Who kept it by restricting it sees it as the others do."""
    _refuse_other_teams(subject, actor)
    subject = _lock(subject)
    if not subject.restricted:
        raise ValidationError(_("This file is not restricted."))
    subject.restricted = False
    subject.save(update_fields=["restricted"])
    for grant in subject.grants.standing().filter(kind=Grant.Kind.KEPT):
        _take_back(grant, actor)
    look_again()
    return subject


@transaction.atomic
def who_would_lose_sight(subject: Subject, *, actor: User) -> list[User]:
    """The colleagues to whom the file closes if the actor restricts it: it is done, looked at and undone."""
    before = who_sees(subject)
    with transaction.atomic():
        restricted = close_from_the_start(subject, reason=_("Only to see who would lose sight of it."), actor=actor)
        after = {user.pk for user in who_sees(restricted)}
        transaction.set_rollback(True)
    return [user for user in before if user.pk not in after]


@transaction.atomic
def give_grant(
    subject: Subject, *, user: User | None, team: Team | None, until: date | None, reason: str, actor: User
) -> Grant:
    """Name a colleague or a team who may see the file as well."""
    _refuse_other_teams(subject, actor)
    subject = _lock(subject)
    if team is not None and subject.restricted:
        raise ValidationError({"team": _("A restricted file opens to people, not to teams: name a colleague.")})
    if until is not None and until < timezone.now().date():
        raise ValidationError({"until": _("This day has passed.")})
    grant = Grant(subject=subject, user=user, team=team, until=until, reason=a_sentence(reason), given_by=actor)
    grant.full_clean()
    if user is not None and user not in colleagues_to_name(but=actor):
        raise ValidationError({"user": _("Choose a colleague whose work is with files.")})
    if subject.grants.standing().filter(user=user, team=team, kind=Grant.Kind.GIVEN).exists():
        raise ValidationError(_("They are named already. Take that back first if it should end on another day."))
    grant.save()
    return grant


@transaction.atomic
def take_back_grant(grant: Grant, *, actor: User) -> Grant:
    """Close the file again to whom it was opened. Somebody must be left who sees it."""
    _refuse_other_teams(grant.subject, actor)
    subject = _lock(grant.subject)
    grant = Grant.objects.get(pk=grant.pk)
    if grant.taken_back_at is not None:
        raise ValidationError(_("Somebody has taken it back already."))
    _take_back(grant, actor)
    if subject.restricted and not any(named_to(subject, user, *LASTING) for user in who_sees(subject)):
        raise ValidationError(_("Then nobody would see this file. Name somebody else first, or lift the restriction."))
    look_again()
    return grant


def _refuse_other_teams(subject: Subject, actor: User) -> None:
    """Whoever a name alone opened the file to passes nothing on, and makes no sight for a day into one that lasts."""
    if not may(actor, Action.GRANT_SIGHT, team_id=subject.team_id):
        raise ValidationError(_("Only those who lead or administer the team of this file say who may see it."))


def _take_back(grant: Grant, actor: User) -> None:
    grant.taken_back_at, grant.taken_back_by = timezone.now(), actor
    grant.save(update_fields=["taken_back_at", "taken_back_by"])


def _lock(subject: Subject) -> Subject:
    return Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk)
