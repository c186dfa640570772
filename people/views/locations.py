"""Places: the tree, and for each place who is there now."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from people.keyset import page_of
from people.models import Location, Stay, Subject
from people.models.location import LocationQuerySet
from people.tally import tally
from people.views.answer import page
from people.views.people import beside, rows_of
from staff.models import User
from staff.policy import Action, SignedIn, permitted

PAGE_SIZE = 50


@dataclass
class Node:
    """A place and what lies directly below it."""

    place: Location
    below: list[Node] = field(default_factory=list)


@permitted(Action.SEE_SOURCES)
@require_safe
def locations(request: SignedIn) -> HttpResponse:
    """The tree of places; a mark says where somebody on file is now."""
    return page(request, "people/locations.html", {"roots": _tree(_marked(request.user))})


@permitted(Action.SEE_SOURCES)
@require_safe
def location(request: SignedIn, code: str) -> HttpResponse:
    """A place: what it lies within, what lies below it, and who is here now, here and below."""
    place = get_object_or_404(Location.objects.select_related("kind", "parent", "authority"), code=code)
    above = Location.objects.filter(code__in=place.path.strip("/").split("/")[:-1]).order_by("path")
    here = Stay.objects.current().filter(location__path__startswith=place.path, subject=OuterRef("pk"))
    subjects = Subject.objects.visible_to(request.user).filter(Exists(here))
    cursor = request.GET.get("after", "")
    by = ("-created_at", "-id")
    part = page_of(subjects.select_related("cohort"), by=by, cursor=cursor, of=f"at {place.code}", size=PAGE_SIZE)
    context = {
        "place": place,
        "above": above,
        "roots": _tree(_marked(request.user).within(place).exclude(pk=place.pk)),
        "rows": rows_of(part.rows),
        "subjects": part.rows,
        "tally": tally(subjects),
        **beside(request, part),
    }
    return page(request, "people/location.html", context)


def _marked(reader: User) -> LocationQuerySet:
    """Places, each with whether somebody the reader may know of is right there now (`has_people`)."""
    here = Stay.objects.current().filter(location=OuterRef("pk"), subject__in=Subject.objects.visible_to(reader))
    mark = ExpressionWrapper(Q(Exists(here)), output_field=BooleanField())
    marked: LocationQuerySet = Location.objects.select_related("kind").annotate(has_people=mark).order_by("path")
    return marked


def _tree(places: QuerySet[Location]) -> list[Node]:
    """Nodes below nodes, each list in the order of names in the reader's language."""
    nodes = {place.pk: Node(place) for place in places}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.place.parent_id) if node.place.parent_id else None
        (above.below if above else roots).append(node)
    for below in [roots, *(node.below for node in nodes.values())]:
        below.sort(key=lambda node: node.place.label.casefold())
    return roots
