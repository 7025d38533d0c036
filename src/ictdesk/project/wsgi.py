"""Django as a WSGI application: pages, the HTTP API, files."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ictdesk.project.settings")
application = get_wsgi_application()
