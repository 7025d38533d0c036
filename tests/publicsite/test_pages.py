"""The site's pages, read as a browser without scripts does."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.template.loader import render_to_string
from pytest_django.fixtures import Settings

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.dashboard.templatetags.desk import manifest
from tests.requesters.test_pages import a_browser

PAGES = (
    "/",
    "/plans",
    "/gdpr",
    "/gdpr/proofs",
    "/privacy",
    "/cookies",
    "/regions",
    "/orders",
    "/subprocessors",
    "/subprocessors/news",
    "/your-data",
    "/contact",
    "/agreement",
    "/agreement/verify",
    "/newsletter",
)
WITH_FORMS = {"/contact", "/agreement", "/agreement/verify", "/newsletter", "/subprocessors/news"}
SMALL = 50_000
LOADED = re.compile(r'(?:src|action|content|<link[^>]* href)="(\S+?)"')


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_small_quiet_and_our_own(path: str) -> None:
    page = a_browser().get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert not page.cookies
    kept = "no-store" if path in WITH_FORMS else "public, max-age=300"
    assert page["Cache-Control"] == kept
    assert page["Content-Language"] == "en"
    assert "<script" not in text
    assert [one for one in LOADED.findall(text) if one.startswith(("http", "//"))] == []
    css = Path(site_settings.PACKAGE) / "static" / "build" / manifest()["site.css"]
    assert len(page.content) + css.stat().st_size + len(gzip.compress(page.content)) < 2 * SMALL
    assert len(page.content) + css.stat().st_size < SMALL
    assert text.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_without_a_site_there_are_no_pages(settings: Settings, path: str) -> None:
    settings.ICTDESK_SITE_ON = False
    page = a_browser().get(path)
    if path == "/":
        assert (page.status_code, page.headers["Location"]) == (302, "/desk/")
    else:
        assert page.status_code == 404


def test_the_site_carries_the_names_of_whoever_runs_it(settings: Settings, tmp_path: Path) -> None:
    mark = tmp_path / "mark.svg"
    mark.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    assert a_browser().get("/logo.svg").status_code == 404
    settings.ICTDESK_SITE = replace(
        settings.ICTDESK_SITE,
        name="Kettle <Desk>",
        legal_name="Kettles Ltd",
        place="Cork, Ireland",
        lead="Noor",
        contact="hello@kettles.example",
        color="#7a1fa2",
        logo=str(mark),
    )
    text = a_browser().get("/privacy").content.decode()
    for said in ("Kettle &lt;Desk&gt;", "Kettles Ltd", "Cork, Ireland", "Noor looks after", "/colour.css"):
        assert said in text
    assert a_browser().get("/colour.css").content == b":root{--brand:#7a1fa2;--on-brand:#ffffff}\n"
    assert "hello@kettles.example" in a_browser().get("/contact").content.decode()
    logo = a_browser().get("/logo.svg")
    assert (logo["Content-Type"], logo.content) == ("image/svg+xml", mark.read_bytes())
    assert "sandbox" in logo["Content-Security-Policy"]


def test_the_notice_says_what_the_data_map_says() -> None:
    text = a_browser().get("/privacy").content.decode()
    for said in ("Art. 6(1)(b)", "Answering you", "Addresses and numbers", "Amazon", "not a word"):
        assert (said in text) == (said not in ("Amazon", "not a word")), said
    assert "essential.service" not in text
    assert "user.content" not in text


def test_global_privacy_control_is_declared() -> None:
    said = json.loads(a_browser().get("/.well-known/gpc.json").content)
    assert (said["gpc"], bool(re.fullmatch(r"\d{4}-\d\d-\d\d", said["lastUpdate"]))) == (True, True)


def test_the_page_of_promises_tells_them_apart() -> None:
    """What nothing has shown here is not called anything better."""
    text = " ".join(a_browser().get("/gdpr").content.decode().split())
    assert text.count('<span class="state">not shown here</span>') > 0
    assert 'id="rights.erase"' in text
    proved = text.count('<span class="state state--kept">proved</span>')
    assert f"{proved} proved" in text


def test_before_the_vendor_is_there_pages_say_so(
    monkeypatch: pytest.MonkeyPatch, vendor: WorkspaceEntry
) -> None:
    from ictdesk.business.vendor import queries
    from ictdesk.kernel.errors import NotFound

    def missing() -> Any:
        raise NotFound

    monkeypatch.setattr(queries, "entry", missing)
    page = a_browser().get("/contact")
    assert page.status_code == 404
    assert "Traceback" not in page.content.decode()
    assert a_browser().get("/plans").status_code == 200


def test_the_line_of_counts_says_so_where_nothing_has_run() -> None:
    none: dict[str, int] = dict.fromkeys(
        ("failed", "stale", "not_configured", "attested", "tested", "proved"), 0
    )
    before = render_to_string("site/counts.html", {"counts": none | {"all": 35, "shown": 0}})
    assert "No check has run here yet" in before
    assert "state--kept" not in before, "nought is not shown as good news"
    after = render_to_string("site/counts.html", {"counts": none | {"proved": 30, "all": 35, "shown": 30}})
    assert re.findall(r"30 proved|of 35 in all", " ".join(after.split())) == ["30 proved", "of 35 in all"]
    assert "No check has run" not in after
