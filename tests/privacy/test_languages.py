"""Letters and archives in the language of whoever asked."""

import pytest

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.models import RightsLetter
from tests.privacy import bundles
from tests.privacy.test_cases import DONE, LEAD, NO, SECOND, case, in_work
from tests.requesters.speaking import english_left
from tests.world import World

SAYS = {
    "de": ("Ein Gesetz verpflichtet uns", "Aufsichtsbehörde", "Löschung der Daten (Art. 17): Abgelehnt"),
    "fr": ("Une loi nous oblige", "autorité de contrôle", "Effacement des données (Art. 17): Refusée"),
    "es": ("Una ley nos obliga", "autoridad de control", "Supresión de los datos (Art. 17): Denegada"),
    "ur": ("قانون ہمیں", "نگران ادارے", "ڈیٹا کو مٹانا (Art. 17): مسترد"),
}


def letters(language: str) -> list[RightsLetter]:
    """Of a case from the receipt to an answer that grants one thing and refuses another."""
    row = in_work(case("access", "erasure", language=language))
    row = commands.propose(actor=LEAD, request=row, decisions={"access": DONE, "erasure": NO})
    commands.read_too(actor=SECOND, request=row)
    commands.deliver(actor=LEAD, request=commands.decide(actor=LEAD, request=row))
    return list(RightsLetter.objects.filter(request=row).order_by("written_at"))


@pytest.mark.parametrize("language", SAYS)
def test_the_letters_of_a_case(world: World, language: str) -> None:
    with workspace_scope(world.acme.id):
        written = letters(language)
        assert [one.kind for one in written] == ["received", "answer"]
        for letter in written:
            assert english_left(f"{letter.title}<br>{letter.body}", language) == []
        assert all(words in written[1].body for words in SAYS[language])


@pytest.mark.parametrize(("language", "begins"), [("pt", "acme"), ("", "acme"), ("de-CH", "Bei")])
def test_a_language_that_we_do_not_speak_is_english(world: World, language: str, begins: str) -> None:
    with workspace_scope(world.acme.id):
        case("erasure", language=language)
        assert RightsLetter.objects.get().body.lower().startswith(begins.lower())


def test_an_archive_in_urdu_is_right_to_left(world: World) -> None:
    thread = bundles.talk(world.acme, "Hello")
    row = bundles.case(world.acme, [bundles.person(thread)], "access", language="ur")
    bundles.run(world.acme)
    bundles.decided(world.acme, row)
    bundles.run(world.acme)
    page = bundles.opened(world.acme, row).read("index.html").decode()
    assert '<html lang="ur" dir="rtl">' in page
    assert english_left(page, "ur") == []
