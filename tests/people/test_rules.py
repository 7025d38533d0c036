from itertools import product
from typing import get_args
from uuid import uuid4

import pytest

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.kernel.actor import ApiKey, Member, Role, System, Visitor

ROLES: tuple[Role, ...] = get_args(Role.__value__)
READS = {"conversation.read", "contact.read", "search", "consents.see"}
MANAGES = {"member.manage", "key.manage", "workspace.manage", "owner.manage"}


def member(role: Role) -> Member:
    return Member(uuid4(), role)


def test_every_role_has_a_row_in_the_table() -> None:
    assert set(rules.MAY) == set(ROLES)


def test_a_viewer_reads_and_nothing_else() -> None:
    assert set(rules.rights_of(member("viewer"))) == READS


def test_a_privacy_officer_reads_writes_notes_and_answers_people() -> None:
    assert set(rules.rights_of(member("privacy_officer"))) == READS | {
        "note.write",
        "rights.report",
        "rights.read",
        "rights.see",
        "rights.restrict",
        "rights.confirm",
        "consents.keep",
        "records.keep",
        "consents.set_up",
    }


def test_an_agent_answers_and_manages_nothing() -> None:
    rights = set(rules.rights_of(member("agent")))
    assert {"conversation.reply", "note.write", "contact.edit"} <= rights
    assert not rights & MANAGES


def test_an_admin_does_all_that_an_owner_does_except_with_owners() -> None:
    assert set(rules.MAY["owner"]) - set(rules.MAY["admin"]) == {"owner.manage"}


@pytest.mark.parametrize(("giver", "given"), list(product(ROLES, ROLES)))
def test_nobody_gives_more_than_they_have(giver: Role, given: Role) -> None:
    if rules.can_give_role(member(giver), given):
        assert rules.MAY[given] <= rules.MAY[giver]


@pytest.mark.parametrize(("actor", "former", "given"), list(product(ROLES, ROLES, ROLES)))
def test_a_role_is_changed_only_between_roles_one_may_give(actor: Role, former: Role, given: Role) -> None:
    allowed = rules.can_change_role(member(actor), MemberRow(role=former, workspace_id=uuid4()), given)
    assert allowed == (actor == "owner" or (actor == "admin" and "owner" not in (former, given)))


def test_no_scope_of_a_key_manages_anything() -> None:
    key = ApiKey(uuid4(), frozenset(rules.SCOPES))
    assert not set(rules.rights_of(key)) & MANAGES


@pytest.mark.parametrize("scope", rules.SCOPES)
def test_a_scope_allows_what_it_says_and_no_other(scope: str) -> None:
    assert set(rules.rights_of(ApiKey(uuid4(), frozenset({scope})))) == set(rules.SCOPES[scope])


def test_an_unknown_scope_allows_nothing() -> None:
    assert rules.rights_of(ApiKey(uuid4(), frozenset({"everything"}))) == []


def test_a_visitor_has_none_of_these_rights_and_the_software_all() -> None:
    assert rules.rights_of(Visitor(uuid4(), None, None)) == []
    assert set(rules.rights_of(System("test"))) == set(rules.MAY["owner"])


def test_keys_are_made_by_people_only() -> None:
    assert rules.can_manage_keys(member("admin"))
    assert not rules.can_manage_keys(System("test"))
    assert not rules.can_manage_keys(member("agent"))
