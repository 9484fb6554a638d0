"""Files of a person on the real encrypted store: kept, described, turned, taken off, put back, looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from caseworker.access.actor import Role
from caseworker.attachments.content import accept
from caseworker.attachments.keeping import Proof, add, describe, put_back, remove, turn
from caseworker.attachments.listing import count_files, files_of_person, files_proving
from caseworker.attachments.opening import hand_out, open_file, thumbnail
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, SurroundingsProblem
from db.models import Attachment
from db.models.base import new_id
from tests.caseworker.attachments.papers import pdf, picture
from tests.caseworker.vacancies.office import add_person, rows

SCAN = picture("JPEG", (300, 200))


def as_role(desk: Desk, role: Role) -> Desk:
    """The same desk with somebody else at it."""
    return replace(desk, actor=replace(desk.actor, role=role))


def audited(desk: Desk) -> list[str]:
    """What the audit trail says of attachments, oldest first."""
    return [
        row[0] for row in rows(desk, "SELECT action FROM audit_entry WHERE action LIKE 'attachment.%' ORDER BY seq")
    ]


def test_a_file_is_kept_and_found_again(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("身份证正面.jpg", SCAN))
    [line] = files_of_person(office, person_id)
    assert (line.id, line.name, line.kind, line.size) == (saved.value, "身份证正面.jpg", "id_card", len(SCAN))
    assert line.here and line.added_by and line.turned == 0 and line.added_at == office.now
    assert saved.changes.touches("attachment")
    assert open_file(office, line.id).value.content == SCAN
    assert audited(office) == ["attachment.add", "attachment.open"]
    with office.read() as session:
        assert count_files(session, person_id) == 1


def test_nothing_of_it_lies_plain_on_the_disk(office: Desk, tmp_path: Path) -> None:
    words = b"a line that could be searched for on the disk"
    person_id = add_person(office)
    saved = add(office, person_id, accept("样一的证明.txt", words))
    open_file(office, saved.value)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert words not in path.read_bytes(), path.name
        assert "样一的证明".encode() not in path.read_bytes(), path.name


def test_the_same_file_is_not_kept_twice_with_one_person(office: Desk) -> None:
    one, other = add_person(office), add_person(office)
    first = add(office, one, accept("简历.pdf", pdf()))
    with pytest.raises(OfficerProblem) as caught:
        add(office, one, accept("又一份.pdf", pdf()))
    assert (caught.value.code, caught.value.params["name"]) == ("attachments.already", "简历.pdf")
    add(office, other, accept("简历.pdf", pdf()))
    remove(office, first.value)
    add(office, one, accept("简历.pdf", pdf()))
    assert len(files_of_person(office, one)) == len(files_of_person(office, other)) == 1


def test_one_file_may_prove_several_records(office: Desk) -> None:
    person_id, proof, other = add_person(office), Proof("referral", new_id()), Proof("referral", new_id())
    for proves in (None, proof, other):
        add(office, person_id, accept("回执.pdf", pdf()), "refusal", proves)
    with pytest.raises(OfficerProblem, match="already"):
        add(office, person_id, accept("回执.pdf", pdf()), "refusal", proof)
    assert len(files_of_person(office, person_id)) == 3
    assert [line.proves for line in files_proving(office, proof)] == [proof]
    with pytest.raises(ValueError, match="no noun"):
        add(office, person_id, accept("回执.pdf", pdf()), "", Proof("audit_entry", new_id()))


def test_name_and_kind_are_put_right(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("IMG_0001.jpg", SCAN))
    assert files_of_person(office, person_id)[0].kind == "other"
    describe(office, saved.value, "../毕业证\u202e.png", "certificate")
    [line] = files_of_person(office, person_id)
    assert (line.name, line.kind) == ("毕业证.jpg", "certificate")
    for name, kind, code in ((" ", "other", "name_missing"), ("a", "nonsense", "kind_unknown")):
        with pytest.raises(OfficerProblem, match=code):
            describe(office, saved.value, name, kind)


def test_a_turn_is_kept_and_the_bytes_stay(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("a.jpg", SCAN))
    turn(office, saved.value, 450)
    opened = open_file(office, saved.value).value
    assert (opened.turned, opened.content) == (90, SCAN)
    with pytest.raises(ValueError, match="quarter"):
        turn(office, saved.value, 45)


def test_what_is_taken_off_is_put_back_with_all_its_facts(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("a.jpg", SCAN), "pay")
    turn(office, saved.value, 90)
    [before] = files_of_person(office, person_id)
    remove(office, saved.value)
    assert files_of_person(office, person_id) == []
    for again in (remove, open_file):
        with pytest.raises(OfficerProblem, match="gone"):
            again(office, saved.value)
    back = put_back(office, saved.value)
    assert files_of_person(office, person_id) == [replace(before, id=back.value)]
    with pytest.raises(OfficerProblem, match="gone"):
        put_back(office, back.value)


def test_a_person_who_is_not_there_gets_nothing(office: Desk) -> None:
    with pytest.raises(OfficerProblem, match="gone"):
        add(office, new_id(), accept("a.jpg", SCAN))
    assert not list(office.store.blobs.names())


def test_content_that_has_not_arrived_is_said(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("a.jpg", SCAN))
    [row] = rows(office, "SELECT sha256 FROM attachment")
    office.store.blobs.remove(row[0])
    assert not files_of_person(office, person_id)[0].here
    assert thumbnail(office, saved.value) == b""
    with pytest.raises(SurroundingsProblem, match="absent"):
        open_file(office, saved.value)


def test_small_pictures_need_no_entry_and_another_program_gets_one_with_its_reason(office: Desk) -> None:
    person_id = add_person(office)
    scan = add(office, person_id, accept("a.jpg", SCAN)).value
    paper = add(office, person_id, accept("a.pdf", pdf())).value
    assert thumbnail(office, scan).startswith(b"\x89PNG")
    assert thumbnail(office, paper) == thumbnail(office, new_id()) == b""
    assert audited(office) == ["attachment.add", "attachment.add"]
    handed = hand_out(office, paper, "上报材料")
    assert (handed.value.name, handed.value.content) == ("a.pdf", pdf())
    [entry] = rows(office, "SELECT reason FROM audit_entry WHERE action = 'attachment.hand_out'")
    assert entry[0] == "上报材料"


def test_what_came_from_elsewhere_is_looked_at_again_before_it_leaves(office: Desk) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("a.pdf", pdf())).value
    with office.write() as unit:
        record = unit.session.get(Attachment, saved)
        assert record is not None
        record.name = "../a.pdf.exe"
        unit.audit("test.rename", record)
    with pytest.raises(OfficerProblem, match="program"):
        hand_out(office, saved, "上报")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_who_may_not_see_hidden_values_sees_that_files_are_there_and_no_more(office: Desk, role: Role) -> None:
    person_id = add_person(office)
    saved = add(office, person_id, accept("身份证.jpg", SCAN))
    other = as_role(office, role)
    assert [(line.name, line.kind) for line in files_of_person(other, person_id)] == [("", "id_card")]
    refused: list[Callable[[], object]] = [
        lambda: open_file(other, saved.value),
        lambda: thumbnail(other, saved.value),
        lambda: hand_out(other, saved.value, "看看"),
        lambda: add(other, person_id, accept("b.pdf", pdf())),
        lambda: remove(other, saved.value),
        lambda: turn(other, saved.value, 90),
        lambda: describe(other, saved.value, "a", "other"),
        lambda: put_back(other, saved.value),
    ]
    for attempt in refused:
        with pytest.raises(OfficerProblem, match="not_allowed"):
            attempt()
