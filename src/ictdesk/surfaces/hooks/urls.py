"""Addresses for providers, all under /hooks/mail/."""

from django.urls import path

from ictdesk.surfaces.hooks import postmark, ses

urlpatterns = [
    path("postmark/inbound", postmark.inbound, name="hook-postmark-inbound"),
    path("postmark/events", postmark.events, name="hook-postmark-events"),
    path("ses", ses.notices, name="hook-ses"),
]
