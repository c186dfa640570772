"""The way back from a case to the list it was opened from, with the filter of that list.

The address of a case carries it as `from`: the query of the list, or `work` for My work. Nothing of it is trusted: only
what the list itself understands is kept, and it always leads to one of our own two pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.filters import BESIDE, CaseFilter
from cases.models import Case

FROM_WORK = "work"
LONGEST = 1500


@dataclass(frozen=True)
class Back:
    """Where to go back to, and what the address of a case holds to find the way."""

    url: str
    label: Any
    kept: str = ""

    @property
    def query(self) -> str:
        """What to put behind the address of anything about the case; "" where there is nothing to keep."""
        return f"?{urlencode({'from': self.kept})}" if self.kept else ""

    def case_url(self, case: Case) -> str:
        """The page of the case, from which the same way leads back."""
        return case.get_absolute_url() + self.query


def way_back(request: HttpRequest) -> Back:
    """The way back that the address holds; to all cases where it holds none, or none that makes sense."""
    told = request.GET.get("from", "")[:LONGEST]
    if told == FROM_WORK:
        return Back(reverse("cases:my_work"), _("My work"), FROM_WORK)
    kept = list_query(QueryDict(told)) if told else ""
    url = reverse("cases:list")
    return Back(f"{url}?{kept}", _("Back to the list"), kept) if kept else Back(url, _("Cases"))


def list_query(query: QueryDict) -> str:
    """What the list of cases understands of a query, in a fixed order; "" where there is nothing."""
    known = [*CaseFilter.base_filters, *BESIDE]
    return urlencode([(name, query[name]) for name in known if query.get(name)])
