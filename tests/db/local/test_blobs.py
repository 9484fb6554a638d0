"""The bytes of attachments at rest: each once, nothing plain, whole or not there, and damage is never handed out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from db.local.blob_file import HEADER, offset
from db.local.blobs import Blobs, named
from db.models.file import CHUNK_BYTES, MOST_BYTES, chunk_count
from db.problems import OfficerProblem, SurroundingsProblem
from tests.db.records import StoreDesk

KEY = bytes(range(32))
PAPER = b"%PDF-1.7 " + bytes(range(256)) * 2500
"""Two whole chunks and a piece."""
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", KEY)


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(SurroundingsProblem) as caught:
        work()
    return caught.value.code


def the_file(blobs: Blobs) -> Path:
    (found,) = blobs.folder.iterdir()
    return found


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_bytes_come_back_as_they_were(blobs: Blobs, size: int) -> None:
    content = os.urandom(size)
    name = blobs.put(content)
    assert name == hashlib.sha256(content).hexdigest()
    assert blobs.has(name) and blobs.size(name) == size and blobs.get(name) == content
    assert b"".join(blobs.chunk(name, number) for number in range(chunk_count(size))) == content


def test_the_same_bytes_lie_there_once(blobs: Blobs) -> None:
    blobs.put(PAPER)
    before = the_file(blobs).read_bytes()
    assert blobs.put(PAPER) == NAME
    assert the_file(blobs).read_bytes() == before


def test_nothing_plain_is_on_the_disk(desk: StoreDesk) -> None:
    """Neither the bytes nor their hash, by which a known paper could be looked for."""
    desk.store.blobs.put(PAPER)
    path = the_file(desk.store.blobs)
    assert path.parent == desk.store.path.parent / "blobs"
    assert PAPER[:16] not in path.read_bytes() and bytes(range(64)) not in path.read_bytes()
    assert NAME not in path.name and bytes.fromhex(NAME) not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_another_store_neither_finds_nor_reads_them(blobs: Blobs) -> None:
    blobs.put(PAPER)
    other = Blobs(blobs.folder, bytes(32))
    assert not other.has(NAME)
    the_file(blobs).rename(other.path(NAME))
    assert refusal(lambda: other.get(NAME)) == "blobs.damaged"


def test_what_is_not_here_yet_is_said_so(blobs: Blobs) -> None:
    assert not blobs.has(NAME)
    assert refusal(lambda: blobs.get(NAME)) == refusal(lambda: blobs.size(NAME)) == "blobs.absent"
    assert refusal(lambda: blobs.chunk(NAME, 0)) == "blobs.absent"
    assert blobs.names() == {}
    blobs.remove(NAME)


def test_who_looks_at_what_is_not_here_has_asked_for_it(blobs: Blobs) -> None:
    other = hashlib.sha256(b"other").hexdigest()
    for name in (NAME, other, NAME):
        refusal(lambda name=name: blobs.get(name))  # type: ignore[misc]
    assert blobs.asked() == [NAME, other]
    blobs.put(PAPER)
    assert blobs.asked() == [other]


def test_too_much_is_refused_before_anything_is_written(blobs: Blobs) -> None:
    with pytest.raises(OfficerProblem, match=r"blobs\.too_large"):
        blobs.put(bytes(MOST_BYTES + 1))
    assert not blobs.folder.exists()


@pytest.mark.parametrize("place", [0, 20, HEADER - 1, HEADER, offset(1) - 1, offset(2) + 3, -1])
def test_one_flipped_bit_is_noticed_and_the_file_is_set_aside(blobs: Blobs, place: int) -> None:
    blobs.put(PAPER)
    flip(the_file(blobs), place)
    damaged = the_file(blobs).read_bytes()
    assert refusal(lambda: blobs.get(NAME)) == "blobs.damaged"
    assert not blobs.has(NAME), "so that it is fetched anew"
    assert the_file(blobs).suffix == ".damaged" and the_file(blobs).read_bytes() == damaged
    assert refusal(lambda: blobs.get(NAME)) == "blobs.damaged"
    blobs.put(PAPER)
    assert blobs.get(NAME) == PAPER and the_file(blobs).suffix == ""


@pytest.mark.parametrize(
    "wreck",
    [
        lambda whole: b"",
        lambda whole: whole[: offset(1)],
        lambda whole: whole[:-1],
        lambda whole: whole + b"more",
        lambda whole: whole[:HEADER] + whole[offset(1) : offset(2)] + whole[HEADER : offset(1)] + whole[offset(2) :],
        lambda whole: PAPER,
    ],
)
def test_a_file_cut_lengthened_or_shuffled_is_not_handed_out(blobs: Blobs, wreck: Callable[[bytes], bytes]) -> None:
    blobs.put(PAPER)
    path = the_file(blobs)
    path.write_bytes(wreck(path.read_bytes()))
    assert refusal(lambda: blobs.get(NAME)) == "blobs.damaged"


def test_a_file_under_the_name_of_another_is_not_handed_out(blobs: Blobs) -> None:
    blobs.put(PAPER)
    other = hashlib.sha256(b"other").hexdigest()
    the_file(blobs).rename(blobs.path(other))
    assert refusal(lambda: blobs.get(other)) == "blobs.damaged"


def test_an_unreadable_file_is_left_where_it_is(blobs: Blobs) -> None:
    blobs.path(NAME).mkdir(parents=True)
    assert refusal(lambda: blobs.get(NAME)) == "blobs.cannot_read"
    assert blobs.path(NAME).is_dir()


@pytest.mark.skipif(os.name == "nt", reason="there is no largest file size to set")
def test_a_full_disk_keeps_what_was_there_and_leaves_nothing_half(blobs: Blobs) -> None:
    import resource

    blobs.put(b"small")
    before = blobs.names()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        assert refusal(lambda: blobs.put(PAPER)) == "store.disk_full"
        assert refusal(lambda: blobs.add_chunk(NAME, len(PAPER), 0, PAPER[:CHUNK_BYTES])) == "store.disk_full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert blobs.names() == before and not blobs.has(NAME) and blobs.chunks_here(NAME, len(PAPER)) == 0
    assert blobs.get(hashlib.sha256(b"small").hexdigest()) == b"small"
    blobs.put(PAPER)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may act as somebody else")
def test_a_folder_one_may_not_write_is_said_so(blobs: Blobs) -> None:
    blobs.folder.mkdir()
    blobs.folder.chmod(0o555)
    os.seteuid(65534)
    try:
        assert refusal(lambda: blobs.put(PAPER)) == "store.read_only"
    finally:
        os.seteuid(0)


def test_a_store_that_may_only_be_looked_at_is_not_written(blobs: Blobs) -> None:
    blobs.put(PAPER)
    frozen = Blobs(blobs.folder, KEY, frozen=True)
    assert frozen.get(NAME) == PAPER
    for work in (lambda: frozen.put(b"new"), lambda: frozen.remove(NAME), lambda: frozen.finish(NAME)):
        assert refusal(work) == "store.read_only"
    flip(the_file(blobs), HEADER)
    assert refusal(lambda: frozen.get(NAME)) == "blobs.damaged"
    assert the_file(blobs).suffix == ""


def test_bytes_that_no_row_names_are_taken_away_whole(blobs: Blobs) -> None:
    blobs.put(PAPER)
    blobs.add_chunk(NAME, len(PAPER), 0, PAPER[:CHUNK_BYTES])
    kept = blobs.put(b"kept")
    blobs.remove(NAME)
    assert set(blobs.names()) == named(blobs, [kept]) == {the_file(blobs).name}


def test_a_closed_store_seals_and_opens_nothing(blobs: Blobs) -> None:
    """Somebody may still be at work when the office is locked; its keys are nothing but zeros then."""
    blobs.put(PAPER)
    blobs.close()
    for work in (lambda: blobs.get(NAME), lambda: blobs.put(b"new"), lambda: blobs.add_chunk(NAME, 1, 0, b"x")):
        assert refusal(work) == "store.cannot_open"
    assert len(list(blobs.folder.iterdir())) == 1


def chunks() -> list[bytes]:
    return [PAPER[start : start + CHUNK_BYTES] for start in range(0, len(PAPER), CHUNK_BYTES)]


def test_an_arrival_goes_on_where_it_stopped(blobs: Blobs) -> None:
    first, second, third = chunks()
    assert blobs.chunks_here(NAME, len(PAPER)) == 0
    blobs.add_chunk(NAME, len(PAPER), 0, first)
    blobs.add_chunk(NAME, len(PAPER), 1, second)
    again = Blobs(blobs.folder, KEY)
    assert again.chunks_here(NAME, len(PAPER)) == 2 and not again.has(NAME) and again.names() == {}
    assert PAPER[:64] not in the_file(blobs).read_bytes()
    again.add_chunk(NAME, len(PAPER), 1, second)  # said twice
    again.add_chunk(NAME, len(PAPER), 2, third)
    assert again.finish(NAME) and again.get(NAME) == PAPER
    assert the_file(blobs).suffix == ""


def test_an_arrival_that_was_cut_within_a_chunk_goes_on_before_it(blobs: Blobs) -> None:
    for number, content in enumerate(chunks()[:2]):
        blobs.add_chunk(NAME, len(PAPER), number, content)
    path = the_file(blobs)
    path.write_bytes(path.read_bytes()[:-7])
    assert blobs.chunks_here(NAME, len(PAPER)) == 1
    for number, content in enumerate(chunks()[1:], 1):
        blobs.add_chunk(NAME, len(PAPER), number, content)
    assert blobs.finish(NAME)


def test_an_arrival_of_other_bytes_is_thrown_away(blobs: Blobs) -> None:
    for number, content in enumerate(chunks()):
        blobs.add_chunk(NAME, len(PAPER), number, content if number else bytes(len(content)))
    assert not blobs.finish(NAME)
    assert not blobs.has(NAME) and list(blobs.folder.iterdir()) == []
    assert not blobs.finish(NAME)


def test_an_arrival_of_another_size_begins_anew(blobs: Blobs) -> None:
    blobs.add_chunk(NAME, len(PAPER), 0, chunks()[0])
    assert blobs.chunks_here(NAME, len(PAPER) + 1) == 0
    with pytest.raises(ValueError, match="another length"):
        blobs.add_chunk(NAME, len(PAPER), 1, b"short")
