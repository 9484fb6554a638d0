"""The bytes of attachments at the centre: taken once, held to their hash, behind both walls, along with their case."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from db.central import audit, blobs, retention
from db.central.blobs import Taken
from db.central.database import Central, widen
from db.central.problems import Refusal
from db.central.settings import Keep
from db.models.file import CHUNK_BYTES, MOST_BYTES, chunk_count
from tests.db.central.office import DISTRICT, OTHER_DISTRICT, Pc, one, rows
from tests.db.central.test_reading import scope_of
from tests.db.central.test_transfer import Story

SCAN = bytes(range(256)) * 2500
"""Two whole chunks and a piece."""
NAME = hashlib.sha256(SCAN).hexdigest()
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def attach(pc: Pc, content: bytes = SCAN, person: str | None = None) -> str:
    """A row that names bytes; its id."""
    name = hashlib.sha256(content).hexdigest()
    return pc.new("attachment", person_id=person or pc.new("person"), sha256=name, size=len(content))


def chunk(content: bytes, number: int) -> bytes:
    return content[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]


def send(pc: Pc, content: bytes = SCAN, *numbers: int, name: str | None = None) -> Taken:
    """Send chunks, all of them when none are named; how far the bytes have come."""
    name = name or hashlib.sha256(content).hexdigest()
    taken = Taken(False, 0)
    for number in numbers or range(chunk_count(len(content))):
        taken = blobs.take(pc.central, pc.caller, name, number, len(content), chunk(content, number))
    return taken


def fetched(pc: Pc, content: bytes = SCAN) -> bytes:
    name = hashlib.sha256(content).hexdigest()
    return b"".join(blobs.give(pc.central, pc.caller, name, n) for n in range(chunk_count(len(content))))


def refused(pc: Pc, *, name: str = NAME) -> set[str]:
    """What an office is told that asks for, fetches and sends bytes."""
    said = set()
    for work in (
        lambda: blobs.find(pc.central, pc.caller, [name]),
        lambda: blobs.give(pc.central, pc.caller, name, 0),
        lambda: blobs.take(pc.central, pc.caller, name, 0, len(SCAN), chunk(SCAN, 0)),
    ):
        with pytest.raises(Refusal) as caught:
            work()
        said.add(f"{caught.value.status} {caught.value.code}")
    return said


def test_bytes_go_up_chunk_by_chunk_and_come_down_at_a_colleague(pc: Pc, central: Central) -> None:
    attach(pc)
    assert blobs.find(central, pc.caller, [NAME]) == blobs.Found({}, [NAME])
    assert [send(pc, SCAN, number).next for number in (0, 2)] == [1, 1]
    with pytest.raises(Refusal, match="404 absent"):
        blobs.give(central, pc.caller, NAME, 0)
    assert send(pc, SCAN, 0, 1) == Taken(True, 3)
    other = pc.colleague()
    assert blobs.find(central, other.caller, [NAME, "f" * 64]) == blobs.Found({NAME: len(SCAN)}, [])
    assert fetched(other) == SCAN
    with pytest.raises(Refusal, match="404 absent"):
        blobs.give(central, pc.caller, NAME, 3)


def test_what_is_here_is_not_taken_twice(pc: Pc, central: Central) -> None:
    attach(pc)
    send(pc)
    attach(pc.colleague(), person=pc.new("person"))
    before = rows(central, "SELECT content, n, xmin::text FROM hub.blob_chunk ORDER BY n")
    assert send(pc.colleague()) == Taken(True, 3)
    assert rows(central, "SELECT content, n, xmin::text FROM hub.blob_chunk ORDER BY n") == before


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES])
def test_small_bytes_are_one_chunk(pc: Pc, size: int) -> None:
    content = os.urandom(size)
    attach(pc, content)
    assert send(pc, content) == Taken(True, 1)
    assert fetched(pc, content) == content


def test_two_pcs_send_the_same_bytes_at_once(pc: Pc, central: Central) -> None:
    attach(pc)
    with ThreadPoolExecutor(6) as pool:
        sent = list(pool.map(send, [pc, pc.colleague()] * 3))
    assert all(taken.whole for taken in sent)
    assert fetched(pc) == SCAN
    assert rows(central, "SELECT count(*), min(n), max(n) FROM hub.blob_chunk") == [(3, 0, 2)]


def test_wrong_bytes_are_refused_and_right_ones_taken_afterwards(pc: Pc, central: Central) -> None:
    attach(pc)
    with pytest.raises(Refusal, match="409 wrong_bytes"):
        send(pc, b"x" + SCAN[1:], name=NAME)
    assert one(central, "SELECT count(*) FROM hub.blob_chunk") == 0
    assert blobs.find(central, pc.caller, [NAME]).lacking == [NAME]
    send(pc)
    assert fetched(pc) == SCAN


def test_a_chunk_sent_again_may_mend_the_one_before(pc: Pc) -> None:
    attach(pc)
    send(pc, bytes(len(SCAN)), 0, name=NAME)
    assert send(pc).whole and fetched(pc) == SCAN


def test_bytes_begun_with_another_size_begin_anew(pc: Pc) -> None:
    attach(pc)
    assert send(pc, SCAN[:-1], 0, 1, name=NAME).next == 2
    assert send(pc, SCAN, 2).next == 0
    assert send(pc).whole


@pytest.mark.parametrize(
    ("number", "size", "body", "code"),
    [
        (0, MOST_BYTES + 1, bytes(CHUNK_BYTES), "413 too_large"),
        (0, len(SCAN), b"short", "400 malformed"),
        (2, len(SCAN), bytes(CHUNK_BYTES), "400 malformed"),
        (3, len(SCAN), b"", "400 malformed"),
        (0, 0, b"x", "400 malformed"),
    ],
)
def test_chunks_of_another_form_are_refused(pc: Pc, number: int, size: int, body: bytes, code: str) -> None:
    attach(pc)
    with pytest.raises(Refusal, match=code):
        blobs.take(pc.central, pc.caller, NAME, number, size, body)


def test_bytes_that_no_row_names_are_refused(pc: Pc) -> None:
    assert refused(pc) == {"403 not_yours"}
    row = attach(pc)
    send(pc)
    assert pc.statuses(pc.update("attachment", row, 1, deleted=(0, 1))) == ["ok"]
    assert refused(pc) == {"403 not_yours"}
    assert blobs.find(pc.central, pc.caller, []) == blobs.Found({}, [])


@pytest.mark.parametrize("district", [DISTRICT, OTHER_DISTRICT])
def test_knowing_a_hash_opens_nothing_of_another_office(pc: Pc, central: Central, district: str) -> None:
    """Nor does it tell whether anybody has the bytes: a row of one's own is answered as if nobody had."""
    attach(pc)
    send(pc)
    other = Pc(central, district=district)
    assert refused(other) == {"403 not_yours"}
    attach(other)
    assert blobs.find(central, other.caller, [NAME]).lacking == [NAME]
    with pytest.raises(Refusal, match="404 absent"):
        blobs.give(central, other.caller, NAME, 0)
    assert send(other, SCAN, 0).next == 1


