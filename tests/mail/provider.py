"""Where tokens are renewed, as the big providers do it: HTTPS, a form in, JSON out."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

from tests.https import Https, Quiet


class Provider(Https):
    """`asked` holds the forms that came, `status` is what it answers with."""

    path = "/token"

    def __init__(self, certificate: Path) -> None:
        self.asked: list[dict[str, str]] = []
        self.status = 200
        provider = self

        class Handler(Quiet):
            def do_POST(self) -> None:  # noqa: N802 - the name that the library calls
                provider.asked.append(dict(parse_qsl(self.body().decode())))
                self.send_response(provider.status)
                self.end_headers()
                self.wfile.write(json.dumps({"access_token": "access", "refresh_token": "second"}).encode())

        super().__init__(certificate, Handler)
