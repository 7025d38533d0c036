"""One prompt, and it needs a grant: what is typed there is kept, hashed and on record. No other door opens one."""

import argparse
import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command, get_commands

from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.project import cli
from ictdesk.trust.access import shells
from ictdesk.trust.access.models import AccessGrant
from tests.trust.visits import Vendor, make_vendor
from tests.world import House, World


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def shell(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The command itself, with a data folder of its own on the tests' databases."""
    run = [sys.executable, "-m", "ictdesk", "shell", "--data", str(folder), *arguments]
    return subprocess.run(
        run, input=typed, capture_output=True, text=True, timeout=60, check=False, env=dict(os.environ)
    )


def test_without_a_grant_it_does_not_open(tmp_path: Path) -> None:
    done = shell(tmp_path, typed="print(6 * 7)\n")
    assert done.returncode == 1
    assert "needs a grant" in done.stderr
    assert "42" not in done.stdout


def test_what_is_typed_and_shown_is_kept_and_its_hash_is_on_both_records(
    vendor: Vendor, acme: House, tmp_path: Path
) -> None:
    grant = vendor.approve(vendor.ask(acme, door="shell"))
    done = shell(tmp_path, "--grant", str(grant.id), typed="print(6 * 7)\n")
    assert done.returncode == 0, done.stderr
    assert "42" in done.stdout
    kept = tmp_path / "transcripts" / f"{grant.id}.txt"
    said = kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert b"print(6 * 7)" in said
    assert b"42" in said
    for side in (vendor.id, acme.id):
        with workspace_scope(side):
            facts = AuditRecord.objects.get(action="access.transcript", object_id=grant.id).facts
            assert (facts["sha256"], facts["size"]) == (hashlib.sha256(said).hexdigest(), len(said))
    grant.refresh_from_db()
    assert grant.state == "ended"
    again = shell(tmp_path, "--grant", str(grant.id))
    assert again.returncode == 1
    assert "ended" in again.stderr


def test_a_grant_for_the_desk_opens_no_prompt(vendor: Vendor, acme: House) -> None:
    grant = vendor.approve(vendor.ask(acme))
    with pytest.raises(NotFound):
        shells.begin(grant.id)


def test_an_emergency_is_on_record_before_the_prompt_and_told_at_once(vendor: Vendor) -> None:
    with pytest.raises(NotFound):
        shells.begin_emergency("nobody@vendor.example", "The queue stands still")
    grant, letter = shells.begin_emergency(vendor.eve.email, "The queue stands still")
    assert grant.ends_at is not None
    assert grant.ends_at - clock.now() <= timedelta(hours=1)
    assert letter is not None
    assert vendor.bob.email in letter.to
    assert "The queue stands still" in letter.body
    assert mail.outbox == []
    with workspace_scope(vendor.id):
        assert AuditRecord.objects.filter(action="access.emergency", object_id=grant.id).exists()
    assert shells.runs(grant.id)
    AccessGrant.objects.filter(id=grant.id).update(state="revoked")
    assert not shells.runs(grant.id)


def test_whoever_is_not_on_call_has_no_emergency(acme: House) -> None:
    with pytest.raises(NotAllowed):
        shells.begin_emergency(acme.vera.email, "The queue stands still")


PROMPTS = {"shell", "dbshell", "procrastinate"}
"""Commands of Django and its add-ons that open one."""
HARMLESS = set(
    """
    check compilemessages createcachetable diffsettings dumpdata findstatic flush inspectdb loaddata makemessages
    makemigrations migrate optimizemigration runserver sendtestemail showmigrations sqlflush sqlmigrate
    sqlsequencereset squashmigrations startapp startproject test testserver collectstatic changepassword createsuperuser
    clearsessions remove_stale_contenttypes account_unsetmultipleprimaryemails
    """.split()
)
OURS = set(
    """
    up serve smtp import work migrate rotate-keys destroy-epochs shell check-deploy vendor plan doubt demo export
    verify-audit backup restore region prove
    """.split()
)


def test_every_other_door_to_a_prompt_is_shut() -> None:
    """A new command of ours, of Django's or of an add-on's fails here until somebody has looked whether it opens one."""
    choices = next(one for one in cli._parser()._actions if isinstance(one, argparse._SubParsersAction))
    assert set(choices.choices) <= OURS
    assert not {"django.contrib.admin", "django_extensions"} & set(settings.INSTALLED_APPS)
    known = get_commands()
    assert set(known) - HARMLESS <= PROMPTS
    assert not settings.DEBUG
    for name in sorted(PROMPTS):
        assert known[name] == "ictdesk.trust.access", name
        with pytest.raises(CommandError, match="ictdesk shell"):
            call_command(name, *(["shell"] if name == "procrastinate" else []))