def test_postgresql_shows_and_takes_no_bytes_of_other_scopes(pc: Pc, central: Central) -> None:
    attach(pc)
    send(pc)
    content = one(central, "SELECT content FROM hub.blob")
    counts = "SELECT (SELECT count(*) FROM hub.blob), (SELECT count(*) FROM hub.blob_chunk)"
    with central.transaction(Pc(central).caller) as connection:
        assert connection.execute(counts).fetchone() == (0, 0)
        for statement in ("DELETE FROM hub.blob", "DELETE FROM hub.blob_chunk", "UPDATE hub.blob SET whole = false"):
            assert connection.execute(statement.encode()).rowcount == 0
        widen(connection, scope_of(pc))
        assert connection.execute(counts).fetchone() == (1, 3)
    for statement, values in (
        ("INSERT INTO hub.blob_chunk VALUES (%s, 9, '')", (content,)),
        ("INSERT INTO hub.blob (sync_scope, sha256, district_id, size) VALUES (%s, %s, '1', 1)", ("o:x", bytes(32))),
    ):
        with (
            central.transaction(Pc(central).caller) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode(), values)


@pytest.fixture(params=[DISTRICT, OTHER_DISTRICT], ids=["same district", "other district"])
def story(central: Central, request: pytest.FixtureRequest) -> Story:
    return Story(central, request.param)


def hand_over(story: Story) -> None:
    _, other = story.offered()
    assert story.answer(story.new, other, "accepted") == "ok"


def test_bytes_go_along_with_a_case(story: Story) -> None:
    """Once at the centre, named by both offices until the old one lets go; readable by the new one alone."""
    attach(story.old, person=story.person)
    send(story.old)
    hand_over(story)
    assert fetched(story.new) == SCAN
    with pytest.raises(Refusal, match="403 not_yours"):
        blobs.give(story.central, story.old.caller, NAME, 0)
    assert one(story.central, "SELECT count(*) FROM hub.blob_chunk") == 3
    assert one(story.central, "SELECT count(DISTINCT content) FROM hub.blob") == 1


