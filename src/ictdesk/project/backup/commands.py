"""What `ictdesk backup` and `ictdesk restore` do, from their arguments on."""

import argparse
import os

from ictdesk.kernel import bucket
from ictdesk.project import installation
from ictdesk.project.backup import copies, listing, targets
from ictdesk.project.backup.postgres import Server, server
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.supervisor import say


def backup(arguments: argparse.Namespace) -> None:
    """Beside a desk that runs, or with none. Raises `StartupProblem`."""
    folder = DataFolder(installation.data_path(arguments.data))
    target = _target(arguments.target, arguments.keys, folder)
    if arguments.list:
        listing.show(target)
        return
    if not folder.secrets.is_dir():
        raise StartupProblem(f"There is no installation in {folder.path}.")
    region = _region(folder, arguments.region)
    with server(folder, region) as running:
        _set_up(folder)
        from ictdesk.project.backup import asking, making

        for address in filter(targets.is_bucket, (arguments.target, arguments.keys)):
            asking.ask(address)
        making.make(folder, running, target, keep=arguments.keep, cell=f"cell_{region or 'eu'}")
    _tell_of_others(folder, region)


def restore(arguments: argparse.Namespace) -> None:
    """An installation from its copies, brought up to the ledger if there is one. Raises `StartupProblem`."""
    folder = DataFolder(installation.data_path(arguments.data))
    if arguments.replay:
        with server(folder):
            _set_up(folder)
            _replay()
        return
    from ictdesk.project.backup import restoring

    region = arguments.region if arguments.region != "eu" else ""
    if region:
        restoring.check_region(folder, region)
    else:
        restoring.check_empty(folder)
    source = restoring.choose(_target(arguments.source, arguments.keys, folder), arguments.at)
    folder.prepare()
    lock = folder.lock()
    try:
        restoring.take_root_key(folder, arguments.root_key, region)
        with server(folder, region) as running:
            with copies.scratch(folder.run) as aside:
                restoring.restore(folder, running, source, aside, region=region)
            _migrate(folder, running)
            _set_up(folder)
            print(f"Restored: {source.data}")
            _replay()
    finally:
        os.close(lock)


def _region(folder: DataFolder, given: str) -> str:
    """Empty for the first cell. Raises `StartupProblem` for one that is not there."""
    if given in ("", "eu"):
        return ""
    if given not in folder.regions():
        raise StartupProblem(f"There is no region {given}: see `ictdesk region list`.")
    return given


def _tell_of_others(folder: DataFolder, done: str) -> None:
    others = [code for code in ("eu", *folder.regions()) if code != (done or "eu")]
    if others:
        say(f"not among these copies: {', '.join(others)}. Each has a target of its own: `--region`")


def _target(address: str, keys: str, folder: DataFolder) -> targets.Target:
    """Raises `StartupProblem` for places within the data folder."""
    for one in filter(None, (address, keys)):
        if not targets.is_bucket(one) and targets.folder(one).is_relative_to(folder.path):
            raise StartupProblem("A copy in the data folder is lost with it: name a folder elsewhere.")
    if targets.is_bucket(address) or targets.is_bucket(keys):
        _log_in()
    return targets.target(address, keys)


def _log_in() -> None:
    """There may be no settings yet: a restore takes them from the copy."""
    from ictdesk.project import options

    names = ("ICTDESK_S3_ENDPOINT", "ICTDESK_S3_REGION", "ICTDESK_S3_SECRET_FILE")
    bucket.use(bucket.Login(*map(options.read, names)))


def _replay() -> None:
    """Raises `StartupProblem`. While a region is missing nothing can be held against the ledger."""
    from ictdesk.kernel.vault import cells
    from ictdesk.project.backup import replaying

    if wrong := cells.wrong():
        say(f"{wrong}: the desk stays closed until it is restored too")
        return
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
