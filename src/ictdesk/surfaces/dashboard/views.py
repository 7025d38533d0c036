"""Pages of the desk."""

from django.http import HttpRequest, HttpResponse


def front_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ICTDesk")


def desks(request: HttpRequest) -> HttpResponse:
    return HttpResponse("desks")
