"""What no program of ours can see: somebody vouches for it until a day, and the page says so. None of it is ever called proved."""

from ictdesk.trust.promises.claims import claim

claim(
    "hosting.volumes",
    0,
    "Art. 32(1)(a)",
    "The volumes on which everything lies are encrypted by the host.",
    attested=True,
)
claim(
    "hosting.rooms",
    0,
    "Art. 32",
    "Nobody but the host's own named staff reaches the machines in person.",
    attested=True,
)
claim(
    "hosting.accounts",
    0,
    "Art. 32(4)",
    "The accounts of the machines are those of people on call.",
    attested=True,
)
claim(
    "providers.deletion",
    0,
    "Art. 28(3)(g)",
    "Sub-processors deleted what they no longer need, as their agreements say.",
    attested=True,
)
