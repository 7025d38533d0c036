"""Every address that Django serves. The gateway's are in `surfaces/realtime/routes.py`."""

from django.urls import include, path

from ictdesk.surfaces.api.router import api
from ictdesk.surfaces.dashboard import views as dashboard
from ictdesk.surfaces.widget import views as widget

urlpatterns = [
    path("", dashboard.front_door, name="front-door"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("api/v1/", api.urls),
    path("demo", widget.demo, name="demo"),
    path("desk/", include("ictdesk.surfaces.dashboard.urls")),
    path("files/<str:token>", widget.file, name="file"),
]
