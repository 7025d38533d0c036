"""Addresses of the agents' desk, all under /desk/."""

from django.urls import path

from ictdesk.surfaces.dashboard import contacts, front, inbox
from ictdesk.surfaces.dashboard.settings import canned, inboxes, keys, members, workspace

urlpatterns = [
    path("", front.desks, name="desks"),
    path("<slug:slug>/", inbox.door, name="desk"),
    path("<slug:slug>/inbox/", inbox.inbox, name="inbox"),
    path("<slug:slug>/inbox/<path:place>", inbox.inbox, name="inbox-place"),
    path("<slug:slug>/contacts/", contacts.all_contacts, name="contacts"),
    path("<slug:slug>/contacts/<uuid:contact_id>/", contacts.one_contact, name="contact"),
    path("<slug:slug>/settings/", workspace.door, name="settings"),
    path("<slug:slug>/settings/workspace/", workspace.settings, name="settings-workspace"),
    path("<slug:slug>/settings/notice/", workspace.notice, name="settings-notice"),
    path("<slug:slug>/settings/inboxes/", inboxes.all_inboxes, name="settings-inboxes"),
    path("<slug:slug>/settings/inboxes/<uuid:inbox_id>/", inboxes.one_inbox, name="settings-inbox"),
    path("<slug:slug>/settings/canned/", canned.all_canned, name="settings-canned"),
    path("<slug:slug>/settings/canned/<uuid:reply_id>/", canned.one_canned, name="settings-canned-one"),
    path("<slug:slug>/settings/canned/<uuid:reply_id>/delete/", canned.delete, name="settings-canned-delete"),
    path("<slug:slug>/settings/members/", members.all_members, name="settings-members"),
    path("<slug:slug>/settings/members/<uuid:member_id>/role/", members.role, name="settings-member-role"),
    path("<slug:slug>/settings/members/<uuid:member_id>/end/", members.end, name="settings-member-end"),
    path("<slug:slug>/settings/keys/", keys.all_keys, name="settings-keys"),
    path("<slug:slug>/settings/keys/<uuid:key_id>/revoke/", keys.revoke, name="settings-key-revoke"),
]
