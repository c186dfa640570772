"""The administrator's pages about what is done. `config.administration` puts the pages of all apps in order."""

from cases.admin import case, event, referral, retention, work

__all__ = ["case", "event", "referral", "retention", "work"]
