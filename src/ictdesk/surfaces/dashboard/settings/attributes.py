"""Attributes of contacts: what the workspace keeps beside name and addresses, and why."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.contacts import commands, definitions
from ictdesk.kernel.datamap.words import SOURCE_WORDS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.attribute_forms import AttributeForm, NewAttributeForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import KIND_WORDS


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_attributes(request: DeskRequest) -> HttpResponse:
    """The list, with each one's entry in the data map, and a form for another."""
    form = NewAttributeForm(request.POST or None)
    if request.method == "POST" and accepted(
        form, lambda: commands.define_attribute(actor=request.actor, **form.sent())
    ):
        return back(request, "settings-attributes")
    counts = definitions.counts_of_values()
    rows = [
        {
            **definitions.definition_shown(row),
            "kind": KIND_WORDS[row.kind],
            "source": SOURCE_WORDS[row.source],
            "values": counts.get(row.id, 0),
        }
        for row in definitions.definitions_for(request.actor)
    ]
    shown = {"form": form, "rows": rows, "section": "settings", "tab": "attributes"}
    return render(request, "settings/attributes.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_attribute(request: DeskRequest, attribute_id: UUID) -> HttpResponse:
    """Label, choices and entry in the data map."""
    definition = definitions.definitions_for(request.actor).find(id=attribute_id)
    form = AttributeForm(request.POST or None, initial=AttributeForm.initial_of(definition))
    if request.method == "POST" and accepted(
        form,
        lambda: commands.change_attribute(actor=request.actor, definition=definition, **form.sent()),
    ):
        return back(request, "settings-attributes")
    shown = {"form": form, "label": definition.label, "section": "settings", "tab": "attributes"}
    return render(request, "settings/attribute.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def drop(request: DeskRequest, attribute_id: UUID) -> HttpResponse:
    """Deletes one with its values."""
    definition = definitions.definitions_for(request.actor).find(id=attribute_id)
    return tried(
        request,
        "settings-attributes",
        lambda: commands.drop_attribute(actor=request.actor, definition=definition),
        _("The attribute and its values are gone."),
    )
