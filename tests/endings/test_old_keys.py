"""A copy of the wrapped keys from before the end opens until its epoch is destroyed, and nothing afterwards."""

from pathlib import Path

import pytest
from pytest_django import Settings

from ictdesk.kernel.vault import cipher, keyring, root, rotation, workspace_keys
from tests.endings.ended import due, run
from tests.kernel.test_rotation import people, rotate, stored
from tests.world import make_world


def test_a_copy_of_its_keys_is_worthless_once_the_epoch_has_changed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.ICTDESK_DATA = tmp_path
    house = make_world().acme
    (subject,) = people(house.id, 1)
    copy, wrapped = stored(house.id)
    due(house)
    end = run(house)
    assert (end.state, end.keys > 0) == ("waiting", True)
    place = keyring.subject_label(house.id, subject)
    assert cipher.unseal(workspace_keys.opened(copy).key, wrapped[subject], place), "the leak is possible"
    rotation.begin_epoch("cell_eu")
    assert rotate(house.id) == 0, "an ended workspace gets no new key, and stops no change of the epoch"
    root.destroy_epoch("cell_eu", copy.epoch)
    with pytest.raises(FileNotFoundError):
        workspace_keys.opened(copy)
