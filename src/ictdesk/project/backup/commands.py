"""What `ictdesk backup` and `ictdesk restore` do, from their arguments on."""

import argparse
import os

from ictdesk.project import installation
from ictdesk.project.backup.postgres import Server, server
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder


def backup(arguments: argparse.Namespace) -> None:
    """Beside a desk that runs, or with none. Raises `StartupProblem`."""
    folder = DataFolder(installation.data_path(arguments.data))
    target = arguments.target.expanduser().resolve()
    if target.is_relative_to(folder.path):
        raise StartupProblem("A copy in the data folder is lost with it: name a folder elsewhere.")
    if not folder.secrets.is_dir():
        raise StartupProblem(f"There is no installation in {folder.path}.")
    with server(folder) as running:
        _set_up(folder)
        from ictdesk.project.backup import making

        making.make(folder, running, target, keep=arguments.keep)


def restore(arguments: argparse.Namespace) -> None:
    """An installation from its copies, brought up to the ledger if there is one. Raises `StartupProblem`."""
    folder = DataFolder(installation.data_path(arguments.data))
    if arguments.replay:
        with server(folder):
            _set_up(folder)
            _replay()
        return
    from ictdesk.project.backup import restoring

    restoring.check_empty(folder)
    source = restoring.choose(arguments.source.expanduser().resolve(), arguments.at)
    folder.prepare()
    lock = folder.lock()
    try:
        restoring.take_root_key(folder, arguments.root_key)
        with server(folder) as running:
            restoring.restore(folder, running, source)
            _migrate(folder, running)
            _set_up(folder)
            print(f"Restored: {source.data.name}")
            _replay()
    finally:
        os.close(lock)


def _replay() -> None:
    from ictdesk.project.backup import replaying

    replaying.run()


def _migrate(folder: DataFolder, running: Server) -> None:
    """As the owner, in a process of its own. Raises `StartupProblem`."""
    from ictdesk.project.program import run_once

    environment = {**installation.environment(folder, 8000), **installation.owner_environment(folder)}
    if run_once(["migrate"], environment) != 0:
        raise StartupProblem(f"The databases ({', '.join(running.dsns)}) could not be migrated.")


def _set_up(folder: DataFolder) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ictdesk.project.settings")
    os.environ.update(installation.environment(folder, 8000))
    import django

    django.setup()
