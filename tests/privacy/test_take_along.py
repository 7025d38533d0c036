"""An owner takes everything along: asked for on a page, made by a job, fetched after a fresh proof, gone after a week."""

import hashlib
import io
import json
import re
from datetime import timedelta
from uuid import UUID
from zipfile import ZipFile

import pyrage
import pytest
from django.core import mail
from django.core.files.storage import storages
from django.test import Client

from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.setting import set_plan
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import commands as erasures
from ictdesk.privacy.erasure import running
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.export import commands, jobs
from ictdesk.privacy.export.models import WorkspaceExport
from tests.endings.asked import asked
from tests.kernel.queue_of import jobs as queued
from tests.people.browsers import prove, signed_in
from tests.privacy import bundles
from tests.world import US, House, World


def page(house: House, part: str = "") -> str:
    return f"/desk/{house.slug}/settings/take-along/{part}"


def rows(house: House) -> list[WorkspaceExport]:
    with workspace_scope(house.id):
        return list(WorkspaceExport.objects.order_by("asked_at"))


def worked(house: House) -> None:
    """What the worker does with what waits."""
    for row in rows(house):
        jobs.take_along(str(house.id), str(row.id))


def ordered(house: House) -> WorkspaceExport:
    with workspace_scope(house.id):
        return commands.order_export(actor=house.people[next(iter(house.people))].actor)


def ready(house: House) -> WorkspaceExport:
    ordered(house)
    worked(house)
    return rows(house)[-1]


def proved(house: House) -> Client:
    client = signed_in(house.vera)
    prove(client)
    return client


def opened(client: Client, house: House, row: WorkspaceExport) -> tuple[str, str]:
    """The link and the passphrase, as the page shows them."""
    shown = client.post(page(house), {"open": str(row.id)}).content.decode()
    link = re.search(r'href="([^"]*take-along/file\?key=[^"]+)"', shown)
    word = re.search(r"\b[a-z2-7]{5}(?:-[a-z2-7]{5}){4}\b", shown)
    assert link is not None
    assert word is not None
    return link[1], word[0]


def taken(client: Client, link: str) -> bytes:
    answer = client.get(link)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_an_owner_takes_everything_along(world: World) -> None:
    acme, vera = world.acme, signed_in(world.acme.vera)
    bundles.talk(acme, "The kettle leaks", file="order.csv")
    bundles.talk(world.globex, "The boiler hisses")
    sent = vera.post(page(acme))
    assert sent.headers["Location"].startswith("/account/reauthenticate/?next=")
    assert rows(acme) == []
    prove(vera)
    assert "is being made" in vera.post(page(acme), follow=True).content.decode()
    assert "One is being made already" in vera.post(page(acme), follow=True).content.decode()
    worked(acme)
    (row,) = rows(acme)
    assert (row.state, row.files) == ("ready", 1)
    link, word = opened(vera, acme, row)
    sealed = taken(vera, link)
    assert b"kettle" not in sealed
    plain = pyrage.passphrase.decrypt(sealed, word)
    assert hashlib.sha256(plain).hexdigest() == row.sha256
    found = ZipFile(io.BytesIO(plain))
    (said,) = [json.loads(line) for line in found.read("tables/message.jsonl").splitlines()]
    assert said["body"] == "The kettle leaks"
    assert "boiler" not in bundles.text_of(found)
    with workspace_scope(acme.id):
        done = AuditRecord.objects.filter(object_id=row.id).order_by("at").values_list("action", flat=True)
        assert list(done) == ["workspace.export_asked", "workspace.export", "workspace.export_fetched"]


def test_every_owner_is_told(world: World) -> None:
    ready(world.acme)
    (job,) = queued(world.acme.id, "export.tell_owners")
    mail.outbox = []
    jobs.tell_owners(**job["args"])
    (told,) = mail.outbox
    assert told.to == [world.acme.vera.email]
    assert page(world.acme) in str(told.body)


def over(client: Client, link: str) -> bool:
    return "This link is over" in client.get(link, follow=True).content.decode()


def test_the_link_is_of_one_owner_and_of_some_minutes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    acme, vera = world.acme, proved(world.acme)
    row = ready(acme)
    link, _word = opened(vera, acme, row)
    assert signed_in(acme.grace).get(link).status_code == 403
    other = link.replace(f"/desk/{acme.slug}/", f"/desk/{world.globex.slug}/")
    assert vera.get(other).status_code == 404, "of a workspace that is not hers"
    assert over(signed_in(world.globex.hank), other)
    assert over(vera, f"{link}x")
    assert over(vera, page(acme, "file"))
    late = signed_in(acme.vera)
    assert "take-along/file" not in late.post(page(acme), {"open": str(row.id)}).content.decode()
    foreign = ready(world.globex)
    assert vera.post(page(acme), {"open": str(foreign.id)}).status_code == 404
    monkeypatch.setattr("ictdesk.surfaces.dashboard.settings.take_along.LINK_SECONDS", -1)
    assert over(vera, link)


