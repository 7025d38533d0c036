"""Who may do what with a case about somebody's data, and how to try its pages."""

from typing import Any, Protocol
from uuid import UUID

from tests.isolation.mail_routes import desk

SOFTWARE = "the software itself"
OF_CASES: dict[str, set[str]] = {
    "open_case": {"rights.report", SOFTWARE},
    "sort_case": {"rights.read", SOFTWARE},
    "pass_on": {"rights.read", SOFTWARE},
    "take_back": {"rights.read", SOFTWARE},
    "join_cases": {"rights.read", SOFTWARE},
    "ask_identity": {"rights.read", SOFTWARE},
    "identify": {"rights.read", SOFTWARE},
    "ask_detail": {"rights.read", SOFTWARE},
    "note_detail": {"rights.read", SOFTWARE},
    "abandon": {"rights.read", SOFTWARE},
    "begin_work": {"rights.read", SOFTWARE},
    "propose": {"rights.read", SOFTWARE},
    "send_back": {"rights.read", SOFTWARE},
    "read_too": {"rights.read", SOFTWARE},
    "decide": {"rights.read"},
    "extend": {"rights.read", SOFTWARE},
    "deliver": {"rights.read", SOFTWARE},
    "close_case": {"rights.read", SOFTWARE},
    "order_bundle": {"rights.read", SOFTWARE},
    "judge_passage": {"rights.read"},
    "judge_rest": {"rights.read"},
    "mark_words": {"rights.read"},
    "correct": {"rights.read"},
    "erase_value": {"rights.read"},
    "search_log": {"rights.read"},
    "place_log_hold": {"rights.read"},
    "approve_log_hold": {"rights.read"},
    "lengthen_log_hold": {"rights.read"},
    "end_log_hold": {"rights.read"},
    "look_at_held_log": {"rights.read"},
    "place_hold": {"rights.read"},
    "approve_hold": {"rights.read"},
    "lift_hold": {"rights.read"},
    "look_at_held": {"rights.read"},
    "put_off_review": {"rights.read"},
    "consent_to_access": {"rights.read"},
    "deny_access": {"rights.read"},
    "end_access": {"rights.read"},
    "set_access_consent": {"workspace.manage"},
    "name_on_call": {"member.manage"},
    "review_on_call": {"member.manage"},
    "remove_from_call": {"member.manage"},
    "ask_access": {"conversation.read"},
    "approve_access": {"conversation.read"},
    "refuse_access": {"conversation.read"},
    "sign_undertaking": {"conversation.read"},
    "withdraw_undertaking": {"conversation.read"},
    "note_begun": {SOFTWARE},
    "note_progress": {SOFTWARE},
    "note_failed": {SOFTWARE},
    "note_fetched": {SOFTWARE},
    "keep_bundle": {SOFTWARE},
    "order_export": {"owner.manage"},
    "fetch_export": {"owner.manage"},
    "begin_export": {SOFTWARE},
    "keep_export": {SOFTWARE},
    "note_export_failed": {SOFTWARE},
    "drop_exports": {SOFTWARE},
    "void_exports": {SOFTWARE},
    "keep_suggestions": {SOFTWARE},
    "drop_old": {SOFTWARE},
    "void_bundles": {SOFTWARE},
    "note_sent": {SOFTWARE},
    "note_warned": {SOFTWARE},
    "erase": {"rights.read", SOFTWARE},
    "propose_purge": {"rights.read"},
    "confirm_purge": {"rights.read"},
    "drop_purge": {"rights.read"},
    "settle_purges": {SOFTWARE},
    "object_to": {"rights.restrict", SOFTWARE},
    "withdraw_objection": {"rights.read"},
    "restrict": {"rights.restrict", SOFTWARE},
    "announce": {"rights.read"},
    "answer_mail": {SOFTWARE},
    "lift": {"rights.read"},
    "look": {"rights.read"},
    "make_purpose": {"consents.set_up", SOFTWARE},
    "write_campaign": {"workspace.manage", SOFTWARE},
    "rewrite_campaign": {"workspace.manage", SOFTWARE},
    "drop_campaign": {"workspace.manage", SOFTWARE},
    "begin_campaign": {"workspace.manage", SOFTWARE},
    "describe_purpose": {"records.keep", SOFTWARE},
    "add_purpose": {"records.keep", SOFTWARE},
    "write_assessment": {"records.keep"},
    "submit_assessment": {"records.keep"},
    "send_assessment_back": {"records.keep"},
    "approve_assessment": {"records.keep"},
    "doubt_instruction": {SOFTWARE},
    "name_subprocessor": {"records.keep", SOFTWARE},
    "step_subprocessor": {"records.keep", SOFTWARE},
    "open_register": {"records.keep", SOFTWARE},
    "review_subprocessor": {"records.keep", SOFTWARE},
    "object_to_subprocessor": {"records.keep"},
    "take_back_subprocessor": {"records.keep"},
    "attest": {"records.keep"},
    "run_now": {"records.keep"},
    "note_told": {SOFTWARE},
    "ask_agreement": {"records.keep"},
    "renew_agreement": {SOFTWARE},
    "keep_agreement": {SOFTWARE},
    "note_agreement_failed": {SOFTWARE},
    "sign_agreement": {"records.keep"},
    "sign_agreement_file": {"records.keep"},
    "write_transfer_assessment": {"records.keep"},
    "submit_transfer": {"records.keep"},
    "send_transfer_back": {"records.keep"},
    "sign_transfer": {"records.keep"},
    "end_adequacy": {"records.keep"},
    "take_snapshot": {"records.keep", SOFTWARE},
    **{
        key: {"records.keep"}
        for key in (
            *("write_impact", "approve_impact", "receive_order", "check_order", "agree_to_order"),
            *("tell_of_order", "bar_telling", "disclose_order", "refuse_order"),
        )
    },
    **{
        key: {"records.keep", SOFTWARE}
        for key in (
            *("open_incident", "describe_incident", "add_exposure", "name_affected", "freeze_notices"),
            *("step_incident", "acknowledge_notice"),
        )
    },
    **{
        key: {"records.keep"}
        for key in (
            *("declare_aware", "name_security_contact", "remove_security_contact", "open_breach"),
            *("decide_breach", "close_breach"),
        )
    },
    "verify_security_contact": {SOFTWARE},
    "note_reminded": {SOFTWARE},
    "publish_wording": {"consents.set_up", SOFTWARE},
    "close_purpose": {"consents.set_up", SOFTWARE},
    "ask_in_chat": {"consents.set_up", SOFTWARE},
    "keep_answer": {"consents.keep", SOFTWARE},
    "keep_browser_answer": {SOFTWARE},
    "ask": {"consents.keep", SOFTWARE},
    "bring_in": {"consents.keep", SOFTWARE},
    "confirm": {SOFTWARE},
    "choose": {SOFTWARE},
    "expire": {SOFTWARE},
    "note_asked": {SOFTWARE},
    "note_disclosure": {"rights.read"},
    "settle_notice": {"rights.read"},
    "confirm_notice": {"rights.confirm", SOFTWARE},
    "note_notice": {SOFTWARE},
    "note_try": {SOFTWARE},
    "give_up_programs": {SOFTWARE},
    "order_transfer": {"rights.read", SOFTWARE},
    "send_transfer_again": {"rights.read", SOFTWARE},
    "note_transfer": {SOFTWARE},
    "offer_transfer": {SOFTWARE},
    "fetch_transfer": {SOFTWARE},
    "end_transfers": {SOFTWARE},
    "void_transfers": {SOFTWARE},
}


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def slug(self) -> str: ...

    @property
    def case(self) -> UUID: ...


def pages(aim: Aim) -> dict[str, list[tuple[str, str, Any]]]:
    """How to try the pages of a case."""

    def at(name: str, **more: str) -> str:
        return desk(name, aim.slug, case_id=aim.case, **more)

    return {
        "privacy-case": [("GET", at("privacy-case"), None)],
        "privacy-values": [("GET", at("privacy-values"), None)],
        "privacy-correct": [("POST", at("privacy-correct"), [])],
        "privacy-value-erase": [("POST", at("privacy-value-erase"), [])],
        "privacy-others": [("GET", at("privacy-others"), None)],
        "privacy-judge": [("POST", at("privacy-judge"), [])],
        "privacy-look": [("POST", at("privacy-look"), [])],
        "privacy-step": [("POST", at("privacy-step", verb="pass_on"), [])],
    }
