"""A PC whose columns are those of before the newest migrations, and a central store of this version.

What it cannot show it keeps, what it changes costs the others nothing, and when it is brought to this version all is
there as if it had always known it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from db.central import counters
from db.central.database import Central
from db.models import Attachment, Person
from db.models.base import new_id
from db.sync import apply, digest, newer, parents, refused, reply, statements
from db.sync.columns import Entity, entities
from tests.db.central.office import rows
from tests.db.records import person
from tests.db.sync.meetings import agreed, edit, id_number, meet, save
from tests.db.sync.pcs import START, Pc

ADDED = {"person": {"retirement_track"}, "case": {"paused_until"}, "case_transition": {"until"}}
"""What version c0005 of the central store added to nouns that were there; of its new nouns this test uses one."""
ADDED_NOUN = "attachment"


def older_entities() -> dict[str, Entity]:
    """The synced tables as they were."""
    return {
        name: replace(kind, columns=tuple(one for one in kind.columns if one.name not in ADDED.get(name, ())))
        for name, kind in entities().items()
        if name != ADDED_NOUN
    }


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The PC's half of sync knows the older columns, until what this gives is called; the centre knows its own."""
    found = older_entities()
    made = (statements.upsert, statements.add_if_missing)

    def forget() -> None:
        for one in made:
            one.cache_clear()

    def upgrade() -> None:
        monkeypatch.undo()
        forget()

    forget()
    for module in (apply, digest, newer, parents, refused, reply, statements):
        monkeypatch.setattr(module, "entities", lambda: found)
    yield upgrade
    upgrade()


def a_newer_pc_wrote(pc: Pc, central: Central) -> tuple[str, str]:
    """A person with a newer field and with a row of a newer noun, as a PC of this version sends them."""
    seeker = person(id=new_id(), id_no=id_number(), registered_by=pc.officer_id, retirement_track="flexible")
    paper = Attachment(
        id=new_id(), person_id=seeker.id, kind="other", name="样例.pdf", media_type="application/pdf",
        sha256="0" * 64, size=1, added_at=START, added_by=pc.officer_id,
    )  # fmt: skip
    save(pc, seeker, paper)
    ids = seeker.id.hex, paper.id.hex
    assert meet(pc).problem == "" and rows(central, "SELECT retirement_track FROM person") == [("flexible",)]
    return ids


def held(pc: Pc) -> list[tuple[object, ...]]:
    return pc.all("SELECT retirement_track, mobile, rev FROM person")


@pytest.mark.parametrize("copied", [False, True])
def test_a_row_loses_nothing_when_it_passes_an_older_pc(
    first: Pc, second: Pc, central: Central, older: Callable[[], None], monkeypatch: pytest.MonkeyPatch, copied: bool
) -> None:
    older_now = [(module, module.entities) for module in (apply, newer, reply, statements)]
    for module, _ in older_now:  # the first PC is of this version
        monkeypatch.setattr(module, "entities", entities)
    statements.upsert.cache_clear()
    seeker, paper = a_newer_pc_wrote(first, central)
    if copied:
        with central.transaction(None) as connection:
            connection.execute("RESET ROLE")
            counters.rotate_epoch(connection)
    for module, found in older_now:
        monkeypatch.setattr(module, "entities", found)
    statements.upsert.cache_clear()

    assert meet(second).problem == ""
    assert held(second) == [(None, None, 1)] and second.all("SELECT 1 FROM attachment") == []
    assert second.all("SELECT count(*) FROM newer_row") == [(2,)]
    with second.saving("test.edit") as unit:
        unit.session.connection().exec_driver_sql("UPDATE person SET mobile = '139'")
    second.clock.at = START.replace(year=2027)
    assert meet(second).problem == "" and agreed(second), "what is kept counts in its digest"
    assert rows(central, "SELECT retirement_track, mobile, rev FROM person") == [("flexible", "139", 2)]

    older()
    assert meet(second).problem == "" and agreed(second)
    assert held(second) == [("flexible", "139", 2)]
    assert second.all("SELECT lower(hex(id)), lower(hex(person_id)), rev FROM attachment") == [(paper, seeker, 1)]
    assert second.all("SELECT 1 FROM newer_row") == []
    assert meet(first).problem == ""
    assert held(first) == held(second)


def test_an_answer_to_an_older_pc_names_its_columns(
    first: Pc, second: Pc, central: Central, older: Callable[[], None]
) -> None:
    """The row an answer carries is the newer one, with columns in between that are not known here."""
    older()
    seeker = person(id=new_id(), id_no=id_number(), registered_by=first.officer_id, employment_status="01")
    row_id = seeker.id
    save(first, seeker)
    meet(first)
    meet(second)
    edit(first, row_id, retirement_track="flexible", employment_status="02")
    meet(first)
    edit(second, row_id, mobile="137")
    with pytest.MonkeyPatch.context() as patch:
        found = older_entities()
        for module in (apply, digest, newer, parents, refused, reply, statements):
            patch.setattr(module, "entities", lambda: found)
        statements.upsert.cache_clear()
        report = meet(second)
        assert report.problem == "" and report.pushed == 1
        assert second.all("SELECT retirement_track, employment_status, mobile FROM person") == [(None, "02", "137")]
    statements.upsert.cache_clear()
    meet(second)
    with second.store.read() as session:
        assert session.get_one(Person, row_id).retirement_track == "flexible"


def test_what_is_kept_goes_with_its_row(first: Pc) -> None:
    block = {"e": "later_noun", "reach": "o", "cols": ["id", "rev", "office_id", "colour"]}
    ids = [new_id().hex, new_id().hex]
    kept = newer.unknown(block | {"rows": [[one, 3, first.office_id.hex, "red"] for one in ids]})
    scope = f"o:{first.office_id.hex}"
    with first.store.maintenance() as raw:
        newer.keep(raw, kept)
        assert newer.rows_of(raw, scope) == [f"{one}:3" for one in sorted(ids)]
        newer.keep(raw, newer.unknown(block | {"rows": [[ids[0], 2, first.office_id.hex, "old"]]}))
        assert "old" not in str(raw.execute("SELECT fields FROM newer_row").fetchall())
        apply.remove(raw, [("later_noun", ids[0])])
        assert newer.rows_of(raw, scope) == [f"{ids[1]}:3"]
        newer.sweep(raw, scope, set())
        assert newer.rows_of(raw, scope) == []
    assert newer.unknown({"e": "person", "cols": ["id", "rev", *entities()["person"].names], "rows": [[]]}) == []
