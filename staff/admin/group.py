from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Group(IntegerChoices):
    """The headings of the administration, in the order in which they are shown."""

    STAFF = 1, _("Staff")
    VOCABULARIES = 2, _("Vocabularies")
    KNOWN = 3, _("What is known")
    WORK = 4, _("Work")
