"""What plans may differ in, and what not."""

from ictdesk.business.plans.plans import PLANS


def test_everybody_is_told_before_a_sub_processor_changes() -> None:
    assert [plan.key for plan in PLANS] == ["free", "pro", "enterprise"]
    assert all(plan.notice_days >= 14 for plan in PLANS)
    assert {plan.notice_days for plan in PLANS if plan.key != "free"} == {30}


def test_who_pays_more_never_gets_fewer_members() -> None:
    seats = [plan.seats or float("inf") for plan in PLANS]
    assert seats == sorted(seats)
