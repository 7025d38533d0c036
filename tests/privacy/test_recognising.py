"""How well other people are found in texts, measured on sentences of our own (`recognised.csv`)."""

import csv
from pathlib import Path

import pytest

from ictdesk.privacy.export.recognising import Known, recognise

CORPUS = Path(__file__).with_name("recognised.csv")


@pytest.fixture
def known() -> Known:
    made = Known(country="DE")
    made.own_is(["Max", "max@mail.example"])
    for name, kind in (("Bea Long", "person"), ("Ada Okafor", "member"), ("Grace Ng", "member")):
        made.names.add(name, kind)
    return made


def test_precision_and_recall(known: Known) -> None:
    """What it misses is a name that the workspace does not know: that is why a person reads, too."""
    right = wrong = missed = 0
    with CORPUS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            wanted = [one for one in row["passages"].split("|") if one]
            found = [row["text"][one.start : one.end] for one in recognise(row["text"], known)]
            right += len(set(found) & set(wanted))
            wrong += len(set(found) - set(wanted))
            missed += len(set(wanted) - set(found))
    assert (right, wrong, missed) == (14, 0, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bea.long@mail.example", "email"),
        ("+49 30 901820", "phone"),
        ("DE89370400440532013000", "iban"),
        ("4111111111111111", "card"),
        ("Bea Long", "person"),
        ("Ada", "member"),
    ],
)
def test_each_kind(known: Known, text: str, kind: str) -> None:
    (found,) = recognise(f"So {text}, then", known)
    assert (found.kind, found.start, found.end) == (kind, 3, 3 + len(text))
