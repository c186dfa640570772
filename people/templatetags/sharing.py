"""What templates need to show what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from people.models import Consent, ConsentOverride, Subject
from people.models.field_class import in_words
from staff.policy import Action, may

register = template.Library()

AT_MOST = 20


@register.filter
def parts(classes: Iterable[str]) -> list[str]:
    """The parts of a file in words."""
    return in_words(classes)


@register.inclusion_tag("people/_consent_of.html", takes_context=True)
def consent_of(context: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """What holds of a person's consent today, for a panel of their file; two queries."""
    user = context["request"].user
    if not may(user, Action.SEE_CONSENT, file=subject):
        return {}
    agreed: Any = Consent.objects.filter(subject=subject).select_related("recipient")
    overridden: Any = ConsentOverride.objects.filter(subject=subject).select_related("recipient")
    return {
        "shown": True,
        "subject": subject,
        "agreed": list(agreed.in_force()[:AT_MOST]),
        "overrides": list(overridden.in_force()[:AT_MOST]),
    }
