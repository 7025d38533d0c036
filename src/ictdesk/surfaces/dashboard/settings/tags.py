"""Tags: the words that stand on conversations, each with the number of those."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.retelling import tags_counted
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Tag
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.list_forms import MergeForm, TagForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_tags(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = TagForm(request.POST or None)
    if request.method == "POST" and accepted(
        form, lambda: commands.make_tag(actor=request.actor, **form.cleaned_data)
    ):
        return back(request, "settings-tags", _("The tag is ready."))
    shown = {"form": form, "rows": tags_counted(), "section": "settings", "tab": "tags"}
    return render(request, "settings/tags.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_tag(request: DeskRequest, tag_id: UUID) -> HttpResponse:
    """A tag's name, and merging it into another one."""
    tag: Tag = Tag.objects.find(id=tag_id)
    form = TagForm(request.POST or None, initial={"name": tag.name})
    if request.method == "POST" and accepted(
        form, lambda: conversations.rename_tag(actor=request.actor, tag=tag, **form.cleaned_data)
    ):
        return back(request, "settings-tags")
    return _page(request, tag, form, _merge_form(request, tag, bound=False))


@require_POST
@desk_view(needs="workspace.manage")
def merge(request: DeskRequest, tag_id: UUID) -> HttpResponse:
    """Makes one tag of two."""
    tag: Tag = Tag.objects.find(id=tag_id)
    form = _merge_form(request, tag, bound=True)

    def act() -> None:
        into = Tag.objects.find(id=form.cleaned_data["into"])
        conversations.merge_tags(actor=request.actor, tag=tag, into=into)

    if accepted(form, act):
        return back(request, "settings-tags", _("The two tags are one."))
    return _page(request, tag, TagForm(initial={"name": tag.name}), form)


@require_POST
@desk_view(needs="workspace.manage")
def delete(request: DeskRequest, tag_id: UUID) -> HttpResponse:
    """Deletes it."""
    tag = Tag.objects.find(id=tag_id)
    act = lambda: conversations.delete_tag(actor=request.actor, tag=tag)  # noqa: E731
    return tried(request, "settings-tags", act, _("The tag was deleted."))


def _merge_form(request: DeskRequest, tag: Tag, *, bound: bool) -> MergeForm:
    others = Tag.objects.exclude(id=tag.id).order_by("name")
    return MergeForm(request.POST if bound else None, tags=[(str(one.id), one.name) for one in others])


def _page(request: DeskRequest, tag: Tag, form: TagForm, merging: MergeForm) -> HttpResponse:
    shown = {"tag": tag, "form": form, "merging": merging, "section": "settings", "tab": "tags"}
    return render(request, "settings/tag.html", shown)
