"""A certificate for a listener of our own: TLS 1.2 and newer, and taken anew when its file changes."""

import logging
import ssl
import threading
from pathlib import Path

log = logging.getLogger(__name__)
EVERY = 60.0
"""Seconds between two looks at the files."""


class Certificate:
    """`context` goes to the listener; what is loaded into it later counts for the next handshake."""

    def __init__(self, chain: Path, key: Path | None = None) -> None:
        """Raises `OSError` or `ssl.SSLError` for files that cannot be used."""
        self._files = (chain, key)
        self._seen = self._stamps()
        self.context = self._made()

    def look(self) -> bool:
        """Whether the files changed and were taken. Those that cannot be used are left alone, and the log says so."""
        try:
            now = self._stamps()
            if now == self._seen:
                return False
            self._made()  # half a pair, loaded into the context that serves, would end all handshakes
            self.context.load_cert_chain(*self._files)
        except OSError:  # an `ssl.SSLError` is one
            log.exception("tls.certificate_not_taken")
            return False
        self._seen = now
        log.info("tls.certificate_taken")
        return True

    def watch(self) -> None:
        """Looks every minute, for as long as the process lives."""
        threading.Thread(target=self._watch, name="certificate", daemon=True).start()

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            self.look()

    def _made(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _stamps(self) -> list[tuple[int, int]]:
        """Also of what a link points at: renewed certificates often come as one."""
        found = [path.stat() for path in self._files if path is not None]
        return [(one.st_mtime_ns, one.st_ino) for one in found]
