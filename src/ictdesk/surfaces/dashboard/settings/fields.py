"""Fields of tickets: what the workspace asks of each, why, and who sees it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.contacts import commands, definitions
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import fields
from ictdesk.kernel.datamap.words import SOURCE_WORDS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.field_forms import FieldForm, NewFieldForm, initial_of
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import KIND_WORDS


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_fields(request: DeskRequest) -> HttpResponse:
    """The list, with each one's entry in the data map, and a form for another."""
    form = NewFieldForm(request.POST or None)
    if request.method == "POST" and accepted(
        form,
        lambda: commands.define_attribute(actor=request.actor, about="ticket", **form.sent()),
    ):
        return back(request, "settings-fields")
    counts, names = fields.counts_of_values(), {id_: one.name for id_, one in form.rows.items()}
    rows = [
        {
            **definitions.field_shown(row),
            "kind": KIND_WORDS[row.kind],
            "source": SOURCE_WORDS[row.source],
            "values": counts.get(row.id, 0),
            "types": [names[id_] for id_ in row.types if id_ in names],
        }
        for row in fields.all_fields()
    ]
    shown = {"form": form, "rows": rows, "section": "settings", "tab": "fields"}
    return render(request, "settings/fields.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_field(request: DeskRequest, field_id: UUID) -> HttpResponse:
    """Label, choices, entry in the data map, and who has and needs it."""
    definition = fields.all_fields().find(id=field_id)
    form = FieldForm(request.POST or None, initial=initial_of(definition))
    if request.method == "POST" and accepted(
        form,
        lambda: commands.change_attribute(actor=request.actor, definition=definition, **form.sent()),
    ):
        return back(request, "settings-fields")
    shown = {"form": form, "label": definition.label, "section": "settings", "tab": "fields"}
    return render(request, "settings/ticket_field.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def drop(request: DeskRequest, field_id: UUID) -> HttpResponse:
    """Deletes one with its values."""
    definition = fields.all_fields().find(id=field_id)
    return tried(
        request,
        "settings-fields",
        lambda: conversations.drop_field(actor=request.actor, definition=definition),
        _("The field and its values are gone."),
    )
