"""Addresses of the vendor's public pages."""

from django.urls import path

from ictdesk.surfaces.publicsite import (
    choosing,
    proofs,
    signing_up,
    subprocessors,
    verifying,
    views,
    writing,
)

urlpatterns = [
    path("", views.home, name="front-door"),
    path("plans", views.plans, name="site-plans"),
    path("gdpr", proofs.gdpr, name="site-gdpr"),
    path("gdpr/proofs", proofs.listed, name="site-proofs"),
    path("privacy", views.privacy, name="site-privacy"),
    path("cookies", views.cookies, name="site-cookies"),
    path("subprocessors", subprocessors.listed, name="site-subprocessors"),
    path("subprocessors.json", subprocessors.as_json, name="site-subprocessors-json"),
    path("subprocessors.atom", subprocessors.as_feed, name="site-subprocessors-feed"),
    path("subprocessors/news", subprocessors.news, name="site-subprocessors-news"),
    path("orders", views.orders, name="site-orders"),
    path("regions", views.regions, name="site-regions"),
    path("your-data", views.your_data, name="site-rights"),
    path("contact", writing.contact, name="site-contact"),
    path("agreement/text", views.agreement_text, name="site-agreement-text"),
    path("agreement/verify", verifying.verifying, name="site-agreement-verify"),
    path("agreement", writing.agreement, name="site-agreement"),
    path("sign-up", signing_up.sign_up, name="site-sign-up"),
    path("sign-up/<str:token>", signing_up.finish, name="site-finish"),
    path("newsletter", writing.newsletter, name="site-newsletter"),
    path("choice", choosing.answer, name="site-choice"),
    path("choice/visit", choosing.visited, name="site-visit"),
    path("logo.svg", views.logo, name="site-logo"),
    path("colour.css", views.colour, name="site-colour"),
    path(".well-known/privacy-evidence.json", proofs.evidence, name="privacy-evidence"),
    path(".well-known/gpc.json", views.gpc, name="gpc"),
]
