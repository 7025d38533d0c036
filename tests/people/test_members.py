import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from ictdesk.desk.people import accounts, commands, queries
from ictdesk.desk.people.errors import AlreadyMember
from ictdesk.desk.people.jobs import leave
from ictdesk.desk.people.models import Member, Seat, User
from ictdesk.kernel.actor import Role
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import user_of
from tests.world import PASSWORD, House, World


def invite(house: House, email: str, name: str = "Lin", role: Role = "agent") -> Member:
    owner = next(iter(house.people.values())).actor
    with workspace_scope(house.id):
        return commands.add_member(actor=owner, email=email, name=name, role=role)


def test_adding_makes_account_seat_member_and_invitation(world: World) -> None:
    member = invite(world.acme, f" Lin@{world.acme.slug}.example")
    with workspace_scope(world.acme.id) as scope:
        tasks = ProcrastinateJob.objects.using(scope.alias).filter(task_name="people.invite")
        assert tasks.get(args__member=str(member.id)).args == {
            "member": str(member.id),
            "workspace_id": str(world.acme.id),
        }
    user = User.objects.get(email=f"lin@{world.acme.slug}.example")
    assert not user.has_usable_password()
    assert [seat.slug for seat in queries.seats_of(user)] == [world.acme.slug]
    entry, actor = queries.actor_for(user, world.acme.slug)
    assert (entry.id, actor.id, actor.role, actor.name) == (world.acme.id, member.id, "agent", "Lin")


def test_a_second_workspace_gets_the_same_account(world: World) -> None:
    before = User.objects.count()
    invite(world.globex, world.acme.ada.email, "A.", "viewer")
    assert User.objects.count() == before
    assert [seat.slug for seat in queries.seats_of(user_of(world.acme.ada))] == [
        world.acme.slug,
        world.globex.slug,
    ]


def test_without_a_seat_there_is_no_way_in(world: World) -> None:
    with pytest.raises(NotFound):
        queries.seat_of(user_of(world.globex.hank), world.acme.slug)
    with pytest.raises(NotFound):
        queries.seat_of(user_of(world.globex.hank), "never-was")
    assert queries.seat_of(user_of(world.acme.ada), world.acme.slug).id == world.acme.id


def test_a_member_is_not_added_twice(world: World) -> None:
    with pytest.raises(AlreadyMember):
        invite(world.acme, world.acme.ada.email, "Ada", "owner")
    assert queries.actor_for(user_of(world.acme.ada), world.acme.slug)[1].role == "agent"


def test_adding_goes_on_where_it_was_interrupted(world: World) -> None:
    """The steps of the control plane were done, the transaction of the cell was lost."""
    user = accounts.user_with(f"lin@{world.acme.slug}.example")
    accounts.take_seat(user, world.acme.id)
    with pytest.raises(NotFound):
        queries.actor_for(user, world.acme.slug)
    invite(world.acme, user.email)
    assert queries.actor_for(user, world.acme.slug)[1].name == "Lin"
    assert Seat.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("email", "name", "role"),
    [
        ("nobody", "Lin", "agent"),
        ("lin@acme.example\r\nBcc: x@y.example", "Lin", "agent"),
        ("lin@acme.example,eve@acme.example", "Lin", "agent"),
        ("lin@acme.example", " \n", "agent"),
        ("lin@acme.example", "L" * 81, "agent"),
        ("lin@acme.example", "Lin", "root"),
    ],
)
def test_what_cannot_be_is_refused(world: World, email: str, name: str, role: Role) -> None:
    before = User.objects.count()
    with pytest.raises(Invalid):
        invite(world.acme, email, name, role)
    assert User.objects.count() == before


def test_only_the_software_sets_a_password(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id), pytest.raises(NotAllowed):
        commands.add_member(
            actor=acme.vera.actor, email=acme.ada.email, name="Ada", role="agent", password="x" * 20
        )
    assert user_of(acme.ada).check_password(PASSWORD)


def test_a_role_changes_and_is_on_record(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        commands.change_role(actor=acme.vera.actor, member=acme.ada.row, role="admin")
        act = AuditRecord.objects.get(action="member.change_role")
        assert act.facts == {"former": "agent", "role": "admin"}
        with pytest.raises(AlreadySo):
            commands.change_role(actor=acme.vera.actor, member=acme.ada.row, role="admin")
    assert queries.actor_for(user_of(acme.ada), acme.slug)[1].role == "admin"


@pytest.mark.parametrize("who", ["ada", "noor", "iris"])
def test_others_manage_nobody(world: World, who: str) -> None:
    acme, actor = world.acme, world.acme.people[who].actor
    with workspace_scope(acme.id):
        with pytest.raises(NotAllowed):
            commands.add_member(actor=actor, email="lin@acme.example", name="Lin", role="viewer")
        with pytest.raises(NotAllowed):
            commands.change_role(actor=actor, member=acme.grace.row, role="viewer")
        with pytest.raises(NotAllowed):
            commands.deactivate_member(actor=actor, member=acme.grace.row)
        assert Member.objects.get(id=acme.grace.row.id).role == "agent"


def test_whoever_left_comes_back_as_invited_now(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        commands.deactivate_member(actor=acme.vera.actor, member=acme.ada.row)
        leave(str(acme.ada.row.id))
        back = commands.add_member(actor=acme.vera.actor, email=acme.ada.email, name="Ada B.", role="viewer")
        assert back.id == acme.ada.row.id
        leave(str(back.id))  # the job of the first leaving, run late
    assert queries.actor_for(user_of(acme.ada), acme.slug)[1].role == "viewer"


def test_names_are_sealed(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = Member.objects.filter(id=world.acme.ada.row.id)
        assert b"Okafor" not in bytes(row.values_list("name", flat=True)[0])
        assert row.get().name == "Ada Okafor"
