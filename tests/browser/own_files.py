"""Files that a test makes for itself, so that no test depends on what another did to the article's."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import APIRequestContext, APIResponse, BrowserContext

from tests.browser.door import CASEWORKER, SUPERVISOR, Door

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]

UNCITED = {"cite-source": "", "cite-mode": "asserted", "cite-certainty": "unverified"}
SAFE = {"safe_to_call": "no", "safe_to_write": "yes", "safe_to_leave_message": "unknown", "hours": "", "code_word": ""}


def made_up_name() -> str:
    """A word that is nobody's name."""
    return "".join(secrets.choice(SYLLABLES) for _ in range(5)).capitalize()


@dataclass(frozen=True)
class OwnCase:
    """A case made for one test."""

    name: str
    reference: str
    person: str  # the address of the file it is about

    @property
    def url(self) -> str:
        """The address of the case."""
        return f"/cases/{self.reference}/"


class Desk:
    """Fills the site's forms without a browser, as quickly as they answer."""

    def __init__(self, door: Door, caseworker: BrowserContext, supervisor: BrowserContext) -> None:
        """Both are signed in, and stay so however long the tests take."""
        self._door, self._caseworker, self._supervisor = door, caseworker, supervisor

    @property
    def caseworker(self) -> APIRequestContext:
        """Sends as the caseworker."""
        self._door.come_back(self._caseworker, CASEWORKER)
        return self._caseworker.request

    @property
    def supervisor(self) -> APIRequestContext:
        """Sends as the supervisor."""
        self._door.come_back(self._supervisor, SUPERVISOR)
        return self._supervisor.request

    def open_case(self) -> OwnCase:
        """Put a made-up person on file and open a case of the caseworker's on them."""
        name = f"Ensayo {made_up_name()}"
        given, family = name.split()
        told = {"given_names": given, "family_names": family, "seen": "", "member_of": ""}
        answer = self.send("/people/new/", told)
        told["seen"] = hidden(answer.text(), "seen")  # whoever has a name like this is someone else
        answer = self.send("/people/new/", told)
        rest = {"birth": "", "sex": "unknown", "team": hidden(answer.text(), "team")}
        answer = self.send("/people/new/", told | rest)
        person = answer.url.partition("/people/")[2].strip("/")
        form = f"/cases/new/?subject={person}"
        page = self.read(form)
        worker = re.search(r'<option value="(\d+)" selected', page)
        assert worker, f"The form for a new case does not suggest the reader:\n{page}"
        answer = self.send(form, {"caseworker": worker[1]})
        reference = re.search(r"AMP-\d{4}-\d{6}", answer.url)
        assert reference, answer.text()
        return OwnCase(name, reference[0], f"/people/{person}/")

    def fill(self, case: OwnCase) -> None:
        """Let everything happen to a case that can: late and on time, done and open, certain and not."""
        past, ahead = timezone.localdate() - timedelta(days=9), timezone.localdate() + timedelta(days=40)
        cited = {"cite-source": "article", "cite-passage": self.a_passage(), "cite-speaker": "file"}
        cited |= {"cite-mode": "claimed", "cite-certainty": "contradicted", "cite-inferred": "2019"}
        stay = {"location": "caracas", "custody": "sheltered", "began": "2019-04", "ended": "2019-12-09"}
        refugee = self.option(f"{case.url}standing/", "Refugee")
        status = {"kind": refugee, "country": "colombia", "may_work": "no", "began": "2019", "accepted": "on"}
        self.send(f"{case.url}stay/", stay | cited)
        later = {"location": "miami", "custody": "free", "began": "2020", "accepted": "on"}
        self.send(f"{case.url}stay/", later | UNCITED)
        self.send(f"{case.url}standing/", status | cited)
        for kind in ("documents", "health", "shelter"):
            asked = {"kind": kind, "asked_of": "veppex", "detail": "-", "due_on": str(past), "progress": "asked"}
            self.send(f"{case.url}requests/new/", asked)
        self.settle_one(case)
        for title, day in (("First thing", past), ("Second thing", ahead)):
            self.send(f"{case.url}tasks/new/", {"title": title, "owner": "", "due_on": str(day)})
        self.send(f"{case.url}notes/new/", {"kind": "call", "text": "Two lines\nof a call."})
        self.send(f"{case.url}next/", {"next_actor": "court", "next_step": "To decide", "next_due_on": str(past)})
        self.send(f"{case.url}rate/", {"risk": "4", "priority": "3", "reason": ""})
        self.send(f"{case.url}move/", {"stage": "assessment", "reason": "Enough is known."})
        phone = {"kind": "phone", "value": "000", "accepted": "on"}
        self.send(f"{case.person}record/way-to-reach/", phone | SAFE | UNCITED)

    def settle_one(self, case: OwnCase) -> None:
        """Settle one open request of a case."""
        url = re.search(rf"{case.url}requests/[0-9a-f-]+/settle/", self.read(case.url))
        assert url, "No request is open."
        told = {"outcome": "partly", "settled_on": str(timezone.localdate()), "result": "Half of it."}
        self.send(url[0], told)

    def refer(self, case: OwnCase) -> None:
        """Let the person agree, and refer their case; a supervisor shares one thing more without asking them."""
        until = {"until": str(timezone.localdate() + timedelta(days=14))}
        shared = {"recipient": "ensayo-legal", "purpose": "legal-aid", "classes": "contact", **until}
        agreed = {"begins_on": str(timezone.localdate()), "how": "spoken", "given_by": "", "remark": "Not by day."}
        self.send(f"{case.person}consent/new/", shared | agreed)
        reason = {"classes": "country", "reason": "They are at the border and cannot be asked."}
        self.send(f"{case.person}consent/override/", shared | reason, supervisor=True)
        self.send(f"{case.url}refer/", shared | {"asked": "Please call them."})

    def close_case(self, case: OwnCase) -> None:
        """Close a case that has no open request."""
        self.send(f"{case.url}close/", {"outcome": "goals-achieved", "reason": "Done."})

    def hold(self, case: OwnCase) -> str:
        """Place a legal hold on the file of a case, and give the address that lifts it."""
        self.send(f"{case.person}hold/", {"reason": "A court asks for it."}, supervisor=True)
        lift = re.search(r"/holds/[0-9a-f-]+/lift/", self.supervisor.get(f"{case.person}hold/").text())
        assert lift, "The page of the holds offers to lift none."
        return lift[0]

    def ask_erasure(self, case: OwnCase) -> None:
        """Ask, as the caseworker, for the file of a case to be erased."""
        self.send(f"{case.person}erase/", {"why": "wish", "reason": "They asked for it."})

    def agree_to_erasure(self, case: OwnCase) -> None:
        """Agree to that as the supervisor, with which the file is gone."""
        form = f"{case.person}erase/agree/"
        token = hidden(self.supervisor.get(form).text(), "csrfmiddlewaretoken")
        answer = self.supervisor.post(form, form={"sure": "on", "csrfmiddlewaretoken": token})
        assert (answer.status, answer.url.endswith(case.person)) == (410, True), complaints(answer.text())

    def option(self, url: str, label: str) -> str:
        """What a form sends for the choice with this label in English."""
        found = re.search(rf'<option value="([^"]+)"[^>]*>\s*{label}<', self.read(url))
        assert found, f"{url} does not offer {label}."
        return found[1]

    def read(self, url: str) -> str:
        """A page as the caseworker gets it."""
        answer = self.caseworker.get(url)
        assert answer.ok, f"{answer.status} {url}"
        assert answer.url.endswith(url), f"{url} leads to {answer.url}"
        return answer.text()

    def a_passage(self) -> str:
        """The public id of a passage of the article."""
        link = re.search(r'id="p-([0-9a-f-]{36})"', self.read("/sources/article/"))
        assert link, "The article has no passage."
        return link[1]

    def send(self, url: str, told: dict[str, str], *, supervisor: bool = False) -> APIResponse:
        """Send a form with its token, as the browser would; fail unless it was taken or asks for more."""
        by = self.supervisor if supervisor else self.caseworker
        token = hidden(by.get(url).text(), "csrfmiddlewaretoken")
        answer = by.post(url, form={**told, "csrfmiddlewaretoken": token})
        assert answer.ok, f"{answer.status} {url}: {complaints(answer.text())}"
        return answer


def hidden(html: str, name: str) -> str:
    """The value of a hidden field, "" where there is none."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    value = re.search(r'value="([^"]*)"', field[0]) if field else None
    return value[1] if value else ""


def complaints(html: str) -> list[str]:
    """What a refused form says is wrong."""
    said = re.findall(r'class="(?:invalid-feedback|errors-summary)[^"]*"[^>]*>(.*?)</', html, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in said]
