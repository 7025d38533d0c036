"""The inbox: a page with its data in it, brought to life by the island."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ictdesk.desk.conversations.filters import VIEWS, Filter
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import OpenRequest, desk_view
from ictdesk.surfaces.dashboard.first_paint import first_paint


@require_GET
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk's own address leads to its inbox."""
    return redirect("inbox", slug=slug)


@require_GET
@desk_view(needs="conversation.read", with_grant=True)
def inbox(request: OpenRequest, place: str = "") -> HttpResponse:
    """`place` is [VIEW/][c/ID/], as the island writes it into the address; the query narrows the list."""
    view, opened = read_place(place)
    data = first_paint(request, wanted=read_filter(request, view), opened=opened)
    return render(request, "inbox.html", {"first_paint": data, "section": "inbox"})


def read_place(place: str) -> tuple[str, UUID | None]:
    """Raises `NotFound` for a place that the island would not write."""
    words = [word for word in place.split("/") if word]
    view = words.pop(0) if words and words[0] in VIEWS else "mine"
    if not words:
        return view, None
    if len(words) != 2 or words[0] != "c":
        raise NotFound
    return view, parse_id(words[1])


def read_filter(request: OpenRequest, view: str) -> Filter:
    """The list that an address names. Raises `NotFound` for one that the island would not write."""
    try:
        return Filter.parse(request.GET.dict() | {"view": view})
    except Invalid as error:
        raise NotFound from error
