"""The tree of RFC 6962: known roots, and proofs that hold for what is true and for nothing else."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.kernel.audit import tree

VECTORS = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]
"""Leaves, and the roots after each: those by which implementations of Certificate Transparency are tested."""


def leaves(count: int) -> list[bytes]:
    return [tree.leaf(str(number).encode()) for number in range(count)]


def reading(digests: Sequence[bytes]) -> tree.Read:
    """Subtrees as a log keeps them: only whole ones."""

    def read(level: int, first: int, count: int) -> list[bytes]:
        wide = tree.WIDTH**level
        whole = [
            tree.root_of(digests[at : at + wide]) for at in range(first * wide, len(digests) - wide + 1, wide)
        ]
        return whole[:count]

    return read


def test_known_roots() -> None:
    growing, digests = tree.Growing(), []
    assert growing.root() == tree.EMPTY == sha256(b"").digest()
    for data, root in VECTORS:
        digest = tree.leaf(bytes.fromhex(data))
        digests.append(digest)
        growing.add(digest)
        assert growing.root().hex() == tree.root_of(digests).hex() == root
        assert tree.root(len(digests), reading(digests)).hex() == root


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 700, 1025])
def test_kept_subtrees_give_the_same_root(size: int) -> None:
    digests = leaves(size)
    assert tree.root(size, reading(digests)) == tree.root_of(digests)


@given(st.data())
def test_every_entry_is_proved_and_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    digests = leaves(size)
    proof, root = tree.inclusion(index, size, reading(digests)), tree.root_of(digests)
    tree.check_inclusion(digests[index], index, size, proof, root)
    for wrong in _spoiled(data, proof):
        with pytest.raises(tree.Broken):
            tree.check_inclusion(digests[index], index, size, wrong, root)
    with pytest.raises(tree.Broken):
        tree.check_inclusion(tree.leaf(b"another"), index, size, proof, root)
    other = data.draw(st.integers(0, size).filter(lambda number: number != index))
    with pytest.raises(tree.Broken):
        tree.check_inclusion(digests[index], other, size, proof, root)


@given(st.data())
def test_a_log_that_only_grew_is_proved_and_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    old = data.draw(st.integers(0, size))
    digests = leaves(size)
    proof, before = tree.consistency(old, size, reading(digests)), tree.root_of(digests[:old])
    tree.check_consistency(old, before, size, tree.root_of(digests), proof)
    if not old:
        return
    for wrong in _spoiled(data, proof):
        with pytest.raises(tree.Broken):
            tree.check_consistency(old, before, size, tree.root_of(digests), wrong)
    altered = [*digests]
    altered[data.draw(st.integers(0, old - 1))] = tree.leaf(b"another")
    forged = tree.consistency(old, size, reading(altered))
    with pytest.raises(tree.Broken):
        tree.check_consistency(old, before, size, tree.root_of(altered), forged)


def _spoiled(data: st.DataObject, proof: list[bytes]) -> list[list[bytes]]:
    """Too long, too short, one digest other."""
    found = [[*proof, bytes(32)]]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        found += [proof[:-1], [*proof[:at], bytes(32), *proof[at + 1 :]]]
    return found


def test_what_cannot_be_proved_is_an_error() -> None:
    read = reading(leaves(3))
    for index, size in ((3, 3), (-1, 3), (0, 0)):
        with pytest.raises(ValueError, match="not in"):
            tree.inclusion(index, size, read)
    with pytest.raises(ValueError, match="no part"):
        tree.consistency(4, 3, read)
    with pytest.raises(tree.Broken):
        tree.root(5, read)  # leaves are missing
