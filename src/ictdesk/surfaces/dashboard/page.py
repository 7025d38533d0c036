"""What every page's template is given."""

from django.http import HttpRequest


def build(request: HttpRequest) -> dict[str, object]:
    return {}
