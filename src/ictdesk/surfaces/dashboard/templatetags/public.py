"""What the pages of people outside the team need: addresses that keep the chosen language, and the languages."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from ictdesk.surfaces.requester.language import NAME, kept

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: dict[str, Any], name: str, *given: object) -> str:
    """As `url`, with the language that was chosen."""
    return kept(context["request"], reverse(name, args=given))


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any]) -> str:
    """This page once more."""
    return kept(context["request"], context["request"].path)


@register.inclusion_tag("requester/languages.html")
def languages() -> dict[str, object]:
    """A link for each language, by its own name."""
    return {"languages": settings.LANGUAGES, "name": NAME}
