"""Cases handed over: between offices and districts, refused, withdrawn, and edited late by the office that had them."""

from __future__ import annotations

from typing import Any

import pytest

from db.central import audit, digest
from db.central.database import Central
from db.models.base import new_id
from tests.db.central.office import AT, OTHER_DISTRICT, Pc, one, opened, rows
from tests.db.central.test_reading import page, pulled, scope_of, sums

STATES = "SELECT side, state, office_id, district_id, rev FROM case_transfer ORDER BY side DESC"


class Story:
    """A person with a case at one office, offered to another."""

    def __init__(self, central: Central, district: str) -> None:
        self.central = central
        self.old = Pc(central).settle_in("甲街道")
        self.new = Pc(central, district=district).settle_in("乙街道")
        self.person = self.old.new("person", grid="一", id_no="509999199001010016")
        owner = self.old.officer.hex
        self.case = self.old.new("case", person_id=self.person, owner_id=owner)
        self.closed = self.old.new("case", person_id=self.person, owner_id=owner, closed_on="2026-01-01")
        self.task = self.old.new("task", case_id=self.case, person_id=self.person, owner_id=owner)
        self.note = self.old.new("activity", case_id=self.case, person_id=self.person)
        self.stranger = self.old.new("person")

    def offer(self, **values: Any) -> list[Any]:
        """The old office's side."""
        usual: dict[str, Any] = {
            "person_id": self.person,
            "side": "out",
            "state": "offered",
            "pair_id": new_id().hex,
            "from_office_id": self.old.office.hex,
            "to_office_id": self.new.office.hex,
        }
        return self.old.insert("case_transfer", **usual | values)

    def offered(self) -> tuple[str, str]:
        """Ids of the two sides of an offer that was made."""
        op = self.offer()
        assert self.old.statuses(op) == ["ok"]
        return str(op[3]), str(op[6]["pair_id"][1])

    def answer(self, pc: Pc, row: str, state: str, base: int = 1) -> str:
        """Answer one side."""
        patch = {"state": ("offered", state), "answered_by": (None, pc.officer.hex), "answered_at": (None, AT)}
        return pc.statuses(pc.update("case_transfer", row, base, **patch))[0]


@pytest.fixture(params=["509999", OTHER_DISTRICT], ids=["same district", "other district"])
def story(central: Central, request: pytest.FixtureRequest) -> Story:
    return Story(central, request.param)


def test_an_offer_reaches_the_other_office(story: Story) -> None:
    out, other = story.offered()
    assert rows(story.central, STATES) == [
        ("out", "offered", story.old.office, story.old.district, 1),
        ("in", "offered", story.new.office, story.new.district, 1),
    ]
    assert set(pulled(story.new, scope_of(story.new))) == {("case_transfer", other)}
    assert ("case_transfer", out) in pulled(story.old, scope_of(story.old))
    assert ("case_transfer", other) not in pulled(story.old, scope_of(story.old))


def test_an_accepted_case_moves_with_all_that_is_part_of_it(story: Story) -> None:
    out, other = story.offered()
    before = pulled(story.old, scope_of(story.old))
    place = page(story.old, scope_of(story.old))["head"]
    assert story.answer(story.new, other, "accepted") == "ok"
    assert [row[:2] for row in rows(story.central, STATES)] == [("out", "accepted"), ("in", "accepted")]
    moved = {
        ("person", story.person), ("case", story.case), ("case", story.closed),
        ("task", story.task), ("activity", story.note),
    }  # fmt: skip
    there = pulled(story.new, scope_of(story.new))
    assert set(there) == moved | {("case_transfer", other)}
    for name in moved:
        assert there[name][1] == before[name][1] + 1
        assert there[name][2:4] == [story.new.office.hex, story.new.district]
    left = page(story.old, scope_of(story.old), place)
    assert {tuple(row) for row in left["leave"]} == moved
    assert set(pulled(story.old, scope_of(story.old))) == {("person", story.stranger), ("case_transfer", out)}
    owners = {
        row[0].hex: row[1]
        for row in rows(story.central, 'SELECT id, owner_id FROM "case" UNION SELECT id, owner_id FROM task')
    }
    assert owners == {
        story.case: story.new.officer,
        story.task: story.new.officer,
        story.closed: story.old.officer,
    }


