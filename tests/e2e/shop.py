"""Somebody's website with the widget on it: another host than the desk's, and as strict a CSP as it can have."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fern &amp; Kettle</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>Fern &amp; Kettle</h1></main><script src="{desk}/widget.js" data-key="{key}" data-identity="{identity}"></script></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """Any address is the one page, for the desk and the key in its query."""

    def do_GET(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        body = PAGE.format(**{"identity": ""} | asked).encode()
        desk = asked["desk"]
        policy = f"default-src 'none'; script-src {desk}; img-src data: {desk}; connect-src {desk} {desk.replace('http', 'ws', 1)}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Shop:
    """Runs the website while it is entered."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def page(self, desk: str, key: str, identity: str = "") -> str:
        """The address of the page with this desk's widget, for a visitor whom the website has signed or for anybody."""
        asked = {"desk": desk, "key": key} | ({"identity": identity} if identity else {})
        return f"{self.url}/?{urlencode(asked)}"
