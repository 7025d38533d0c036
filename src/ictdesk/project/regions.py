"""`ictdesk region`: another cell beside the first, with a database, root key, epoch keys and files of its own.

What lies in the data folder for it:

    regions/us/region.json    where it is
    regions/us/keys, files    its epoch keys and sealed files
    secrets/root_key_us       its root key, unless the operator keeps it elsewhere
"""

import json
import os
import re

from ictdesk.project import installation
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.options import REGION, cell_variable
from ictdesk.project.places import Place, file_of, place_of
from ictdesk.project.program import run_once
from ictdesk.project.supervisor import say

COUNTRY = re.compile(r"[A-Z]{2}")
LONGEST = 80


def add(folder: DataFolder, code: str, place: Place) -> None:
    """Makes a cell, or finishes making one that was begun. The servers know it after their next start.

    Raises `StartupProblem`; then there is no such region.
    """
    _check(folder, code, place)
    installation.check_database(folder)
    file = file_of(folder.path, code)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not installation.has_own_database():
        from ictdesk.project.embedded import EmbeddedPostgres  # the operator's own needs none of it

        EmbeddedPostgres(folder.path).create_database(f"ictdesk_cell_{code}")
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps({"place": place.words, "country": place.country}), encoding="utf-8")
    draft.rename(file)
    say(f"migrating the databases with {code} among them")
    environment = {**installation.environment(folder, 8000), **installation.owner_environment(folder)}
    if run_once(["migrate"], environment) != 0:
        file.unlink()
        raise StartupProblem(f"The database of {code} could not be migrated; the reason is above.")
    print(f"{code}: {place.words}. Start the desk again; from then on workspaces can live there.")


def _check(folder: DataFolder, code: str, place: Place) -> None:
    if not REGION.fullmatch(code) or code == "eu":
        raise StartupProblem("The code of a region is 2 to 10 small letters and digits; eu is there already.")
    if not COUNTRY.fullmatch(place.country):
        raise StartupProblem("The country is two capital letters, such as US.")
    if not 0 < len(place.words) <= LONGEST or not place.words.isprintable():
        raise StartupProblem(f"The place has 1 to {LONGEST} characters.")
    if code in folder.regions() and place_of(folder.path, code) != place:
        raise StartupProblem(f"{code} is {place_of(folder.path, code).words}: a cell does not move.")
    missing = [
        name
        for name in (
            cell_variable(code, "DSN"),
            cell_variable(code, "DSN", owner=True),
            cell_variable(code, "ROOT_KEY_FILE"),
        )
        if installation.has_own_database() and not os.environ.get(name)
    ]
    if missing:
        raise StartupProblem(f"Set {' and '.join(missing)} first, and name {code} in ICTDESK_REGIONS.")


def show() -> bool:
    """Prints each cell and whether it is well. Returns whether all are."""
    from ictdesk.kernel.tenancy.planes import cell_aliases
    from ictdesk.kernel.vault import cells

    good = True
    for cell in cell_aliases():
        found = cells.health(cell)
        good = good and not found.wrong
        state = "; ".join(found.wrong) or "well"
        print(
            f"{found.code:8} {found.place:32} {found.workspaces:>6} workspaces  epoch {found.epoch}  {state}"
        )
    return good
