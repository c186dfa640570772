"""Which fields of the work each class of consent holds, beside those of `people.shared`; and what is never shared."""

from __future__ import annotations

from cases.models import SupportRequest
from people.models import FieldClass
from people.shared import Shared

# What is asked for in the case that was referred; other cases of the same person are none of the partner's.
SHARED_WORK = (Shared(FieldClass.NEEDS, SupportRequest, "case", ("kind", "detail", "due_on", "progress")),)

NEVER = {
    "cases.case": "how we work on it; its reference leads to nothing outside",
    "cases.supportrequest.result": "written for colleagues, and may speak of others",
    "cases.supportrequest.asked_of": "who else helps",
    "cases.supportrequest.provider": "who else helps",
    "cases.requestcitation": "who told us",
    "cases.note": "written for colleagues",
    "cases.task": "written for colleagues",
    "cases.event": "written for colleagues",
    "cases.export": "what somebody takes out, and for whom, is our own account of it",
    "cases.longerkeeping": "how long we keep it, and why, is ours to answer for",
    "cases.referral": "the referral itself: its text is written for the one partner it goes to",
}
