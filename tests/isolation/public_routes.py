"""Addresses that are not asked with the ids of a workspace, and why."""

BY_SECRET = {
    *("file", "original-mail"),
    "invitation",
    "account_confirm_email",
    "account_reset_password_from_key",
    *("consent-agree", "consent-choices", "consent-stop", "transfer"),
    *("breach-notice", "security-contact"),
}
"""What the address holds is itself the right to it, or a person's own. `test_secrets` forges them."""
OF_A_PERSON = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
ONLY_LEADS_ON = {"desk"}
"""They lead to a page that decides, and look at nothing."""
OF_NO_WORKSPACE = set(
    """
    front-door site-orders site-subprocessors site-subprocessors-json site-subprocessors-feed site-subprocessors-news site-agreement-verify site-plans site-gdpr site-proofs privacy-evidence site-privacy site-cookies site-regions site-rights site-contact site-agreement site-agreement-text site-sign-up
    site-finish site-newsletter site-logo site-colour site-choice site-visit gpc hook-postmark-inbound hook-postmark-events hook-ses hook-stripe design security-txt bundle-schema audit-checkpoint audit-leaves
    signing-key widget demo privacy rights rights-data rights-download request-form requests requests-leave request request-transcript desks
    openapi-json api-root usersessions_list account_login account_logout account_inactive account_signup account_reauthenticate account_email
    account_email_verification_sent account_change_password account_set_password account_reset_password account_confirm_login_code
    account_reset_password_from_key_done account_reset_password_done mfa_index mfa_authenticate mfa_reauthenticate mfa_activate_totp
    mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn
    mfa_reauthenticate_webauthn mfa_login_webauthn
    """.split()
)
"""Public ones, and a person's own account: they know no workspace."""
OF_VENDOR = {
    *("on-call", "on-call-ask", "on-call-undertaking", "on-call-people", "on-call-person", "on-call-step"),
    *("visit", "visit-leave", "site-visits"),
}
"""In every workspace but the vendor's there is nothing; and a visit is the guest's own. `tests/trust/test_access_pages.py` tries both."""
BY_A_WORD = {"privacy-purpose", "privacy-weigh", "privacy-impact"}
"""Beside the workspace they name a purpose by its word, which is the same everywhere."""
