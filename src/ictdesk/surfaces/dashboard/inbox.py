"""The inbox: a page with its data in it, brought to life by the island."""

from typing import cast, get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ictdesk.desk.conversations.queries import View
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.first_paint import first_paint

VIEWS = get_args(View.__value__)


@require_GET
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk's own address leads to its inbox."""
    return redirect("inbox", slug=slug)


@require_GET
@desk_view(needs="conversation.read")
def inbox(request: DeskRequest, place: str = "") -> HttpResponse:
    """`place` is [VIEW/][c/ID/], as the island writes it into the address."""
    view, opened = read_place(place)
    data = first_paint(request, view=view, opened=opened)
    return render(request, "inbox.html", {"first_paint": data, "section": "inbox"})


def read_place(place: str) -> tuple[View, UUID | None]:
    """Raises `NotFound` for a place that the island would not write."""
    words = [word for word in place.split("/") if word]
    view = words.pop(0) if words and words[0] in VIEWS else "mine"
    if not words:
        return cast("View", view), None
    if len(words) != 2 or words[0] != "c":
        raise NotFound
    return cast("View", view), parse_id(words[1])
