"""Every address that Django serves. The gateway's are in `surfaces/realtime/routes.py`."""

from django.urls import include, path

from ictdesk.privacy.export.schema import PLACE
from ictdesk.surfaces.api.router import api
from ictdesk.surfaces.dashboard import design, front, original
from ictdesk.surfaces.hooks import payments
from ictdesk.surfaces.requester import schemas
from ictdesk.surfaces.widget import views as widget

urlpatterns = [
    path(".well-known/security.txt", front.security_txt, name="security-txt"),
    path(".well-known/ictdesk-signing-key", front.signing_key, name="signing-key"),
    path(".well-known/ictdesk-audit", front.audit_checkpoint, name="audit-checkpoint"),
    path(".well-known/ictdesk-audit/<int:first>", front.audit_leaves, name="audit-leaves"),
    path(PLACE.lstrip("/"), schemas.bundle, name="bundle-schema"),
    path("account/invitation/<str:token>", front.invitation, name="invitation"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("api/v1/", api.urls),
    path("widget.js", widget.loader, name="widget"),
    path("demo", widget.demo, name="demo"),
    path("design", design.design, name="design"),
    path("desk/", include("ictdesk.surfaces.dashboard.urls")),
    path("w/<slug:slug>/privacy", widget.privacy, name="privacy"),
    path("files/mail/<str:token>", original.original_mail, name="original-mail"),
    path("hooks/mail/", include("ictdesk.surfaces.hooks.urls")),
    path("hooks/stripe", payments.notice, name="hook-stripe"),
    path("w/", include("ictdesk.surfaces.requester.urls")),
    path("files/<str:token>", widget.file, name="file"),
    path("", include("ictdesk.surfaces.publicsite.urls")),
]

handler400 = "ictdesk.surfaces.dashboard.error_pages.bad_request"
handler403 = "ictdesk.surfaces.dashboard.error_pages.forbidden"
handler404 = "ictdesk.surfaces.dashboard.error_pages.not_found"
handler500 = "ictdesk.surfaces.dashboard.error_pages.broken"
