"""The certificate: verified by a script that has nothing of ours, printed, and never before the end."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from pytest_django.fixtures import Settings

from ictdesk.kernel import copied
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure import certificate, printing, running
from ictdesk.privacy.erasure.models import ErasureRun
from tests.forensics.test_destroyed import told
from tests.people.browsers import browser, signed_in
from tests.privacy.erased import begun, finished
from tests.world import World

PAGE = Path(__file__).parents[2] / "docs/privacy/verify_certificate.md"


def verify(folder: Path, said: Any, pem: bytes) -> subprocess.CompletedProcess[str]:
    """Runs the script of the page, apart from everything that is ours."""
    script = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert script is not None
    assert len(script[1].splitlines()) <= 22
    assert "ictdesk" not in script[1]
    for name, content in (
        ("verify.py", script[1].encode()),
        ("said.json", json.dumps(said).encode()),
        ("key.pem", pem),
    ):
        (folder / name).write_bytes(content)
    command = [sys.executable, "-I", "verify.py", "said.json", "key.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_it_is_verified_without_us(world: World, tmp_path: Path) -> None:
    run = finished(world.acme.id, begun(world.acme, told(world.acme, "parcel")))
    pem = browser().get("/.well-known/ictdesk-signing-key").content
    path = f"/desk/{world.acme.slug}/privacy/erasures/{run.id}"
    said = signed_in(world.acme.noor).get(f"{path}.json").json()
    right = verify(tmp_path, said, pem)
    assert (right.returncode, right.stdout.split()[:2]) == (0, ["right:", str(run.id)])
    assert said["certificate"]["removed"]["message"] == 1
    said["certificate"]["removed"]["message"] = 2
    assert verify(tmp_path, said, pem).stderr == "changed after it was signed\n"
    said["certificate"]["key"] = "0" * 32
    assert verify(tmp_path, said, pem).stderr == "signed by another key\n"
    assert signed_in(world.acme.noor).get(f"{path}.pdf").content.startswith(b"%PDF-")


def test_one_of_the_former_format_is_verified_too(world: World, tmp_path: Path) -> None:
    run = finished(world.acme.id, begun(world.acme, told(world.acme, "parcel")))
    former = {name: said for name, said in (run.certificate or {}).items() if name != "recipients"}
    former["format"] = "ictdesk/erasure-certificate/1"
    said = {"certificate": former, "signature": signing.text(signing.sign(canonical(former)))}
    right = verify(tmp_path, said, signing.public_pem().encode())
    assert (right.returncode, right.stdout.splitlines()[1]) == (0, "recipients: 0")
    run.certificate = former
    assert printing.pdf(run, "Acme").startswith(b"%PDF-")


def test_it_says_what_went_what_stays_and_which_copies_there_are(world: World) -> None:
    run = finished(world.acme.id, begun(world.acme, told(world.acme, "parcel")))
    assert run.certificate is not None
    said: dict[str, Any] = run.certificate
    assert said["ledger"]["sequence"] == run.ledger
    assert said["keys_destroyed"]["count"] == 1
    assert {"event", "ledger_entry", "erasure_subject"} <= {one["table"] for one in said["stays"]}
    assert [one["where"] for one in said["copies"]][:2] == ["backups", "mail_delivered"]
    assert said["copies"][0]["until"] > said["done"]
    assert said["data_map"] == certificate.map_hash()
    assert "parcel" not in json.dumps(said)
    assert run.digests == [], "digests of addresses are not kept beyond the end"
    assert b"parcel" not in printing.pdf(run, "Acme")


def test_copies_in_a_bucket_are_named_once_there_are_some(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    settings.ICTDESK_DATA = tmp_path
    copied.note("folder", "2026-05-01T03-00-00Z")
    assert [one["where"] for one in certificate.backups()] == ["backups"]
    copied.note("bucket", "2026-05-02T03-00-00Z")
    told = certificate.backups()
    assert [one["where"] for one in told] == ["backups", "backups_in_a_bucket"]
    assert told[0]["until"] == told[1]["until"]


def test_there_is_none_before_every_step_is_confirmed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that refuses to delete: the run stands, says so, and goes on when the store does."""
    run = begun(world.acme, told(world.acme, "parcel"))
    with workspace_scope(world.acme.id):
        assert ErasureRun.objects.find(id=run.id).certificate is None

    def refuses(self: object, name: str) -> None:
        raise OSError("read-only")

    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", refuses)
        with pytest.raises(OSError, match="read-only"):
            running.finish(world.acme.id, run.id)
    with workspace_scope(world.acme.id):
        stands: ErasureRun = ErasureRun.objects.find(id=run.id)
        assert (stands.state, stands.step, stands.trouble, stands.certificate) == (
            "running",
            "rows",
            "OSError",
            None,
        )
    assert finished(world.acme.id, run).trouble == ""
