"""Opening a closed file in an emergency: nobody is asked first, and others are told before it opens."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from people.models import Subject
from staff.actions import tell
from staff.models import EmergencyAccess, Notice, Role, User
from staff.models.emergency_access import TRIES_AT_MOST
from staff.policy import Action, who_may
from staff.reason import a_sentence
from staff.wall.context import look_again


class GoneError(Exception):
    """The file went while its door was being opened."""


@transaction.atomic
def break_glass(*, reference: str = "", public_id: UUID | None = None, reason: str, actor: User) -> EmergencyAccess:
    """Open the file to the actor for an hour and tell who answers for it, all or nothing.

    What is not on file is written down as a try that found nothing: the access that comes back then has no file.
    """
    reason = a_sentence(reason)
    # One after the other: two at once would each find nothing open yet.
    User.objects.select_for_update().get(pk=actor.pk)
    _refuse_whoever_lost_the_right(actor)
    found = _file_called(reference, public_id)
    if found is None:
        return _found_nothing(reason, actor)
    file, team = found
    if EmergencyAccess.objects.live().filter(reader=actor, file=file).exists():
        raise ValidationError(_("This file is open to you already."))
    try:
        with transaction.atomic():
            return _open(file, team, reason, actor)
    except GoneError:
        return _found_nothing(reason, actor)


def _open(file: int, team: int, reason: str, actor: User) -> EmergencyAccess:
    access = EmergencyAccess.objects.create(reader=actor, file=file, team_id=team, reason=reason)
    # Only now do the file and its cases exist for the actor, and so for the questions asked here.
    look_again()
    subject = Subject.objects.filter(pk=file).select_related("team").first()
    if subject is None:
        raise GoneError
    told = _who_answers_for(subject, but=actor)
    if not told:
        raise ValidationError(_("There is nobody here who could be told. Speak to the operator of the server."))
    tell(told, Notice.Kind.EMERGENCY_OPENED, about=access.pk)
    access.refresh_from_db()
    return access


def _who_answers_for(subject: Subject, *, but: User) -> list[User]:
    """The caseworkers of its cases and the supervisors of its team; without these, whoever administers team or site."""
    active = User.objects.filter(is_active=True).exclude(pk=but.pk)
    owners = active.filter(cases__subject=subject)
    watching = who_may(Action.REVIEW_EMERGENCY, team=subject.team).exclude(pk=but.pk)
    if not watching.exists():
        watching = who_may(Action.LIFT_SUSPENSION, team=subject.team).exclude(pk=but.pk)
    told = {user.pk: user for user in [*owners.distinct(), *watching.distinct()]}
    if not told:
        keepers = active.filter(memberships__role=Role.SYSTEM_ADMINISTRATOR) | active.filter(is_superuser=True)
        told = {user.pk: user for user in keepers.distinct()}
    return list(told.values())


def _refuse_whoever_lost_the_right(actor: User) -> None:
    if EmergencyAccess.objects.suspending(actor).exists():
        raise ValidationError(_("Your right to open files in an emergency rests until a supervisor has seen to it."))
    if EmergencyAccess.objects.tries_today(actor) >= TRIES_AT_MOST:
        raise ValidationError(_("You asked too often for what is not on file. Ask a supervisor; it rests for a day."))


def _found_nothing(reason: str, actor: User) -> EmergencyAccess:
    return EmergencyAccess.objects.create(reader=actor, reason=reason)


def _file_called(reference: str, public_id: UUID | None) -> tuple[int, int] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT file, team FROM amparo_file_called(%s, %s)", [reference, public_id])
        found: tuple[int, int] | None = cursor.fetchone()
        return found
