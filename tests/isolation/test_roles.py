"""Who may do what, as a table: every role at every address, and each cell tried, allow and deny."""

import pytest

from tests.isolation import routes
from tests.isolation.conftest import undone
from tests.isolation.furnished import Furnished, digest
from tests.isolation.routes import ALL, Aim
from tests.isolation.setup_routes import NAMELESS
from tests.isolation.strangers import MEMBERS, STRANGERS

LETTERS = dict(zip("OAGPV", MEMBERS, strict=True))
"""Owner, admin, aGent, privacy officer, viewer."""
# Messages: tried on a visitor's, and everybody changes their own only.
TABLE = """
    GET /conversations                              OAGPV
    POST /conversations                             OAG
    GET /conversations/{conversation_id}            OAGPV
    PUT /conversations/{conversation_id}/assignee   OAG
    PUT /conversations/{conversation_id}/status     OAG
    POST /conversations/{conversation_id}/solve     OAG
    POST /conversations/{conversation_id}/reopen    OAG
    PUT /conversations/{conversation_id}/priority   OAG
    PUT /conversations/{conversation_id}/tags       OAG
    PUT /conversations/{conversation_id}/read       OAGPV
    GET /conversations/{conversation_id}/mail       OAGPV
    POST /conversations/{conversation_id}/transcript OAG
    GET /conversations/{conversation_id}/messages   OAGPV
    POST /conversations/{conversation_id}/messages  OAG
    POST /conversations/{conversation_id}/notes     OAGP
    PATCH /messages/{message_id}                    -
    DELETE /messages/{message_id}                   -
    POST /messages/{message_id}/corrections         OAGP
    DELETE /corrections/{correction_id}             OAGP
    GET /contacts/{contact_id}                      OAGPV
    PATCH /contacts/{contact_id}                    OAG
    GET /contacts/{contact_id}/page                 OAGPV
    POST /contacts/{contact_id}/identities          OAG
    DELETE /contacts/{contact_id}/identities/{identity_id} OAG
    PATCH /contacts/{contact_id}/attributes         OAG
    GET /contacts/{contact_id}/merge                OAGPV
    POST /contacts/{contact_id}/merge               OAG
    POST /merges/{merge_id}/undo                    OAG
    GET /contacts/{contact_id}/erasure              OAP
    POST /contacts/{contact_id}/erasure             OAP
    GET /erasures/{run_id}                          OAP
    GET /restrictions                               OAP
    GET /purges                                     OAP
    POST /purges                                    OAP
    GET /purges/{purge_id}                          OAP
    POST /purges/{purge_id}/confirmation            OAP
    DELETE /purges/{purge_id}                       OAP
    GET /data-protection-lead                       OAP
    PUT /data-protection-lead                       OA
    GET /processing-purposes                        OAP
    GET /instructions                               OAP
    GET /audit/checkpoint                           OAP
    GET /audit/inclusion                            OAP
    GET /audit/consistency                          OAP
    GET /restrictions/{restriction_id}              OAP
    POST /contacts/{contact_id}/restriction         OAP
    POST /restrictions/{restriction_id}/announcement OAP
    POST /restrictions/{restriction_id}/lifting     OAP
    GET /notices                                    OAP
    POST /notices/{notice_id}/confirmation          OAP
    GET /consent-purposes                           OAGPV
    POST /consent-purposes                          OAP
    POST /consent-purposes/{purpose_id}/wordings    OAP
    POST /consent-purposes/{purpose_id}/closing     OAP
    POST /consent-purposes/{purpose_id}/consents    OAGP
    POST /consent-purposes/{purpose_id}/questions   OAGP
    POST /consent-purposes/{purpose_id}/imports     OAGP
    POST /consents/lookup                           OAGPV
    GET /consents/{consent_id}/receipt              OAGPV
    privacy-look                                    OAP
    erasure-certificate                             OAP
    PUT /attributes/{attribute_id}                  OA
    DELETE /attributes/{attribute_id}               OA
    contact-identities                              OAG
    contact-identity                                OAG
    contact-attributes                              OAG
    contact-choose                                  OAG
    contact-merge                                   OAG
    merge-undo                                      OAG
    POST /canned-replies                            OA
    PATCH /canned-replies/{reply_id}                OA
    DELETE /canned-replies/{reply_id}               OA
    settings-canned                                 OA
    settings-canned-one                             OA
    settings-canned-delete                          OA
    settings-attributes                             OA
    settings-attribute                              OA
    settings-attribute-drop                         OA
    POST /conversations/bulk                        OAG
    POST /conversations/undo                        OAG
    POST /conversations/{conversation_id}/snooze    OAG
    PUT /conversations/{conversation_id}/team       OAG
    PATCH /views/{view_id}                          O
    DELETE /views/{view_id}                         O
    POST /files                                     OAG
    POST /conversations/{conversation_id}/ticket    OAG
    PUT /conversations/{conversation_id}/type       OAG
    PUT /conversations/{conversation_id}/subject    OAG
    PUT /conversations/{conversation_id}/followers  OAG
    PATCH /ticket-types/{type_id}                   OA
    DELETE /ticket-types/{type_id}                  OA
    POST /conversations/bulk                        OAG
    POST /conversations/undo                        OAG
    POST /conversations/{conversation_id}/snooze    OAG
    PUT /conversations/{conversation_id}/team       OAG
    PATCH /views/{view_id}                          OA
    DELETE /views/{view_id}                         OA
    POST /teams                                     OA
    PATCH /teams/{team_id}                          OA
    DELETE /teams/{team_id}                         OA
    PATCH /statuses/{status_id}                     OA
    POST /statuses/{status_id}/up                   OA
    DELETE /statuses/{status_id}                    OA
    PATCH /tags/{tag_id}                            OA
    POST /tags/{tag_id}/merge                       OA
    DELETE /tags/{tag_id}                           OA
    PATCH /inboxes/{inbox_id}                       OA
    PUT /members/{member_id}/role                   OA
    DELETE /members/{member_id}                     OA
    GET /teams                                      OAGPV
    GET /ticket-types                               OAGPV
    POST /ticket-types                              OA
    GET /promises                                   OAGPV
    PUT /promises/{priority}                        OA
    GET /statuses                                   OAGPV
    POST /statuses                                  OA
    GET /tags                                       OAGPV
    POST /tags                                      OA
    GET /workspace                                  OAGPV
    PATCH /workspace                                OA
    GET /holidays                                   OAGPV
    PUT /holidays                                   OA
    GET /inboxes                                    OAGPV
    POST /inboxes                                   OA
    GET /notice                                     OAGPV
    GET /notice/versions                            OAGPV
    POST /notice                                    OA
    DELETE /keys/{key_id}                           OA
    GET /inboxes/{inbox_id}/signing-keys            OA
    POST /inboxes/{inbox_id}/signing-keys           OA
    DELETE /inboxes/{inbox_id}/signing-keys/{key_id} OA
    GET /sender-domains                             OA
    POST /sender-domains                            OA
    POST /sender-domains/{domain_id}/check          OA
    DELETE /sender-domains/{domain_id}              OA
    GET /inboxes/{inbox_id}/sender                  OA
    PUT /inboxes/{inbox_id}/sender                  OA
    GET /mailboxes                                  OA
    POST /mailboxes                                 OA
    POST /mailboxes/{mailbox_id}/test               OA
    PATCH /mailboxes/{mailbox_id}                   OA
    DELETE /mailboxes/{mailbox_id}                  OA
    GET /mail-templates                             OAGPV
    PUT /mail-templates/{name}                      OA
    POST /mail-templates/{name}/preview             OA
    DELETE /mail-templates/{name}                   OA
    GET /keys                                       OA
    POST /keys                                      OA
    GET /rights-requests                            OAP
    POST /rights-requests                           OAGP
    GET /rights-requests/{case_id}                  OAP
    GET /rights-requests/{case_id}/objections       OAP
    POST /rights-requests/{case_id}/objections      OAP
    DELETE /rights-requests/{case_id}/objections/{scope} OAP
    GET /security                                   OA
    PUT /security                                   OA
    GET /members                                    OAGPV
    POST /members                                   OA
    inbox-place                                     OAGPV
    contact                                         OAGPV
    settings-inbox                                  OA
    settings-member-role                            OA
    settings-member-end                             OA
    settings-key-revoke                             OA
    DELETE /links/{link_id}                         OAG
    DELETE /macros/{macro_id}                       OA
    DELETE /participants/{participant_id}           OAG
    DELETE /scheduled/{scheduled_id}                OAG
    DELETE /ticket-fields/{field_id}                OA
    GET /conversations/{conversation_id}/besides    OAGPV
    GET /conversations/{conversation_id}/fields     OAGPV
    GET /conversations/{conversation_id}/others     OAGPV
    GET /conversations/{conversation_id}/relations  OAGPV
    GET /conversations/{conversation_id}/scheduled  OAGPV
    GET /macros/{macro_id}/preview                  OAG
    GET /me/digest                                  OAGPV
    PUT /me/digest                                  OAGPV
    settings-digest                                 OAGPV
    GET /me/signature                               OAGPV
    PATCH /conversations/{conversation_id}/fields   OAG
    PATCH /scheduled/{scheduled_id}                 OAG
    POST /conversation-merges/{merge_id}/undo       OAG
    POST /conversations/{conversation_id}/links     OAG
    POST /conversations/{conversation_id}/merge     OAG
    POST /conversations/{conversation_id}/participants OAG
    POST /conversations/{conversation_id}/scheduled OAG
    POST /macros/{macro_id}/apply                   OAG
    POST /messages/{message_id}/split               OAG
    POST /tickets                                   OAG
    PUT /macros/{macro_id}                          OA
    PUT /me/signature                               OAGPV
    PUT /ticket-fields/{field_id}                   OA
    settings-field                                  OA
    settings-field-drop                             OA
    settings-fields                                 OA
    settings-macro                                  OAG
    settings-macro-delete                           OAG
    settings-macros                                 OAG
    privacy-case                                    OAP
    privacy-step                                    OAP
    privacy-others                                  OAP
    privacy-values                                  OAP
    privacy-correct                                 OAP
    privacy-value-erase                             OAP
    privacy-judge                                   OAP
    privacy-board                                   OAP
    privacy-purges                                  OAP
    privacy-map                                     OAP
    privacy-ledger                                  OAP
    privacy-retention                               OAP
    privacy-retention-run                           OAP
    privacy-trail                                   OAP
    privacy-log                                     -
    privacy-log-keep                                -
    privacy-trail-verify                            OAP
    privacy-trail-take                              OAP
    privacy-checkpoint                              OAP
    privacy-lead                                    OAP
    privacy-access                                  OAP
    privacy-access-now                              OAP
    privacy-access-consent                          OA
    privacy-access-one                              OAP
    privacy-access-step                             OAP
    newsletters                                     OA
    newsletter                                      OA
    newsletter-send                                 OA
    newsletter-drop                                 OA
    newsletter-to-me                                OA
    privacy-consents                                OAP
    privacy-purposes                                OAP
    privacy-purpose                                 OAP
    privacy-weigh                                   OAP
    privacy-assessment                              OAP
    privacy-instructions                            OAP
    privacy-abroad                                  -
    privacy-abroad-one                              -
    privacy-abroad-assess                           -
    privacy-abroad-step                             -
    privacy-agreement                               OAP
    privacy-agreement-sign                          OAP
    privacy-agreement-upload                        OAP
    privacy-agreement-file                          OAP
    privacy-subprocessors                           OAP
    privacy-subprocessor                            OAP
    privacy-consent                                 OAP
    privacy-consent-chat                            OAP
    privacy-consent-close                           OAP
    privacy-purges-choose                           OAP
    privacy-purge                                   OAP
    privacy-purge-step                              OAP
    privacy-holds                                   OAP
    privacy-hold                                    OAP
    privacy-hold-approve                            OAP
    privacy-hold-lift                               OAP
    privacy-hold-look                               OAP
    privacy-hold-review                             OAP
    privacy-recipients                              OAP
    privacy-recipients-of                           OAP
    privacy-notice                                  OAP
    privacy-new                                     OAGP
    inbox                                           OAGPV
    contacts                                        OAGPV
    settings-workspace                              OA
    settings-notice                                 OA
    settings-inboxes                                OA
    settings-members                                OA
    settings-keys                                   OA
    settings-start                                  OA
    settings-samples                                OA
    settings-holidays                               OA
    settings-security                               OA
    settings-end                                    O
    settings-end-keep                               O
    settings-plan                                   O
    settings-plan-pay                               O
    settings-plan-portal                            O
    settings-plan-invoice                           O
    settings-take-along                             O
    settings-take-along-file                        O
    settings-mail                                   OA
    settings-mail-again                             OA
    settings-mail-allow                             OA
    settings-mail-sender                            OA
    settings-mail-test                              OA
    settings-senders                                OA
    settings-sender                                 OA
    settings-sender-check                           OA
    settings-sender-remove                          OA
    settings-failed                                 OA
    settings-mailboxes                              OA
    settings-templates                              OA
    settings-template                               OA
    settings-template-preview                       OA
    settings-template-test                          OA
    settings-template-reset                         OA
    settings-mailbox-test                           OA
    settings-mailbox-switch                         OA
    settings-mailbox-remove                         OA
    settings-signing                                OA
    settings-signing-withdraw                       OA
    settings-tags                                   OA
    settings-tag                                    OA
    settings-tag-merge                              OA
    settings-tag-delete                             OA
    settings-statuses                               OA
    settings-status                                 OA
    settings-status-up                              OA
    settings-status-delete                          OA
    settings-teams                                  OA
    settings-team                                   OA
    settings-team-delete                            OA
    settings-types                                  OA
    settings-type                                   OA
    settings-type-delete                            OA
    settings-promises                               OA
    settings-preview                                OA
    settings-notifications                          OAGPV
    settings-roles                                  OAGPV
    settings-data-map                               OAGPV
    settings-holidays-regions                       OA
    PATCH /me/notifications                         OAGPV
    settings-profile                                OAGPV
    settings                                        OAGPV
    settings-canned                                 OA
    settings-canned-one                             OA
    settings-canned-delete                          OA
    POST /canned-replies                            OA
    PATCH /canned-replies/{reply_id}                OA
    DELETE /canned-replies/{reply_id}               OA
"""
TRUST = "privacy-proofs privacy-proof privacy-breaches privacy-breach-change privacy-breach privacy-breach-paper privacy-records privacy-impact privacy-orders"
TABLE += "".join(f"    {name} OAP\n" for name in TRUST.split())
COUNTERS = frozenset({"call_count"})
NOT_HERE = {"GET /files/{file_id}"}
"""An uploaded file is its uploader's until a message shows it: see `test_gateway`."""


