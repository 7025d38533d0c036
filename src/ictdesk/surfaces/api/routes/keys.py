"""Keys of programs, and of websites that sign who their visitors are. A secret is told once."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import ApiKey
from ictdesk.desk.people.queries import keys_for, subject_of
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox, SigningKey
from ictdesk.desk.workspaces.queries import signing_keys_of
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import (
    ApiKeyMade,
    ApiKeys,
    SigningKeyMade,
    SigningKeys,
)

router = Router(tags=["Keys"])
SIGNING = "/inboxes/{uuid:inbox_id}/signing-keys"


@router.get("/keys", response=ApiKeys)
def list_keys(request: Call) -> ApiKeys:
    """Those that were not withdrawn, newest first, ended ones among them. Owners and admins."""
    found = keys_for(request.auth.actor).filter(revoked_at__isnull=True)
    return {"items": [setup.api_key(key) for key in found], "next": None}


@router.post("/keys", response={201: ApiKeyMade})
def make_key(request: Call, sent: schemas.NewApiKey) -> Answer:
    """Makes one. `secret` is in this answer alone: a repeat under the same Idempotency-Key has null there."""
    actor = request.auth.actor
    key, secret = people.make_api_key(
        actor=actor, name=sent.name, scopes=sent.scopes, expires_at=sent.expires_at
    )
    told = setup.api_key(key)
    return Answer(201, {**told, "secret": secret}, subject_of(actor), kept={**told, "secret": None})


@router.delete("/keys/{uuid:key_id}", response={204: None})
def revoke_key(request: Call, key_id: UUID) -> Status[None]:
    """Withdraws it: it opens nothing from now on."""
    people.revoke_api_key(actor=request.auth.actor, key=ApiKey.objects.find(id=key_id))
    return Status(204, None)


@router.get(SIGNING, response=SigningKeys)
def list_signing_keys(request: Call, inbox_id: UUID) -> SigningKeys:
    """The valid ones, oldest first: two while one follows the other. Owners and admins."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    found = signing_keys_of(request.auth.actor, inbox)
    return {"items": [setup.signing_key(key) for key in found], "next": None}


@router.post(SIGNING, response={201: SigningKeyMade})
def make_signing_key(request: Call, inbox_id: UUID) -> Answer:
    """Makes one; 409 for a third. `secret` is in this answer alone."""
    actor = request.auth.actor
    key, secret = workspaces.make_signing_key(actor=actor, inbox=Inbox.objects.find(id=inbox_id))
    told = setup.signing_key(key)
    return Answer(201, {**told, "secret": secret}, subject_of(actor), kept={**told, "secret": None})


@router.delete(f"{SIGNING}/{{uuid:key_id}}", response={204: None})
def withdraw_signing_key(request: Call, inbox_id: UUID, key_id: UUID) -> Status[None]:
    """What it signed opens nothing from now on; sessions that are open stay."""
    key: SigningKey = SigningKey.objects.find(id=key_id, inbox_id=inbox_id)
    workspaces.withdraw_signing_key(actor=request.auth.actor, signing_key=key)
    return Status(204, None)
