"""What everybody may, by the tables in this folder: counted anew from words, and not by the code it judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SEEING = ("see-people", "see-cases")
# The tree of offices in these tests: each with all that lies below it.
SUBTREE = {
    "above": {"above", "own", "below"},
    "own": {"own", "below"},
    "below": {"below"},
    "other": {"other"},
}


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table, by the words of its first line."""
    lines = [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]
    head, *rows = (line.split() for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


POLICY = {row.pop("action"): row for row in table("policy_expected.txt")}
ROUTES = {row.pop("route"): row for row in table("routes_expected.txt")}
PAGES = {row.pop("model"): row for row in table("admin_expected.txt")}


@dataclass(frozen=True)
class Reader:
    """Somebody who works here: which role in which office."""

    name: str
    works: tuple[tuple[str, str], ...]

    @property
    def roles(self) -> set[str]:
        """The roles they have anywhere."""
        return {role for role, _office in self.works}

    def roles_in(self, office: str) -> set[str]:
        """The roles they have in an office, or in one above it."""
        return {role for role, own in self.works if office in SUBTREE.get(own, ())}


@dataclass(frozen=True)
class File:
    """A file in one state: whose it is, whether it is restricted, whom it names."""

    name: str
    office: str
    restricted: bool = False
    worker: str = ""
    granted: frozenset[str] = field(default_factory=frozenset)
    granted_to_office: str = ""
    referred: frozenset[str] = field(default_factory=frozenset)
    emergency: frozenset[str] = field(default_factory=frozenset)


def cell(action: str, role: str) -> str:
    """Where the role may do it."""
    return POLICY[action][role]


def may_anywhere(reader: Reader, action: str) -> bool:
    """Whether one of their roles may do it at all."""
    return any(cell(action, role) != "-" for role in reader.roles)


def may_everywhere(reader: Reader, action: str) -> bool:
    """Whether one of their roles may do it whatever it concerns."""
    return any("y" in cell(action, role) for role in reader.roles)


def may_in(reader: Reader, action: str, office: str) -> bool:
    """Whether they may do it in an office."""
    own = any("t" in cell(action, role) for role in reader.roles_in(office))
    return own or may_everywhere(reader, action)


def reaches(reader: Reader, action: str, file: File) -> bool:
    """Whether a condition of the file opens it for this action."""
    if not file.restricted and any("t" in cell(action, role) for role in reader.roles_in(file.office)):
        return True
    roles = counted(reader, action, file)
    if file.worker == reader.name and any("c" in cell(action, role) for role in roles):
        return True
    if reader.name in file.referred and any("r" in cell(action, role) for role in roles):
        return True
    if reader.name in file.emergency and any("e" in cell(action, role) for role in roles):
        return True
    named = reader.name in file.granted
    named |= not file.restricted and any(
        file.granted_to_office in SUBTREE.get(own, ()) and any("g" in cell(see, role) for see in SEEING)
        for role, own in reader.works
    )
    return named and any("g" in cell(action, role) for role in roles)


def counted(reader: Reader, action: str, file: File) -> set[str]:
    """The roles that count on a file naming the reader: those in its office if they see files by them, else all."""
    here = {role for role in reader.roles_in(file.office) if any(cell(see, role) != "-" for see in SEEING)}
    return reader.roles if action in SEEING or not here else here


def may(reader: Reader, action: str, file: File) -> bool:
    """Whether they may do it on this file."""
    return may_everywhere(reader, action) or reaches(reader, action, file)


def refused(reader: Reader) -> int:
    """What answers somebody whom no rule lets do a thing: to a partner whatever is not theirs is missing."""
    return 404 if reader.roles == {"partner"} else 403


def knows(reader: Reader, file: File) -> bool:
    """Whether the file is there for them at all."""
    return any(reaches(reader, action, file) for action in SEEING)


ROLES = ("caseworker", "supervisor", "team-administrator", "system-administrator", "auditor", "partner")
READERS = [
    *(Reader(f"the-{role}", ((role, "own"),)) for role in ROLES),
    Reader("the-stranger", (("supervisor", "other"),)),
    Reader("the-one-below", (("caseworker", "below"),)),
    Reader("of-two-offices", (("team-administrator", "own"), ("caseworker", "other"))),
    # By the flag alone, in no office.
    Reader("the-superuser", (("system-administrator", ""),)),
]
EVERYBODY = frozenset(reader.name for reader in READERS)
FILES = [
    File("own", "own"),
    File("below", "below"),
    File("above", "above"),
    File("other", "other"),
    File("granted", "above", granted=EVERYBODY),
    File("granted-to-office", "above", granted_to_office="own"),
    File("expired", "above"),
    File("referred", "above", referred=EVERYBODY),
    File("restricted", "own", restricted=True),
    File("restricted-granted", "own", restricted=True, granted=EVERYBODY),
    File("restricted-to-office", "own", restricted=True, granted_to_office="own"),
    File("emergency", "above", emergency=EVERYBODY),
    File("emergency-is-over", "above"),
    File("restricted-emergency", "own", restricted=True, emergency=EVERYBODY),
    File("restricted-case", "own", restricted=True, worker="the-caseworker"),
    *(File(f"case-of-{reader.name}", "above", worker=reader.name) for reader in READERS[:7]),
]
