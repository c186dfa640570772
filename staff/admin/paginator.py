from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    BasePaginator = Paginator[Any]
else:
    BasePaginator = Paginator

# Beyond this many rows a list says "more than 1000" and a search is the way on: counting all costs more with each row.
CAP = 1000


class AtLeast(int):
    """A number of rows that stands for this many or more."""

    def __str__(self) -> str:
        return _("more than %(count)d") % {"count": int(self)}

    def __format__(self, spec: str) -> str:
        return str(self)


class CappedPaginator(BasePaginator):
    """Pages over the first rows of a list; what lies beyond the cap is reached by search and filters."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, or `AtLeast(CAP)`."""
        rows: Any = self.object_list
        found: int = rows.order_by()[: CAP + 1].count()
        return AtLeast(CAP) if found > CAP else found
