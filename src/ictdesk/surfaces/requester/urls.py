"""Addresses of the requesters' pages, all under /w/SLUG/."""

from django.urls import path

from ictdesk.surfaces.requester import views

urlpatterns = [
    path("<slug:slug>/form/<str:key>", views.form, name="request-form"),
    path("<slug:slug>/requests", views.requests, name="requests"),
    path("<slug:slug>/requests/leave", views.leave, name="requests-leave"),
    path("<slug:slug>/requests/<uuid:conversation_id>", views.one, name="request"),
]