def test_after_a_week_its_hash_is_left(world: World) -> None:
    acme, vera = world.acme, proved(world.acme)
    row = ready(acme)
    link, _word = opened(vera, acme, row)
    name = blob_of(acme, row).storage_name
    with workspace_scope(acme.id):
        assert commands.drop_exports(actor=US) == 0
        WorkspaceExport.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert over(vera, link)
    with workspace_scope(acme.id):
        jobs.tidy()
    (left,) = rows(acme)
    assert (left.state, left.blob_id, left.sha256) == ("over", None, row.sha256)
    assert not storages["blobs"].exists(name)
    with workspace_scope(acme.id):
        assert SubjectKey.objects.get(id=row.subject_id).wrapped is None, "nor does a copy of the file open"


def blob_of(house: House, row: WorkspaceExport) -> Blob:
    with workspace_scope(house.id):
        found: Blob = Blob.objects.get(id=row.blob_id)
        return found


def test_a_new_one_takes_the_place_of_the_former_and_does_not_hold_it(world: World) -> None:
    first, second = ready(world.acme), ready(world.acme)
    assert [row.state for row in rows(world.acme)] == ["over", "ready"]
    assert (first.files, second.files) == (0, 0)
    assert second.size < first.size * 2


def erasing(house: House, subject: UUID) -> ErasureRun:
    """The first step of an erasure."""
    with workspace_scope(house.id):
        run = erasures.erase(actor=house.vera.actor, subjects=[subject])
    running.advance(house.id, run.id)
    return run


def test_whoever_is_erased_is_in_none_of_them(world: World) -> None:
    """Neither in one that is there nor in one that is being made."""
    acme = world.acme
    talk = bundles.talk(acme, "The kettle leaks")
    row = ready(acme)
    erasing(acme, talk.subject_id)
    assert [one.state for one in rows(acme)] == ["over"]
    assert row.blob_id is not None
    bea = bundles.talk(acme, "Hi", name="Bea", email="bea@mail.example")
    begun = ordered(acme)
    with workspace_scope(acme.id):
        commands.begin_export(actor=US, export=begun)
    run = erasing(acme, bea.subject_id)
    with workspace_scope(acme.id), pytest.raises(Conflict):
        commands.begin_export(actor=US, export=begun)
    worked(acme)
    assert {one.state for one in rows(acme)} == {"over"}
    assert ready(acme).state == "ready", "asked for while her keys are still there"
    running.finish(acme.id, run.id)
    assert {one.state for one in rows(acme)} == {"over"}


def test_what_cannot_be_made_is_shown_and_leaves_no_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = world.acme
    bundles.talk(acme, "The kettle leaks")
    ordered(acme)
    monkeypatch.setattr("ictdesk.privacy.export.whole.CHUNK", 0)  # no iterator takes that
    with pytest.raises(ValueError, match=r"[Cc]hunk"):
        worked(acme)
    assert "Could not be made" in proved(acme).get(page(acme)).content.decode()
    with workspace_scope(acme.id):
        assert not Blob.objects.exists()


def test_everything_goes_along_after_the_trial_and_until_the_day_of_the_end(world: World) -> None:
    """Neither money nor time stands between an organisation and its data (Arts. 12(5) and 28(3)(g) GDPR)."""
    acme = world.acme
    bundles.talk(acme, "The kettle leaks", file="order.csv")
    set_plan(workspace_id=acme.id, key="pro")
    Subscription.objects.filter(workspace_id=acme.id).update(trial_ends_at=clock.now() - timedelta(days=1))
    assert _messages(acme) == ["The kettle leaks"]
    asked(acme)
    assert _messages(acme) == ["The kettle leaks"]


def _messages(house: House) -> list[str]:
    client = proved(house)
    client.post(page(house))
    worked(house)
    row = rows(house)[-1]
    assert row.files == 1
    link, word = opened(client, house, row)
    found = ZipFile(io.BytesIO(pyrage.passphrase.decrypt(taken(client, link), word)))
    return [json.loads(line)["body"] for line in found.read("tables/message.jsonl").splitlines()]