def rows() -> dict[str, set[str]]:
    found = {}
    for line in TABLE.strip().splitlines():
        name, letters = line.rsplit(maxsplit=1)
        found[name.strip()] = {LETTERS[letter] for letter in letters.strip("-")}
    return found


ROWS = rows()


def first_attempt(name: str, aim: Aim) -> routes.Attempt:
    if name in ALL:
        return ALL[name](aim)[0]
    if name in NAMELESS:
        return NAMELESS[name]
    return routes.slug_attempts(aim)[name][0]


def test_every_address_has_its_row() -> None:
    assert set(ROWS) == (set(ALL) | set(NAMELESS) | set(routes.slug_attempts(Aim.never()))) - NOT_HERE


@pytest.fixture(scope="module")
def home_before(home: Furnished) -> dict[str, str]:
    return digest(home.house, but=COUNTERS)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_cell(home: Furnished, home_before: dict[str, str], name: str) -> None:
    aim = Aim.at(home)
    for role in MEMBERS:
        with undone():
            status, _, _ = routes.send(STRANGERS[role](home), first_attempt(name, aim))
            if role in ROWS[name]:
                assert status not in (401, 403, 404, 500), (role, status)
            else:
                assert status in (403, 404), (role, status)
                assert digest(home.house, but=COUNTERS) == home_before, role


def test_what_is_tried_is_undone(home: Furnished, home_before: dict[str, str]) -> None:
    """Else an attempt could find what another one did to the house that all of them share."""
    with undone():
        routes.send(STRANGERS["owner"](home), first_attempt("PATCH /workspace", Aim.at(home)))
        assert digest(home.house, but=COUNTERS) != home_before
    assert digest(home.house, but=COUNTERS) == home_before
