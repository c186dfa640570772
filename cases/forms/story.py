from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.timeline import Kind
from people.forms.asking import KnownOnForm


class StoryForm(KnownOnForm):
    """Which part of the story to show: one kind of line, or what was known on a day."""

    kind = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("Everything")), *Kind.choices])

    @property
    def narrowed_to(self) -> str:
        """The kind that is asked for; "" for everything, and where there is no such kind."""
        return str(self._answer("kind") or "")

    @property
    def day(self) -> date | None:
        """The day whose knowledge is asked for, if it is one."""
        answer: date | None = self._answer("known_on")
        return answer

    def _answer(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
