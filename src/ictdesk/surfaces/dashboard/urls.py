"""Addresses of the agents' desk."""

from django.urls import path

from ictdesk.surfaces.dashboard import views

urlpatterns = [path("", views.desks, name="desks")]
