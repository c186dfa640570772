"""The matrix at the front door: every address, as each reader opens it, with the ids of files in every state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.models import Case, Export, Referral, SupportRequest, Task
from people.models import (
    Cohort,
    Consent,
    ConsentOverride,
    ContactMethod,
    Grant,
    IdentityDocument,
    LegalHold,
    Person,
    Promise,
    Stay,
    Subject,
)
from staff.models import EmergencyAccess, ReadingStop
from tests.house import oracle
from tests.house.matrix_checks import BY_NAME, Checks, undone
from tests.house.matrix_world import FAMILY, World, other_row
from tests.house.oracle import READERS, ROUTES, Reader
from tests.rows import a_place, a_source

# Each role once, and somebody from another office; the rules and the walls are asked about everybody.
COMERS = [reader for reader in READERS if reader.name not in ("the-one-below", "of-two-offices", "the-superuser")]
STAFF = [*COMERS[:-1], READERS[-1]]
# Six states of a file, on both sides of each line; the walls are asked about all others. Who never may is refused
# before anything is looked for: two ids show it.
TRIED = ("own", "other", "granted", "expired", "restricted")
SENT_TO = ("own", "restricted")
REFUSED_ON = ("own", "other")
NOWHERE = UUID(int=0)
NO_NUMBER = 2**40
ON: dict[str, type[Model]] = {
    "person": Person,
    "cohort": Cohort,
    "case": Case,
    "request": SupportRequest,
    "task": Task,
    "stay": Stay,
    "contact": ContactMethod,
    "promise": Promise,
    "consent": Consent,
    "override": ConsentOverride,
    "referral": Referral,
    "shared": Referral,
    "hold": LegalHold,
}
# Of each of these rows a value is kept back, by the name of its field.
KEPT_BACK: dict[type[Model], str] = {ContactMethod: "value", IdentityDocument: "number", Grant: "reason"}
# The slugs that stand in the addresses of facts.
SLUGS = {"shared": "way-to-reach", "stay": "stay", "contact": "way-to-reach", "cohort": "member", "person": "stay"}


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, by full name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or one.pattern}", one


def ask(client: Client, method: str, url: str) -> Any:
    """Open an address, or send nothing to it; what it does is undone."""
    with undone():
        return getattr(client, method)(url)


def answer_of(response: Any) -> tuple[Any, ...]:
    """All that an answer tells."""
    return response.status_code, response.content, sorted(response.headers.items())


def casework(world: World) -> Checks:
    """Every address but the administration's × every reader, and nobody × files of six states × open and send."""
    checks = Checks()
    world.sign_in()
    found = {name: one for name, one in routes() if not name.startswith("admin:")}
    checks.same(sorted(ROUTES), sorted(found), "the addresses: see tests/house/routes_expected.txt")
    for name, told in ROUTES.items():
        for method, answer in (("get", told["get"]), ("post", told["send"])):
            if answer == "-" or name not in found:
                continue
            if told["action"] in ("open", "signed-in"):
                _open(world, checks, name, told["action"], method, int(answer))
            else:
                _governed(world, checks, name, told, found[name], method, int(answer))
    return checks


def _open(world: World, checks: Checks, name: str, action: str, method: str, answer: int) -> None:
    url = reverse(name)
    # Leaving would end the session with which the rest is asked.
    readers = [] if name == "staff:leave" else COMERS
    for reader in readers:
        checks.same(answer, ask(world.clients[reader.name], method, url).status_code, reader.name, method, name)
    expected = answer if action == "open" else 302
    checks.same(expected, ask(Client(), method, url).status_code, "nobody", method, name)


