"""The administrator's pages about who works here. `config.administration` puts the pages of all apps in order."""

from staff.admin import membership, session, team, user

__all__ = ["membership", "session", "team", "user"]