def test_bytes_that_were_still_on_their_way_follow_the_case(story: Story) -> None:
    """The old office alone has them, and no row any more: it may send them, and nothing else."""
    attach(story.old, person=story.person)
    send(story.old, SCAN, 0)
    hand_over(story)
    assert blobs.find(story.central, story.new.caller, [NAME]).lacking == [NAME]
    assert blobs.find(story.central, story.old.caller, [NAME]).lacking == [NAME]
    assert send(story.old).whole
    assert fetched(story.new) == SCAN
    with pytest.raises(Refusal, match="403 not_yours"):
        blobs.give(story.central, story.old.caller, NAME, 0)


def test_a_paper_added_late_goes_where_the_case_went(story: Story) -> None:
    hand_over(story)
    late = story.old.insert("attachment", person_id=story.person, sha256=NAME, size=len(SCAN))
    assert story.old.statuses(late) == ["moved"]
    assert send(story.old).whole
    assert fetched(story.new) == SCAN


def test_whole_bytes_take_the_place_of_begun_ones(story: Story) -> None:
    """The new office had begun to send the same paper, of somebody else."""
    attach(story.old, person=story.person)
    send(story.old)
    attach(story.new)
    send(story.new, bytes(len(SCAN)), 0, name=NAME)
    hand_over(story)
    assert fetched(story.new) == SCAN
    assert one(story.central, "SELECT count(*) FROM hub.blob_chunk") == 3


def test_bytes_are_let_go_of_when_no_row_named_them_for_long(pc: Pc, central: Central) -> None:
    row, other = attach(pc), attach(pc, b"kept")
    send(pc)
    send(pc, b"kept")
    assert pc.statuses(pc.update("attachment", row, 1, deleted=(0, 1))) == ["ok"]
    with psycopg.connect(central.dsn, autocommit=True) as owner:
        assert [blobs.let_go(owner, NOW + days * DAY, 30 * DAY) for days in (0, 29)] == [0, 0]
        assert pc.statuses(pc.update("attachment", row, 2, deleted=(1, 0))) == ["ok"]
        assert blobs.let_go(owner, NOW + 31 * DAY, 30 * DAY) == 0
        assert fetched(pc) == SCAN
        assert pc.statuses(pc.update("attachment", row, 3, deleted=(0, 1))) == ["ok"]
        assert [blobs.let_go(owner, NOW + days * DAY, 30 * DAY) for days in (32, 61)] == [0, 0]
    done = retention.prune(central.dsn, Keep(attachment_days=30), None, "cli:tests", NOW + 62 * DAY)
    assert done.attachments == 1
    assert one(central, "SELECT count(*) FROM hub.blob_chunk") == 1
    assert fetched(pc, b"kept") == b"kept" and other


def test_letting_go_sees_every_offices_rows_though_row_security_binds_the_owner(pc: Pc, central: Central) -> None:
    """No row is taken for absent because it is hidden."""
    attach(pc)
    send(pc)
    with psycopg.connect(central.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE blob_owner NOLOGIN; GRANT USAGE, CREATE ON SCHEMA hub, public TO blob_owner")
        for table in ("attachment", "hub.blob", "hub.blob_chunk"):
            connection.execute(f"ALTER TABLE {table} OWNER TO blob_owner".encode())
        connection.execute("SET ROLE blob_owner")
        assert [blobs.let_go(connection, NOW + days * DAY, 30 * DAY) for days in (0, 40, 80)] == [0, 0, 0]
        connection.execute("RESET ROLE; REASSIGN OWNED BY blob_owner TO current_user; DROP OWNED BY blob_owner")
        connection.execute("DROP ROLE blob_owner")
    assert fetched(pc) == SCAN


def test_content_that_another_office_names_stays(story: Story) -> None:
    attach(story.old, person=story.person)
    send(story.old)
    hand_over(story)
    with psycopg.connect(story.central.dsn, autocommit=True) as owner:
        assert [blobs.let_go(owner, NOW + days * DAY, 30 * DAY) for days in (0, 30)] == [0, 1]
    assert rows(story.central, "SELECT sync_scope FROM hub.blob") == [(scope_of(story.new),)]
    assert fetched(story.new) == SCAN


def test_keeping_and_reading_are_on_record(pc: Pc, central: Central) -> None:
    """By the id of a row; not by name or hash, which could tell what the paper is."""
    row = attach(pc)
    send(pc)
    fetched(pc.colleague())
    found = rows(central, "SELECT action, detail FROM hub.audit_log WHERE action LIKE 'attachment%%' ORDER BY seq")
    assert [action for action, _ in found] == ["attachment.kept", "attachment.sent"]
    assert all(row in detail and NAME[:8] not in detail for _, detail in found)
    with psycopg.connect(central.dsn) as connection:
        assert audit.first_broken(connection, pc.district) is None
