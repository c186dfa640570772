"""The administrator's pages about who works here. `config.administration` puts the pages of all apps in order."""

from staff.admin import team, user

__all__ = ["team", "user"]
