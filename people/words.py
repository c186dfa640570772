"""What the pages call each kind of fact when it is recorded."""

from django.utils.translation import gettext_lazy as _

RECORD = {
    "service": _("Record military service"),
    "stay": _("Record a stay"),
    "legal-status": _("Record a legal status"),
    "relative": _("Record a relative"),
    "way-to-reach": _("Record a way to reach"),
    "document": _("Record an identity document"),
    "member": _("Identify a member"),
    "statement": _("Record a statement"),
    "promise": _("Record a promise"),
    "account": _("Record what someone says of a promise"),
}
