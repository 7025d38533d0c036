"""The text in force. A changed word is a new version: a test holds each version to its digest.

Sources: Art. 28(3)(a)-(h), 28(2), 28(4), 32, 33(2) GDPR; Decision (EU) 2021/914 (standard contractual clauses); UK International Data
Transfer Addendum, version B1.0.
"""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    title: str
    article: str
    text: str


VERSION = "2026-11"
TITLE = "Data processing agreement"
CLAUSES = (
    Clause(
        "What this is about",
        "Art. 28(3)",
        "You run a support desk with us. The people who write to it are yours to answer for: you are the controller, we are the "
        "processor. We process what they and your team write, their names and addresses, and what is needed to deliver it, "
        "for as long as your workspace exists. The data map of your workspace lists every field.",
    ),
    Clause(
        "On your instructions",
        "Art. 28(3)(a)",
        "We process only as you instruct us: by this agreement, by the settings of your workspace, and in writing. If a law obliges us "
        "to more, we tell you first, unless that law forbids it. If we think that an instruction breaks the law, we say so.",
    ),
    Clause(
        "In confidence",
        "Art. 28(3)(b)",
        "Whoever of us can reach your data is bound to secrecy. Reaching it takes a reason, and leaves a trace that you see.",
    ),
    Clause(
        "Secured",
        "Art. 28(3)(c), 32",
        "Content is sealed under a key for each person, workspaces are kept apart by the database itself, copies are made and tried. We "
        "may improve these measures, never weaken them.",
    ),
    Clause(
        "Other processors",
        "Art. 28(2), 28(3)(d), 28(4)",
        "You allow us to use the sub-processors on our public list. We tell you of a new one before it gets anything: 30 days before on "
        "Pro and Enterprise, 14 days on every other plan. Until then you may object; if we find no other way, you may end "
        "the contract. They are bound as we are, and we answer for them.",
    ),
    Clause(
        "People's rights",
        "Art. 28(3)(e)",
        "Your workspace has what it takes to answer requests within their time. One that reaches us goes to you without delay; we do "
        "not answer it ourselves.",
    ),
    Clause(
        "Help",
        "Art. 28(3)(f), 33(2)",
        "We help you with security, impact assessments and authorities. Of a breach that touches your data we tell you without undue delay, "
        "within 72 hours of our knowing at the latest, and go on telling as we learn more.",
    ),
    Clause(
        "The end",
        "Art. 28(3)(g)",
        "When the contract ends you take everything along, in a form that other software reads. After that we delete it, and "
        "give you a certificate that says what is gone and when the last copies run out.",
    ),
    Clause(
        "Proof",
        "Art. 28(3)(h)",
        "We show you what is needed to see that we keep this, and let you or your auditor look.",
    ),
    Clause(
        "Other countries",
        "Art. 44-46",
        "Where data leaves the EEA, the standard contractual clauses of Decision (EU) 2021/914 are part of this agreement (module two; module "
        "three towards our sub-processors; clause 9(a) option 2 with the times named above). Where it leaves the United Kingdom, "
        "the UK addendum, version B1.0, is. They come first where anything here says otherwise.",
    ),
)


def text() -> str:
    """The whole agreement as it is read and accepted."""
    parts = [f"{TITLE}, version {VERSION}"]
    parts += [
        f"{number}. {one.title} ({one.article})\n{one.text}" for number, one in enumerate(CLAUSES, start=1)
    ]
    return "\n\n".join(parts) + "\n"


def digest() -> bytes:
    """SHA-256 of the text."""
    return hashlib.sha256(text().encode()).digest()
