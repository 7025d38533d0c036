"""The check of the translations sees what is missing."""

from pathlib import Path

import pytest

from tools.translations import catalogs, finding, judging
from tools.translations.places import LANGUAGES


def seeded(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[finding.Message]:
    """Two messages, translated into every language, in a folder of their own."""
    monkeypatch.setattr(catalogs, "LOCALE", folder)
    found: list[finding.Message] = ["Send", "Your code %(number)s"]
    for language in LANGUAGES:
        catalogs.write(language, found)
        file = catalogs.po_of(language)
        said = file.read_text(encoding="utf-8")
        said = said.replace('msgid "Send"\nmsgstr ""', 'msgid "Send"\nmsgstr "x"')
        said = said.replace('%(number)s"\nmsgstr ""', '%(number)s"\nmsgstr "y %(number)s"')
        file.write_text(said, encoding="utf-8")
        catalogs.write(language, found)
    return found


def test_a_whole_catalog_passes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert list(judging.problems(seeded(monkeypatch, tmp_path))) == []


def test_a_new_message_is_missed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = [*seeded(monkeypatch, tmp_path), "Ask us"]
    said = list(judging.problems(found))
    assert [one for one in said if "not translated" in one] == [
        f"{language}: not translated: 'Ask us'" for language in LANGUAGES
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"y %(number)s"', '"y"', "other placeholders"),
        ('msgstr "x"', 'msgstr "z"', "the .mo is not made"),
        ('msgstr "x"', 'msgstr ""', "not translated"),
    ],
)
def test_a_slip_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    found = seeded(monkeypatch, tmp_path)
    file = catalogs.po_of("ur")
    said = file.read_text(encoding="utf-8")
    assert old in said
    file.write_text(said.replace(old, new), encoding="utf-8")
    assert any(one.startswith("ur: ") and fault in one for one in judging.problems(found))


def test_templates_are_read_as_django_looks_them_up() -> None:
    source = """{% load i18n %}{% translate "One" %}{{ name|default:_("Two") }}
        {% blocktranslate trimmed count n=2 %}{{ n }}
            thing{% plural %}{{ n }} things{% endblocktranslate %}"""
    assert set(finding.in_template(source)) == {"One", "Two", ("%(n)s thing", "%(n)s things")}
