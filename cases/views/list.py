from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.filters import DEFAULT_SORT, SORTS, CaseFilter
from cases.models import Case
from cases.rows import rows_of, summary_of, with_subjects
from cases.views.back import list_query
from people.filters import chips
from people.keyset import page_of
from people.views.answer import page
from staff.policy import Action, SignedIn, may, permitted


@permitted(Action.SEE_CASES)
@require_safe
@never_cache
def case_list(request: SignedIn) -> HttpResponse:
    """The cases that fit the filter in the address, a page at a time."""
    if "" in request.GET.values():
        # A form sends its empty fields as well; an address that is kept or shared is better without them.
        return redirect(f"{request.path}?{list_query(request.GET)}".rstrip("?"))
    chosen = CaseFilter(request.GET, user=request.user, queryset=Case.objects.visible_to(request.user))
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else DEFAULT_SORT
    of = list_query(_without(request.GET, "after"))
    part = page_of(with_subjects(chosen.qs), by=SORTS[sort][1], cursor=request.GET.get("after", ""), of=of)
    context = {
        "filter": chosen,
        "chips": chips(chosen, path=request.path),
        "summary": summary_of(chosen.qs),
        "rows": rows_of(part.rows, kept=list_query(request.GET)),
        "sorts": _sorts(request.GET, sort),
        "keep": {"sort": sort} if sort != DEFAULT_SORT else {},
        "previous_url": _address(request.GET, after=part.previous) if part.previous else "",
        "next_url": _address(request.GET, after=part.next) if part.next else "",
        "may_open": may(request.user, Action.OPEN_CASE),
    }
    return page(request, "cases/list.html", context, status=422 if chosen.form.errors else 200)


def _sorts(query: QueryDict, current: str) -> list[dict[str, Any]]:
    query = _without(query, "after")
    return [
        {"label": label, "url": _address(query, sort=name), "current": name == current}
        for name, (label, _columns) in SORTS.items()
    ]


def _without(query: QueryDict, name: str) -> QueryDict:
    rest = query.copy()
    rest.pop(name, None)
    return rest


def _address(query: QueryDict, **more: str) -> str:
    """The address of the list with something else in it; only what the list understands is repeated."""
    changed = query.copy()
    for name, value in more.items():
        changed[name] = value
    return f"?{list_query(changed)}"