def test_both_offices_hold_what_the_server_sums(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    for pc in (story.old, story.new):
        found = pulled(pc, scope_of(pc))
        assert sums(found) == opened(digest.digest(story.central, pc.caller, scope_of(pc)))["buckets"]


@pytest.mark.parametrize(("who", "state"), [("new", "refused"), ("old", "withdrawn")])
def test_a_refused_or_withdrawn_offer_ends_on_both_sides(story: Story, who: str, state: str) -> None:
    out, other = story.offered()
    pc, row = (story.new, other) if who == "new" else (story.old, out)
    assert story.answer(pc, row, state) == "ok"
    assert [found[1] for found in rows(story.central, STATES)] == [state, state]
    assert one(story.central, "SELECT office_id FROM person WHERE id = %s", story.person) == story.old.office
    assert story.old.statuses(story.offer()) == ["ok"], "it may be offered again"


def test_an_offer_ends_once(story: Story) -> None:
    out, other = story.offered()
    assert story.answer(story.old, out, "accepted") == "reject:transfer_state"
    assert story.answer(story.new, other, "withdrawn") == "reject:transfer_state"
    assert story.answer(story.old, out, "withdrawn") == "ok"
    assert story.answer(story.new, other, "accepted") == "reject:transfer_state"
    assert one(story.central, "SELECT office_id FROM person WHERE id = %s", story.person) == story.old.office


def test_what_is_no_offer_of_ones_own_is_refused(story: Story) -> None:
    wrong = [
        {"side": "in"},
        {"state": "accepted"},
        {"from_office_id": story.new.office.hex, "to_office_id": story.old.office.hex},
        {"to_office_id": story.old.office.hex},
        {"to_office_id": new_id().hex},
        {"person_id": new_id().hex},
    ]
    assert story.old.statuses(*(story.offer(**values) for values in wrong)) == ["reject:transfer_state"] * len(wrong)
    beside, first, second = story.old.insert("household"), story.offer(), story.offer()
    assert story.old.statuses(beside, first) == ["ok", "ok"]
    assert story.old.statuses([next(story.old.numbers), *second[1:]]) == ["reject:transfer_state"]
    taken = story.offer(person_id=story.stranger, pair_id=first[6]["pair_id"][1])
    assert story.old.statuses(taken) == ["reject:transfer_state"]
    assert one(story.central, "SELECT count(*) FROM case_transfer") == 2


def test_only_the_answer_of_an_offer_is_written(story: Story) -> None:
    _, other = story.offered()
    edit = story.new.update("case_transfer", other, 1, person_id=(story.person, story.stranger))
    assert story.new.statuses(edit) == ["reject:transfer_state"]
    assert story.old.statuses(story.old.update("case_transfer", other, 1, state=("offered", "accepted"))) == [
        "reject:not_yours"
    ]


def late(story: Story) -> list[tuple[Any, ...]]:
    return rows(
        story.central,
        "SELECT office_id, district_id, entity, field_name, base, kept, other, other_by, person_id, state"
        " FROM conflict WHERE kind = 'late' ORDER BY id",
    )


def test_a_late_edit_waits_in_the_new_offices_review(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    story.new.push(story.new.update("person", story.person, 2, grid=("一", "二")))
    edit = story.old.update("person", story.person, 1, grid=("一", "三"), mobile=(None, "139"))
    assert story.old.statuses(edit) == ["moved"]
    assert one(story.central, "SELECT grid FROM person WHERE id = %s", story.person) == "二"
    person, officer, home = one(story.central, "SELECT id FROM person WHERE grid = '二'"), story.old.officer, story.new
    assert late(story) == [
        (home.office, home.district, "person", "grid", '"一"', '"二"', '"三"', officer, person, "open"),
        (home.office, home.district, "person", "mobile", "null", "null", '"139"', officer, person, "open"),
    ]
    assert {name for name, _ in pulled(story.new, scope_of(story.new))} >= {"conflict"}


def test_a_late_note_goes_where_the_case_went(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    note = story.old.insert("activity", case_id=story.case, person_id=story.person, text="迟到")
    sent_again = story.old.insert("person", id=story.person)
    assert story.old.statuses(note) == ["moved"]
    home = (story.new.office, story.new.district)
    assert rows(story.central, "SELECT office_id, district_id FROM activity WHERE text = '迟到'") == [home]
    assert [row[:4] for row in late(story)] == [(*home, "activity", "*")]
    assert ("activity", note[3]) in pulled(story.new, scope_of(story.new))
    assert ("activity", note[3]) not in pulled(story.old, scope_of(story.old))
    assert story.old.statuses([next(story.old.numbers), *sent_again[1:]]) == ["moved"]
    assert one(story.central, "SELECT count(*) FROM person WHERE id = %s", story.person) == 1


def test_a_late_row_and_its_parts_stay_together(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    case = story.old.insert("case", person_id=story.person)
    task = story.old.insert("task", case_id=case[3], title="迟到")
    edit = story.old.update("task", task[3], 0, title=("迟到", "更迟"))
    assert story.old.statuses(case, task, edit)[:2] == ["moved", "moved"]
    assert rows(story.central, "SELECT title, office_id FROM task WHERE title <> '样'") == [("更迟", story.new.office)]
    again = story.old.update("task", task[3], 0, title=("更迟", "最迟"))
    assert story.old.statuses(again) == ["moved"]
    assert late(story)[-1][3:7] == ("title", '"更迟"', '"更迟"', '"最迟"')


def test_a_case_comes_back_and_is_the_first_offices_again(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    back = story.new.insert(
        "case_transfer", person_id=story.person, side="out", state="offered", pair_id=new_id().hex,
        from_office_id=story.new.office.hex, to_office_id=story.old.office.hex,
    )  # fmt: skip
    assert story.new.statuses(back) == ["ok"]
    assert story.answer(story.old, back[6]["pair_id"][1], "accepted") == "ok"
    assert story.old.statuses(story.old.update("person", story.person, 3, grid=("一", "五"))) == ["ok"]
    assert story.new.statuses(story.new.update("person", story.person, 2, grid=("一", "六"))) == ["moved"]
    assert rows(story.central, "SELECT count(*), min(grid) FROM person WHERE id = %s", story.person) == [(1, "五")]


def test_conflicts_move_along_settled_or_not(story: Story) -> None:
    """What a rule or a person settled holds values of the person too, and may be turned round there."""
    colleague = story.old.colleague()
    edits: list[dict[str, Any]] = [{"name": "王样二", "grid": "二"}, {"name": "王样三", "grid": "三"}]
    for pc, new in zip((story.old, colleague), edits, strict=True):
        pc.push(pc.update("person", story.person, 1, name=("王样一", new["name"]), grid=("一", new["grid"])))
    assert rows(story.central, "SELECT state FROM conflict ORDER BY state") == [("open",), ("rule",)]
    _, other = story.offered()
    place = page(story.old, scope_of(story.old))["head"]
    story.answer(story.new, other, "accepted")
    home = (story.new.office, story.new.district)
    assert rows(story.central, "SELECT office_id, district_id FROM conflict") == [home, home]
    left = page(story.old, scope_of(story.old), place)["leave"]
    assert sum(entity == "conflict" for entity, _ in left) == 2


def test_a_household_moves_with_the_last_of_it_who_is_registered_there(story: Story) -> None:
    home = story.old.new("household", address="样例路 1 号")
    sister = story.old.new("person")
    listed = [
        story.old.new("household_member", household_id=home, person_id=person)
        for person in (story.person, sister, None)
    ]
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    homes = (f"SELECT office_id, district_id FROM {table}" for table in ("household", "household_member"))
    where = " UNION ".join(homes)
    assert rows(story.central, where) == [(story.old.office, story.old.district)], "the sister is registered there"
    offer = story.offer(person_id=sister)
    assert story.old.statuses(offer) == ["ok"]
    assert story.answer(story.new, offer[6]["pair_id"][1], "accepted") == "ok"
    assert rows(story.central, where) == [(story.new.office, story.new.district)]
    there = {name for name in pulled(story.new, scope_of(story.new)) if name[0].startswith("household")}
    assert there == {("household", home), *(("household_member", member) for member in listed)}
    late = story.old.update("household", home, 1, address=("样例路 1 号", "样例路 2 号"))
    assert story.old.statuses(late) == ["moved"]


def test_hand_overs_are_in_the_audit_log(story: Story) -> None:
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    [(rows_moved, detail)] = rows(
        story.central, "SELECT rows, detail FROM hub.audit_log WHERE action = 'transfer.accepted'"
    )
    assert rows_moved == 5 and story.person in detail
    with story.central.transaction(None) as connection:
        assert audit.first_broken(connection, story.new.district) is None


def test_a_person_registered_and_offered_the_same_offline_day(story: Story) -> None:
    person = new_id().hex
    born = story.old.insert("person", id=person)
    offered = story.offer(person_id=person)
    assert story.old.statuses(born, offered) == ["ok", "ok"]
    assert [row[:2] for row in rows(story.central, STATES)] == [("out", "offered"), ("in", "offered")]


def test_an_offer_or_answer_that_is_said_again_is_taken_as_it_was(story: Story) -> None:
    """By a PC that came back from an older copy of its store and is another device now."""
    offer = story.offer()
    offer[6]["reason"] = [None, "搬家"]
    again = Pc(story.central, story.old.office, story.old.district, officer=story.old.officer)
    assert story.old.statuses(offer) == ["ok"]
    (result,) = again.push(offer)["res"]
    assert (result[1], result[2]) == ("merged", 1)
    other = str(offer[6]["pair_id"][1])
    answer = story.new.update("case_transfer", other, 1, state=("offered", "accepted"), answer=("", "收到"))
    assert story.new.statuses(answer) == ["ok"]
    same = Pc(story.central, story.new.office, story.new.district, officer=story.new.officer)
    assert same.statuses(answer) == ["merged"]
    assert same.statuses(same.update("case_transfer", other, 1, state=("offered", "refused"))) == [
        "reject:transfer_state"
    ]
    assert again.statuses(offer) == ["merged"], "whatever became of it"
    assert [row[:2] for row in rows(story.central, STATES)] == [("out", "accepted"), ("in", "accepted")]
    changed = again.insert("case_transfer", id=offer[3], **{name: pair[1] for name, pair in offer[6].items()})
    changed[6]["to_office_id"] = [None, new_id().hex]
    assert again.statuses(changed) == ["reject:transfer_state"]
