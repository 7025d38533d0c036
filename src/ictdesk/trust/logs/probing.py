"""Is the log as it was promised: how old its oldest day is, and whether the database writes a log of its own."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from ictdesk.kernel.logs import days, stream

SETTINGS = {
    "log_statement": {"none"},
    "log_min_error_statement": {"panic", "fatal"},
    "log_min_messages": {"log", "fatal", "panic"},
    "log_error_verbosity": {"terse"},
    "log_parameter_max_length_on_error": {"0"},
    "log_min_duration_statement": {"-1"},
}
"""With these the server's own log holds no value of a row and no words of a statement."""


@dataclass(frozen=True, slots=True)
class Found:
    """`late` are days that should be gone; `talkative` are settings of the database that could write down values."""

    oldest: date | None
    count: int
    late: tuple[date, ...]
    talkative: tuple[str, ...]

    @property
    def age(self) -> int:
        """In days, of the oldest; 0 when there is none."""
        return (days.today() - self.oldest).days if self.oldest else 0


def probe() -> Found:
    """Looks at the partitions and files, and asks the server for its settings."""
    kept = sorted({*days.kept(), *stream.files(settings.ICTDESK_DATA).days()})
    return Found(
        oldest=kept[0] if kept else None,
        count=len(kept),
        late=tuple(day for day in kept if day < days.oldest_allowed()),
        talkative=_talkative(),
    )


def _talkative() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select name, setting from pg_settings where name = any(%s) order by 1", [[*SETTINGS]])
        return tuple(name for name, value in cursor.fetchall() if value not in SETTINGS[name])