def _governed(
    world: World, checks: Checks, name: str, told: dict[str, str], one: URLPattern, method: str, answer: int
) -> None:
    tried = (*(TRIED if method == "get" else SENT_TO), *(["referred"] if told["on"] == "shared" else []))
    for reader in COMERS:
        client = world.clients[reader.name]
        files: tuple[str, ...] = ("-",)
        if told["on"] in ON:
            own_case = (f"case-of-{reader.name}",) if method == "get" else ()
            files = (*tried, *own_case) if _ever(reader, told) else REFUSED_ON[: 2 if method == "get" else 1]
        missing = (
            answer_of(ask(client, method, _address(world, name, told, one, None))) if _looks(reader, told) else None
        )
        for file in files:
            response = ask(client, method, _address(world, name, told, one, file))
            expected = _expected(reader, told, file, answer)
            checks.same(expected, response.status_code, reader.name, method, name, file)
            if expected == 404 and missing is not None:
                checks.same(missing, answer_of(response), reader.name, method, name, file, "as what is missing")
    for file in REFUSED_ON[:1] if told["on"] in ON else ("-",):
        response = ask(Client(), method, _address(world, name, told, one, file))
        checks.same(302, response.status_code, "nobody", method, name, file)


def _looks(reader: Reader, told: dict[str, str]) -> bool:
    """Whether anything is looked for at all when this reader asks."""
    return told["on"] in ON and _ever(reader, told)


def _ever(reader: Reader, told: dict[str, str]) -> bool:
    return oracle.may_anywhere(reader, told["action"])


def _expected(reader: Reader, told: dict[str, str], file: str, answer: int) -> int:
    if not _ever(reader, told):
        return 302 if told["on"] == "led" else oracle.refused(reader)
    if answer == 405:
        return 405
    if told["on"] == "access":
        # Its pages are for whoever answers for the file's team; closing it early, for whoever reviews it.
        needs = "review-emergency" if told["action"] == "break-glass" else told["action"]
        return answer if oracle.may_in(reader, needs, "own") else 404
    if told["on"] in ("stop", "wait"):
        return answer if oracle.may_in(reader, told["action"], "below") else 404
    if told["on"] not in ON:
        return answer
    if told["on"] == "shared":
        return answer if oracle.reaches(reader, told["action"], BY_NAME[file]) else 404
    if not oracle.knows(reader, BY_NAME[file]):
        return 404
    return answer if oracle.may(reader, told["action"], BY_NAME[file]) else 403


def _address(world: World, name: str, told: dict[str, str], one: URLPattern, file: str | None) -> str:
    """The address of the row of a file; without a file, one that is of nobody."""
    row: Any = world.rows[file].get(ON[told["on"]]) if file and told["on"] in ON else None
    given: dict[str, Any] = {}
    for key in one.pattern.converters:
        if key == "public_id" and told["on"] in ("consent", "override"):
            given[key] = row.subject.public_id if row else NOWHERE
        elif key == "public_id" and "export" in name:
            # A file that somebody else takes out is missing to whoever did not ask for it.
            given[key] = world.rows["-"][Export].public_id
        elif key == "of":
            given[key] = "cases"
        elif key in ("public_id", "consent_id", "override_id"):
            given[key] = _public_id(row)
        elif key == "fact_id":
            given[key] = _public_id(world.rows[file][ContactMethod] if file else None)
        elif key == "reference":
            case = world.rows[file][Case] if file else None
            given[key] = case.reference if case else "AMP-1999-999999"
        elif key == "slug":
            given[key] = SLUGS[told["on"]]
        elif key == "name":
            given[key] = "value"
        elif key == "code":
            given[key] = (a_source() if name == "people:source" else a_place()).code
        elif key == "pk":
            given[key] = _number(world, told["on"], file)
        else:
            raise LookupError(f"Say in _address what {key} stands for in the address of {name}.")
    return reverse(name, kwargs=given)


def _number(world: World, on: str, file: str | None) -> int:
    if on == "person":
        return int(world.rows[file][Grant].pk) if file else NO_NUMBER
    return int(world.rows["-"][EmergencyAccess if on == "access" else ReadingStop].pk)


def _public_id(row: Any) -> UUID:
    if row is None:
        return NOWHERE
    found: UUID = row.subject.public_id if isinstance(row, Person | Cohort) else row.public_id
    return found


