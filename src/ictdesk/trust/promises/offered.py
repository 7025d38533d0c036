"""What is promised about the service."""

from ictdesk.trust.promises.records import Promise, Section

ROLES = Section(
    "roles",
    "Who answers for what",
    "Two roles, never mixed: for our own contacts we decide; for the people who write to our customers, the customer does.",
    (
        Promise(
            "roles.controller",
            "Art. 4(7)",
            "For people who visit this site, try the product or write to us, we are the controller.",
            "Our own contacts live in a workspace of this product, with the same rights, clocks and records as everybody's.",
            ("ropa",),
            lacks="The record of processing (Art. 30(1)) is not published yet.",
        ),
        Promise(
            "roles.processor",
            "Art. 4(8), 28",
            "For chats and tickets in a customer's workspace the customer is the controller, and we process on their word.",
            "Each workspace has its own privacy office. A request goes to the organisation that it concerns.",
            ("rights.forward",),
        ),
        Promise(
            "roles.instructions",
            "Art. 28(3)(a)",
            "A purpose that a customer has not switched on does not run.",
            "Each workspace keeps a versioned record of its instructions: the agreement, and every change of settings that alters "
            "processing. What is switched off is refused where it would happen.",
            ("roles.instructions",),
        ),
    ),
)
BASES = Section(
    "bases",
    "Why we may",
    "Every purpose rests on one of four lawful bases. The data map ties each personal field to its purposes, and a check "
    "refuses a purpose without a basis.",
    (
        Promise(
            "basis.contract",
            "Art. 6(1)(b)",
            "Contract: what it takes to give you the service that you asked for.",
            "Answering you, signing you in, sending the mail that belongs to it.",
            ("basis.complete",),
        ),
        Promise(
            "basis.interest",
            "Art. 6(1)(f)",
            "Legitimate interests: keeping the service safe and whole, weighed against yours.",
            "You may object, and are heard. Each interest is weighed in writing by two people, for a year at most.",
            ("basis.lia",),
            lacks="The written balancing tests are not published yet.",
        ),
        Promise(
            "basis.consent",
            "Art. 6(1)(a)",
            "Consent: newsletters, and whatever this site keeps in your browser without needing it.",
            "Nothing is kept or sent before you said yes. The wording that you saw is on record.",
            ("consent.ledger", "cookies.zero", "cookies.gpc"),
        ),
        Promise(
            "basis.withdraw",
            "Art. 7(3)",
            "To say no takes no more than to say yes, at any time. What was done before stays lawful.",
            "Whoever sends asks the record of consents in the moment of sending. One click ends it.",
            ("consent.withdraw", "consent.gate"),
        ),
        Promise(
            "basis.obligation",
            "Art. 6(1)(c)",
            "A law: invoices, answers to requests about data, and lawful orders of authorities.",
            "What has to be kept is kept for that alone, and its end is known.",
            ("basis.complete", "lawful.req"),
        ),
    ),
)
DESIGN = Section(
    "design",
    "Built in",
    "What protects the data whether or not anybody thinks of it.",
    (
        Promise(
            "design.isolation",
            "Art. 32",
            "No workspace sees another one's rows.",
            "The database itself refuses: row-level security on every table, under a role that cannot step around it.",
            ("sec.rls",),
        ),
        Promise(
            "design.rest",
            "Art. 32",
            "What people write is encrypted where it lies.",
            "Content, names and addresses are sealed under a key for each person, before they reach the database.",
            ("sec.rest", "hosting.volumes"),
        ),
        Promise(
            "design.purge",
            "Art. 17, 28(3)(a)",
            "A member purges a visitor's history with one action.",
            "It says what goes, respects open requests and holds, and leaves the same proof as an erasure.",
            ("desk.purge",),
        ),
        Promise(
            "sub.cards",
            "Art. 5(1)(c)",
            "Full card numbers are never stored.",
            "Payments are made on the payment provider's own pages; a number that is typed into a chat or mail is masked.",
            ("sub.cards",),
        ),
        Promise(
            "design.tls",
            "Art. 32",
            "Everything travels encrypted, with TLS 1.2 or newer.",
            "The proxy before the desk refuses older versions.",
            ("sec.tls",),
        ),
        Promise(
            "design.logs",
            "Art. 5(1)(e)",
            "Logs with personal data live thirty days, unless an investigation holds them.",
            "Daily parts are dropped on the thirty-first day; what an investigation needs is a sealed copy with an end, approved by two.",
            ("logs.30d",),
        ),
        Promise(
            "design.access",
            "Art. 32(4)",
            "Only named engineers on call reach production, with a second factor, and each time is on record.",
            "Access is granted for an hour at most, with a reason and by a second person, and shown to the customer, who can end it.",
            ("sec.access", "hosting.accounts", "hosting.rooms"),
            lacks="Accounts of the machines themselves are the operator's to list.",
        ),
    ),
)
ABROAD = Section(
    "abroad",
    "Where the data is, and who helps",
    "Places and companies are facts with dates.",
    (
        Promise(
            "transfer.regions",
            "Art. 44",
            "A workspace lives in one region.",
            "Each region is a cell of its own: database, keys and files.",
            ("residency.list",),
        ),
        Promise(
            "transfer.mechanism",
            "Art. 46",
            "Where data leaves the EEA or the UK, the standard contractual clauses apply.",
            "Which ones is worked out for each transfer. Without an instrument in force the call is refused.",
            ("transfer.resolver",),
        ),
        Promise(
            "transfer.assessment",
            "Art. 46",
            "Each transfer is assessed before it begins, and again when the facts change.",
            "Six steps, signed by two, looked at again within a year. A fact that changes opens every assessment that rests on it.",
            ("transfer.tia",),
        ),
        Promise(
            "transfer.eu_only",
            "Art. 44",
            "On the Enterprise plan everything may stay in the EU.",
            "Database, keys, files, mail and backups are pinned; a call outside is refused.",
            ("residency.eu",),
        ),
        Promise(
            "sub.registry",
            "Art. 28(2)",
            "Our sub-processors are listed: Vultr for hosting, Cloudflare before it, Postmark or Amazon SES for mail. Stripe takes "
            "payments.",
            "Every call that leaves asks the register first; a machine that nobody on it answers for gets nothing.",
            ("subproc.registry",),
        ),
        Promise(
            "sub.agreement",
            "Art. 28(4)",
            "There is an agreement with each of them.",
            "Without the day of its signing nobody can be announced or used.",
            ("subproc.registry",),
            lacks="The signed documents themselves are kept elsewhere.",
        ),
        Promise(
            "sub.review",
            "Art. 28(1)",
            "We look at each of them every quarter.",
            "The lead is reminded; what is older than 92 days shows as late.",
            ("subproc.registry",),
        ),
        Promise(
            "sub.notice",
            "Art. 28(2)",
            "Changes are announced thirty days ahead on Pro and Enterprise, and to everybody else before they happen.",
            "A new sub-processor gets nothing of a customer before that customer's day, and nothing ever from who objected.",
            ("subproc.notice",),
        ),
    ),
)
ORGANISATION = Section(
    "agreement",
    "Agreement and incidents",
    "The papers that the law asks for.",
    (
        Promise(
            "dpa.signed",
            "Art. 28(3)",
            "A data processing agreement binds us from the first day; you get a signed copy on request.",
            "It incorporates the EU's standard contractual clauses and the UK addendum. Its annexes are read from the registers, its "
            "signature is checked by programs of others, and a changed fact makes a new version.",
            ("dpa.sign",),
        ),
        Promise(
            "breach.notice",
            "Art. 33(2)",
            "After a breach customers are told without undue delay, within 72 hours of our knowing at the latest.",
            "Notices go in frozen versions to contacts outside of the desk, with numbers counted in each workspace alone. Our own target is 24 hours.",
            ("breach.notify", "breach.count"),
        ),
        Promise(
            "contact.channel",
            "Art. 12(2)",
            "A form and an address are always open.",
            "Both open a request in our own workspace, with its clock running, and tell you so.",
            ("rights.forward",),
        ),
    ),
)
