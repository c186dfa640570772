"""What base.html needs on every page. No query is made here: a page's budget belongs to the page."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staff.models import EmergencyAccess, User
from staff.models.reach import Reach
from staff.policy import Action, may
from staff.record import collector

THEMES = {"auto": _("Theme of this device"), "light": _("Light theme"), "dark": _("Dark theme")}

# When the dark sheet applies. Never on paper.
DARK_MEDIA = {"auto": "screen and (prefers-color-scheme: dark)", "light": "not all", "dark": "screen"}


@dataclass(frozen=True)
class Entry:
    """One line of the navigation."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    action: Action = Action.OWN_PAGE
    url: str = ""
    current: bool = False


ENTRIES = (
    Entry("my_work", _("My work"), "house", "cases:my_work", Action.SEE_CASES),
    Entry("cases", _("Cases"), "folder2-open", "cases:list", Action.SEE_CASES),
    Entry("people", _("People"), "people", "people:list", Action.SEE_PEOPLE),
    Entry("promises", _("Promises"), "bookmark-check", "people:promises", Action.SEE_SOURCES),
    Entry("sources", _("Sources"), "journal-text", "people:sources", Action.SEE_SOURCES),
    Entry("locations", _("Locations"), "geo-alt", "people:locations", Action.SEE_SOURCES),
)
REFERRED = Entry("referred", _("Referred to you"), "send", "cases:referred_list", Action.SEE_REFERRED)
EXPORTS = Entry("exports", _("Files taken out"), "download", "cases:exports", Action.EXPORT)
KEEPING = Entry("keeping", _("Keeping"), "archive", "cases:keeping", Action.SEE_RETENTION)
EMERGENCY = Entry("emergency", _("Emergency access"), "life-preserver", "cases:emergency", Action.BREAK_GLASS)
EMERGENCIES = Entry(
    "emergencies", _("Emergency reviews"), "shield-exclamation", "cases:emergencies", Action.LIFT_SUSPENSION
)
READING = Entry("reading", _("Reading"), "eye", "staff:stops", Action.RELEASE_READER)
AUDIT = Entry("audit", _("Record of reads"), "card-checklist", "staff:audit", Action.AUDIT_READS)
ADMIN = Entry("admin", _("Administration"), "gear", "admin:index")


def theme_of(request: HttpRequest) -> str:
    """The reader's choice of theme; "auto" follows the device."""
    chosen = request.COOKIES.get(settings.THEME_COOKIE_NAME, "auto")
    return chosen if chosen in THEMES else "auto"


def resolve(entry: Entry) -> str:
    """The entry's address, or "" while its page does not exist."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries whose pages exist, the one that holds this page marked as current."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    # A page whose user came without their reach asks nothing more for its navigation.
    known = hasattr(user, "reach_fetched")
    wanted = [entry for entry in ENTRIES if not known or may(user, entry.action)]
    offered = (REFERRED, EXPORTS, KEEPING, READING, AUDIT, EMERGENCY, EMERGENCIES)
    wanted += [entry for entry in offered if known and may(user, entry.action)]
    wanted += [ADMIN] if user.is_staff else []
    found = [(entry, url) for entry in wanted if (url := resolve(entry))]
    # The longest address that begins this page's address holds it; "/" holds only itself.
    home = [url for _entry, url in found if url == request.path]
    inside = [url for _entry, url in found if url != "/" and request.path.startswith(url)]
    here = max(home + inside, key=len, default=None)
    return [replace(e, url=url, current=url == here) for e, url in found]


def opens(request: HttpRequest, action: Action) -> bool:
    """Whether the page may offer this to its reader, as far as is known without a query."""
    user = getattr(request, "user", None)
    return isinstance(user, User) and hasattr(user, "reach_fetched") and may(user, action)


def emergencies_here(request: HttpRequest) -> list[EmergencyAccess]:
    """The emergency accesses that open what this page shows; a query only where there is one."""
    reach = reach_known(request)
    open_now = reach.emergencies if reach else {}
    here = [open_now[file] for file in collector.opened_files() if file in open_now]
    rows = EmergencyAccess.objects.filter(pk__in=here).select_related("team", "reviewed_by")
    return list(rows) if here else []


def reach_known(request: HttpRequest) -> Reach | None:
    """The reach that came with the user; nothing is asked for a frame alone."""
    user = getattr(request, "user", None)
    return user.reach if isinstance(user, User) and hasattr(user, "reach_fetched") else None


def face(request: HttpRequest) -> dict[str, object]:
    """Theme, navigation, the demonstration's banner and the address to leave for."""
    theme = theme_of(request)
    reach = reach_known(request)
    return {
        "theme": theme,
        "themes": THEMES,
        "dark_media": DARK_MEDIA[theme],
        "navigation": navigation(request),
        "policy_url": reverse("staff:policy") if opens(request, Action.SEE_POLICY) else "",
        "may_search": opens(request, Action.SEE_PEOPLE),
        "demo": settings.DEMO,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "provider_label": settings.IDENTITY_PROVIDER.label if settings.IDENTITY_PROVIDER else "",
        "emergencies_here": emergencies_here(request),
        "waiting_notices": reach.notices if reach else 0,
        "leave_for": settings.LEAVE_FOR or reverse("staff:today"),
    }
