"""The demo page and signed files."""

from django.http import HttpRequest, HttpResponse


def demo(request: HttpRequest) -> HttpResponse:
    return HttpResponse("demo")


def file(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse("file")
