"""Addresses of the requesters' pages, all under /w/SLUG/."""

from django.urls import path

from ictdesk.surfaces.requester import breaches, choices, data, download, rights, transfer, views

urlpatterns = [
    path("<slug:slug>/agree/<str:token>", choices.agree, name="consent-agree"),
    path("<slug:slug>/choices/<str:token>", choices.choices, name="consent-choices"),
    path("<slug:slug>/choices/<str:token>/stop/<uuid:purpose_id>", choices.stop, name="consent-stop"),
    path("<slug:slug>/form/<str:key>", views.form, name="request-form"),
    path("<slug:slug>/privacy/ask", rights.rights, name="rights"),
    path("<slug:slug>/privacy/data/<uuid:case_id>", data.data, name="rights-data"),
    path("<slug:slug>/privacy/data/<uuid:case_id>/<slug:variant>", download.download, name="rights-download"),
    path("<slug:slug>/transfer/<str:token>", transfer.transfer, name="transfer"),
    path("<slug:slug>/breach/<str:token>", breaches.notice, name="breach-notice"),
    path("<slug:slug>/security-contact/<str:token>", breaches.contact, name="security-contact"),
    path("<slug:slug>/requests", views.requests, name="requests"),
    path("<slug:slug>/requests/leave", views.leave, name="requests-leave"),
    path("<slug:slug>/requests/<uuid:conversation_id>", views.one, name="request"),
    path(
        "<slug:slug>/requests/<uuid:conversation_id>/transcript",
        views.transcript,
        name="request-transcript",
    ),
]
