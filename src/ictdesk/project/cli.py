"""The command `ictdesk`: reads arguments and hands over. Each command imports only what it needs."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

import ictdesk
from ictdesk.project.errors import StartupProblem
from ictdesk.project.options import BadOption

SOURCES = ["mbox", "chatwoot", "zendesk", "bundle"]


def main() -> None:
    """Run the command; a problem of the start is one sentence on stderr and exit status 1."""
    arguments = _parser().parse_args()
    run: Callable[[argparse.Namespace], None] = arguments.run
    try:
        run(arguments)
    except (StartupProblem, BadOption) as problem:
        sys.exit(f"ictdesk: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ictdesk", description=ictdesk.__doc__)
    parser.add_argument("--version", action="version", version=f"ictdesk {ictdesk.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    up = _command(commands, "up", _up, "run the whole desk on this machine")
    up.add_argument("--demo", action="store_true", help="fill two demo workspaces, once")
    serve = _command(commands, "serve", _serve, "answer requests and sockets")
    for command in (up, serve):
        command.add_argument("--port", type=_port, default=8000)
        command.add_argument("--workers", type=_count, default=1, help="server processes that share the port")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--fd", type=int, help=argparse.SUPPRESS)

    smtp = _command(commands, "smtp", _smtp, "take mail in")
    smtp.add_argument("--port", type=_port, default=2525)
    smtp.add_argument("--host", default="127.0.0.1", help="address to listen on")
    smtp.add_argument("--fd", type=int, help=argparse.SUPPRESS)
    up.add_argument("--smtp-port", type=_port, default=0, help="port for mail; default: any free one")

    bring = _command(commands, "import", _import, "bring conversations along from another desk")
    bring.add_argument("source", choices=SOURCES, help="what made the export")
    bring.add_argument("export", type=Path, help="the mbox file, the ZIP, or the export's folder")
    bring.add_argument("--workspace", required=True, metavar="NAME", help="address of the workspace")
    bring.add_argument("--inbox", default="", metavar="NAME", help="name of the inbox; default: the oldest")
    bring.add_argument(
        "--own", action="append", default=[], metavar="ADDRESS", help="mbox: an address of yours"
    )
    bring.add_argument("--account", default="", metavar="WORD", help="keeps two exports of one kind apart")
    bring.add_argument("--report", type=Path, default=None, help="file for what was left out")

    _copies(commands)
    _command(commands, "work", _work, "run the jobs")
    _command(commands, "migrate", _migrate, "bring the databases up to date, as their owner")
    _command(commands, "rotate-keys", _rotate_keys, "begin a new epoch and wrap every key anew")
    _command(commands, "destroy-epochs", _destroy_epochs, "destroy the keys of epochs that nothing needs")
    _workspaces(commands)
    _prompt(commands)
    _command(commands, "check-deploy", _check_deploy, "look for settings that are unfit for production")
    return parser


def _regions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    region = _command(commands, "region", _region, "the regions in which workspaces live, or another one")
    region.add_argument("act", choices=("list", "add"), help="look at each cell, or make one")
    region.add_argument("code", nargs="?", default="", metavar="CODE", help="such as us")
    region.add_argument("--place", default="", metavar="WORDS", help='such as "Ashburn, United States"')
    region.add_argument("--country", default="", metavar="CC", help="two letters, such as US")


def _workspaces(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _regions(commands)
    vendor = _command(commands, "vendor", _vendor, "make the workspace of whoever runs this desk")
    vendor.add_argument("--owner", default="", metavar="ADDRESS", help="invite its first owner")
    vendor.add_argument("--name", default="", help="and what they are called")
    plan = _command(commands, "plan", _plan, "set the plan of a workspace")
    plan.add_argument("workspace", metavar="NAME", help="address of the workspace")
    plan.add_argument("plan", metavar="PLAN", help="free, pro, enterprise, or none: no limits")
    doubt = _command(commands, "doubt", _doubt, "tell a workspace that an instruction of it breaks the law")
    doubt.add_argument("workspace", metavar="NAME", help="address of the workspace")
    doubt.add_argument("number", metavar="NUMBER", type=_count, help="of the entry in its record")
    doubt.add_argument("against", metavar="WORDS", help="what is against it")
    _command(commands, "demo", _demo, "fill the demo workspaces")
    prove = _command(
        commands, "prove", _prove, "check every claim on this installation, and sign what was found"
    )
    prove.add_argument("--only", default="", metavar="KEY", help="one claim alone")
    prove.add_argument("--json", action="store_true", help="print the signed evidence instead of a table")


def _prompt(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    shell = _command(commands, "shell", _shell, "a Python prompt on the desk, under a grant")
    shell.add_argument("--grant", default="", metavar="ID", help="a grant for a shell that was approved")
    shell.add_argument(
        "--emergency", default="", metavar="WHY", help="without one: the vendor's lead is told"
    )
    shell.add_argument("--as", dest="by", default="", metavar="ADDRESS", help="whose emergency it is")


def _copies(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    whole = _command(commands, "export", _export, "a whole workspace as one sealed file, to take along")
    whole.add_argument("workspace", metavar="NAME", help="address of the workspace")
    whole.add_argument("target", type=Path, help="the file to make; one that is there is left alone")
    audit = _command(commands, "verify-audit", _verify_audit, "whether an exported audit log is whole")
    audit.add_argument("file", type=Path, help="the log, as the privacy office gives it out")
    audit.add_argument(
        "--key", type=Path, required=True, metavar="PEM", help="public key of the installation that it is of"
    )
    audit.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="one that you saved before",
    )
    copy = _command(commands, "backup", _backup, "copy everything to a folder or bucket: data, files, keys")
    copy.add_argument("target", help="folder for the copies, outside the data folder; or s3://BUCKET/PREFIX")
    copy.add_argument("--keys", default="", metavar="TARGET", help="another one for the copies of the keys")
    copy.add_argument("--list", action="store_true", help="show what copies there are, and make none")
    copy.add_argument("--keep", type=_count, default=14, help="how many copies of the data are kept")
    copy.add_argument("--region", default="", metavar="CODE", help="the cell of one region; default: eu")
    back = _command(commands, "restore", _restore, "make an installation from its copies, or catch up")
    back.add_argument("source", nargs="?", help="folder of the copies, or s3://BUCKET/PREFIX")
    back.add_argument(
        "--keys", default="", metavar="SOURCE", help="where the copies of the keys are, if elsewhere"
    )
    back.add_argument("--at", default="", metavar="STAMP", help="which copy of the data; default: the newest")
    back.add_argument("--root-key", type=Path, metavar="FILE", help="the root key, which is in no copy")
    back.add_argument("--region", default="", metavar="CODE", help="into one that was added, and is empty")
    back.add_argument("--replay", action="store_true", help="repeat what the ledger of rights says, no more")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], None],
    about: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about)
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $ICTDESK_DATA or .ictdesk")
    parser.set_defaults(run=run)
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 0 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError("expected a port from 1 to 65535, or 0 for any free one")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError("expected a number from 1 to 64")


def _up(arguments: argparse.Namespace) -> None:
    from ictdesk.project import installation
    from ictdesk.project.up import up

    data = installation.data_path(arguments.data)
    up(
        port=arguments.port,
        smtp_port=arguments.smtp_port,
        data=data,
        demo=arguments.demo,
        workers=arguments.workers,
    )


def _serve(arguments: argparse.Namespace) -> None:
    import socket

    _configure(arguments, port=arguments.port)
    from ictdesk.project.server import listen, serve

    listener = (
        listen(arguments.host, arguments.port) if arguments.fd is None else socket.socket(fileno=arguments.fd)
    )
    serve(listener, arguments.workers)


def _smtp(arguments: argparse.Namespace) -> None:
    import socket

    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import quarantine
    from ictdesk.project.server import listen
    from ictdesk.surfaces.smtp import server

    given = arguments.fd
    listener = listen(arguments.host, arguments.port) if given is None else socket.socket(fileno=given)
    quarantine.wait(listener)
    server.run(listener)


def _import(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import importing

    importing.run(arguments)


def _export(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import exporting

    exporting.run(arguments)


def _work(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.kernel.jobs import giving_way, worker
    from ictdesk.project import quarantine
    from ictdesk.surfaces.imap.watcher import Watcher

    giving_way.give_way()
    quarantine.wait()
    Watcher().start()
    worker.run()


def _migrate(arguments: argparse.Namespace) -> None:
    _configure(arguments, owner=True)
    from ictdesk.project import migration

    migration.migrate()


def _backup(arguments: argparse.Namespace) -> None:
    from ictdesk.project.backup import commands

    commands.backup(arguments)


def _restore(arguments: argparse.Namespace) -> None:
    from ictdesk.project.backup import commands

    if arguments.replay == bool(arguments.source):
        raise StartupProblem("Name the folder of the copies, or say --replay.")
    commands.restore(arguments)


def _verify_audit(arguments: argparse.Namespace) -> None:
    from ictdesk.project import verifying

    verifying.run(arguments)


def _region(arguments: argparse.Namespace) -> None:
    from ictdesk.project import installation, regions
    from ictdesk.project.folder import DataFolder
    from ictdesk.project.places import Place

    if arguments.act == "add":
        folder = DataFolder(installation.data_path(arguments.data))
        regions.add(folder, arguments.code, Place(arguments.place, arguments.country))
        return
    _configure(arguments)
    import django

    django.setup()
    if not regions.show():
        sys.exit(1)


def _rotate_keys(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import epochs

    epochs.rotate()


def _destroy_epochs(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import epochs

    epochs.destroy()


def _vendor(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import vendor

    vendor.make(owner=arguments.owner, name=arguments.name)


def _plan(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import vendor

    vendor.set_plan(arguments.workspace, arguments.plan)


def _doubt(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import vendor

    vendor.doubt(arguments.workspace, arguments.number, arguments.against)


def _demo(arguments: argparse.Namespace) -> None:
    folder = _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import demo

    demo.seed(folder)


def _shell(arguments: argparse.Namespace) -> None:
    folder = _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import shell

    shell.run(arguments, folder)


def _prove(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    import django

    django.setup()
    from ictdesk.project import proving

    proving.prove(arguments)


def _check_deploy(arguments: argparse.Namespace) -> None:
    _configure(arguments)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ictdesk", "check", "--deploy", "--fail-level", "WARNING"])


def _configure(arguments: argparse.Namespace, *, port: int = 8000, owner: bool = False) -> Path:
    """Complete the environment that the settings read; the data folder."""
    from ictdesk.project import installation
    from ictdesk.project.folder import DataFolder

    folder = DataFolder(installation.data_path(arguments.data))
    installation.check_database(folder)
    folder.prepare()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ictdesk.project.settings")
    extra = installation.owner_environment(folder) if owner else {}
    os.environ.update({**installation.environment(folder, port), **extra})
    return folder.path
