"""The administrator's pages about what is known. `config.administration` puts the pages of all apps in order."""

from people.admin import citation, cohort, consent, facts, person, place, source, subject, vocabulary

__all__ = ["citation", "cohort", "consent", "facts", "person", "place", "source", "subject", "vocabulary"]
