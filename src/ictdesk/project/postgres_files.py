"""The configuration of the embedded server, written anew at every start: nothing in it is by hand."""

import os
from pathlib import Path

ADMIN, OWNER, APP = "ictdesk_admin", "ictdesk_owner", "ictdesk_app"

# The first line that fits decides, and who fits none is refused. Only a password opens; the name of
# the operating-system user never does.
HBA = f"""\
local  all                 {ADMIN}         scram-sha-256
local  postgres,template1  all             reject
local  all                 {OWNER},{APP}   scram-sha-256
"""

# Values of rows must not reach the log: no statement is written there, nor the error of one, whose
# words may quote a value, nor a detail of it. Files are of a day; the desk removes them after thirty.
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = {shared_buffers}MB
fsync = on
full_page_writes = on
synchronous_commit = on
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = none
log_min_duration_statement = -1
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_line_prefix = '%m [%p] '
log_connections = ''
log_disconnections = off
log_temp_files = -1
log_autovacuum_min_duration = -1
logging_collector = on
log_directory = 'log'
log_filename = '%Y-%m-%d.log'
log_file_mode = 0600
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
jit = off
cluster_name = 'ictdesk'
"""


def configuration(sockets: Path) -> dict[str, str]:
    """The files of the cluster by name."""
    settings = SETTINGS.format(sockets=str(sockets).replace("'", "''"), shared_buffers=shared_buffers())
    return {"postgresql.conf": settings, "pg_hba.conf": HBA, "pg_ident.conf": ""}


def shared_buffers() -> int:
    """MB: an eighth of the memory, within what a small and a large machine can use."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(64, min(1024, memory // 2**20 // 8))
