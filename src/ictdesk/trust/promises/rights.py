"""What is promised to a person about their own data."""

from ictdesk.trust.promises.records import Promise, Section

RIGHTS = Section(
    "rights",
    "Your rights",
    "They cost nothing, and need no reason. An answer comes within thirty days, often sooner.",
    (
        Promise(
            "rights.access",
            "Art. 15",
            "You get a copy of everything that is kept about you.",
            "The archive follows the data map, so that no table is forgotten. It opens in a browser without a network, and "
            "names purposes, recipients, times, rights and the authority.",
            ("rights.access", "rights.access.third"),
        ),
        Promise(
            "rights.rectify",
            "Art. 16",
            "What is wrong about you is put right.",
            "Fields are changed, and what was worked out of them with them. What somebody once wrote stays as it was, with "
            "the correction beside it.",
            ("rights.rectify",),
        ),
        Promise(
            "rights.erase",
            "Art. 17",
            "What there is no reason to keep any more is deleted, also from old backups.",
            "Your key is destroyed, and with it everything that was sealed under it, wherever a copy lies. Rows and files go "
            "too. A signed certificate says what went and what stays for how long. A restored backup repeats it before it serves.",
            ("rights.erase", "rights.restore", "rights.erase.exc"),
        ),
        Promise(
            "rights.restrict",
            "Art. 18",
            "While it is not settled, your data only lies there.",
            "The key is out of reach of everybody who works with the desk. What you write meanwhile is kept sealed. You are told "
            "before it ends.",
            ("rights.restrict",),
        ),
        Promise(
            "rights.object",
            "Art. 21",
            "You may object. Marketing ends at once, without a reason.",
            "A keyed fingerprint of your address stands against every later mail, and outlives erasure and import.",
            ("rights.object",),
        ),
        Promise(
            "rights.port",
            "Art. 20",
            "You take your data along in a form that another desk can read.",
            "JSON with a published schema, CSV, mail and contact files. An empty workspace reads it back.",
            ("rights.port",),
        ),
        Promise(
            "rights.complain",
            "Art. 77",
            "You may complain to the authority where you live.",
            "Every answer names it.",
            ("rights.complain",),
        ),
        Promise(
            "rights.clock",
            "Art. 12(3)",
            "You are answered within thirty days, or within a month, whichever ends first.",
            "Every request has a clock that knows weekends, holidays and three laws. Reminders go out at seven, three and one "
            "days before.",
            ("rights.clock",),
        ),
        Promise(
            "rights.reviewed",
            "Art. 12",
            "The data protection lead looks at each request in person.",
            "A request cannot be closed before the lead has agreed, and a refusal needs a second reader.",
            ("rights.review", "rights.identity"),
        ),
    ),
)
