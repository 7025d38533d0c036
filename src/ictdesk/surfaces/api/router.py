"""The HTTP API: routers of the rooms, put together."""

from ninja import NinjaAPI

api = NinjaAPI(title="ICTDesk", version="1", docs_url=None, openapi_url="/openapi.json")
