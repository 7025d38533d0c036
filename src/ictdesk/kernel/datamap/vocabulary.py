"""The closed lists that entries choose from.

Categories, uses and subjects are keys of fideslang (Ethyca, taxonomy CC BY 4.0), extended where it is
too thin for a support desk; the extensions are marked. Pinned to fideslang 3.1.4.
"""

from typing import Literal

type Source = Literal["provided", "observed", "derived", "inferred", "ours"]
type Erasure = Literal["delete", "blank", "shred", "keep"]
type Access = Literal["include", "review", "withhold", "existence"]

CATEGORIES = frozenset(
    """
    system system.authentication system.operations user user.account user.account.settings
    user.account.username user.authorization user.authorization.credentials user.authorization.password
    user.behavior user.behavior.browsing_history user.behavior.search_history user.biometric.voice
    user.childrens user.contact user.contact.address user.contact.address.city user.contact.address.country
    user.contact.address.postal_code user.contact.address.state user.contact.address.street
    user.contact.email user.contact.organization user.contact.phone_number user.contact.url user.content
    user.content.private user.content.public user.content.self_image user.demographic.language user.device
    user.device.cookie user.device.cookie_id user.device.device_id user.device.ip_address user.financial
    user.financial.bank_account user.financial.credit_card user.government_id user.health_and_medical
    user.job_title user.location user.location.imprecise user.location.precise user.name user.name.first
    user.name.last user.payment user.privacy_preferences user.social user.telemetry user.unique_id
    user.unique_id.pseudonymous user.workplace
    """.split()
)
OWN_CATEGORIES = frozenset(
    """
    user.content.private.message user.content.private.attachment user.content.private.internal_note
    user.content.private.derived_text user.telemetry.presence user.behavior.satisfaction
    user.workplace.performance user.privacy_preferences.request user.content.private.custom
    """.split()
)
PURPOSES = frozenset(
    """
    essential.service essential.service.authentication essential.service.notifications
    essential.service.notifications.email essential.service.operations essential.service.operations.support
    essential.service.payment_processing essential.service.security essential.fraud_detection
    essential.legal_obligation functional.service functional.service.improve functional.storage
    functional.storage.privacy_preferences analytics.reporting.system.performance
    analytics.reporting.content_performance marketing.communications.email sales finance
    third_party_sharing.legal_obligation
    """.split()
)
SUBJECTS = frozenset(
    """
    customer employee prospect supplier_vendor end_user site_visitor support_agent workspace_admin
    newsletter_subscriber billing_contact third_party_mentioned
    """.split()
)
RETENTION = frozenset(
    """
    last_activity conversation.closed visit_end membership.ended removed session_end with_row with_message
    event consent_end key_end rights.closed contract_end logged
    """.split()
)
"""What starts the clock of a retention rule."""
