"""One file per noun: the list of files is the glossary of who works here."""

from staff.models.emergency_access import EmergencyAccess
from staff.models.keyring_check import KeyringCheck
from staff.models.linked_account import LinkedAccount
from staff.models.membership import Membership, Role
from staff.models.notice import Notice
from staff.models.read import ChainHead, Look, Read
from staff.models.reading_stop import ReadingStop
from staff.models.session import Session
from staff.models.team import Team
from staff.models.user import User

__all__ = [
    "ChainHead",
    "EmergencyAccess",
    "KeyringCheck",
    "LinkedAccount",
    "Look",
    "Membership",
    "Notice",
    "Read",
    "ReadingStop",
    "Role",
    "Session",
    "Team",
    "User",
]