def administration(world: World) -> Checks:
    """Every address of the administration × every reader and nobody, and the ids of every state by hand."""
    checks = Checks()
    world.sign_in()
    site: Any = admin.site
    pages = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in site._registry}
    checks.same(sorted(oracle.PAGES), sorted(model._meta.label_lower for model in pages.values()), "the pages")
    for name, one in routes():
        if not name.startswith("admin:"):
            continue
        page, _line, verb = name.removeprefix("admin:").rpartition("_")
        page, verb = next(((p, name[7 + len(p) :]) for p in pages if name.startswith(f"admin:{p}_")), (page, verb))
        if name == "admin:auth_user_password_change":
            page, verb = "staff_user", "_change"
        if page in pages:
            _page(world, checks, name, one, pages[page], verb.removeprefix("_"))
    for reader in STAFF:
        expected = 404 if oracle.refused(reader) == 404 else 200
        checks.same(expected, ask(world.clients[reader.name], "get", reverse("admin:index")).status_code, reader.name)
    return checks


def _page(world: World, checks: Checks, name: str, one: URLPattern, model: type[Model], verb: str) -> None:
    told = oracle.PAGES[model._meta.label_lower]
    method = "post" if verb == "show" else "get"
    row: Any = world.rows["own"].get(model) or world.rows["-"].get(model)
    if row is None:
        row = world.rows["-"][model] = other_row(model)
    files = model in world.rows["own"]
    with_row = bool(one.pattern.converters)
    for reader in STAFF:
        client = world.clients[reader.name]
        sees = oracle.may_anywhere(reader, told["sees"])
        writes = sees and told["writes"] != "-" and oracle.may_anywhere(reader, told["writes"])
        opens = {"add": writes and told["adds"] == "yes", "delete": writes and told["deletes"] == "yes"}.get(
            verb, sees if verb in ("changelist", "change", "history", "show") else writes
        )
        missing = answer_of(ask(client, method, _admin_address(name, one, None))) if with_row and opens else None
        # Those to whom the page is closed are told so before anything is looked for.
        for file in (*TRIED, "below") if files and with_row and opens else ("own",):
            asked: Any = world.rows[file][model] if files else row
            response = ask(client, method, _admin_address(name, one, asked))
            reached = not files or not with_row or oracle.reaches(reader, told["sees"], BY_NAME[file])
            if not opens:
                expected = oracle.refused(reader)
            elif not reached:
                expected = 404
            else:
                # A value is shown only where one is kept back.
                expected = 404 if verb == "show" and model not in KEPT_BACK else 200
            checks.same(expected, response.status_code, reader.name, method, name, file)
            if expected == 404 and missing is not None:
                checks.same(missing, answer_of(response), reader.name, method, name, file, "as what is missing")
    checks.same(302, ask(Client(), method, _admin_address(name, one, row)).status_code, "nobody", name)


def _admin_address(name: str, one: URLPattern, row: Any) -> str:
    pk = row.pk if row is not None else NO_NUMBER
    field = KEPT_BACK.get(type(row), "number")
    return reverse(name, args=[field if key == "name" else pk for key in one.pattern.converters])


def searches(world: World) -> Checks:
    """Each reader × every file: whether a search by name, and a box that looks up as one types, find it."""
    checks = Checks()
    world.sign_in()
    for reader in READERS:
        client = world.clients[reader.name]
        may_search = oracle.may_anywhere(reader, "see-people")
        may_choose = oracle.may_anywhere(reader, "administer-files")
        for file in oracle.FILES:
            subject = world.rows[file.name][Subject]
            with undone():
                found = client.post(reverse("people:search"), {"q": f"{file.name} {FAMILY}"})
            shown = found.status_code == 200 and str(subject.public_id) in found.content.decode()
            expected = may_search and oracle.knows(reader, file)
            checks.same(expected, shown, reader.name, "search", file.name)
            if not may_search:
                checks.same(oracle.refused(reader), found.status_code, reader.name, "search", file.name)
            box = {"app_label": "people", "model_name": "stay", "field_name": "subject", "term": str(subject.public_id)}
            with undone():
                offered = client.get(reverse("admin:autocomplete"), box)
            if not may_choose:
                checks.same(oracle.refused(reader), offered.status_code, reader.name, "box", file.name)
                continue
            numbers = [one["id"] for one in offered.json()["results"]]
            chosen = [str(subject.pk)] if oracle.reaches(reader, "administer-files", file) else []
            checks.same(chosen, numbers, reader.name, "box", file.name)
    return checks
