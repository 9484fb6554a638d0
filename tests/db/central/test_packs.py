"""Policy packs at the centre: published for a district or for all, pulled by its PCs, written by none of them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from db.central import audit, directory
from db.central.database import Central
from db.central.directory import Founding
from db.central.packs import CENTRE, EVERYWHERE, Publication, publish, published, withdraw
from db.central.problems import Refusal
from db.models.base import new_id
from db.sync import wire
from tests.db.central.office import AT, DISTRICT, OTHER_DISTRICT, Pc, one, rows
from tests.db.central.test_reading import pulled

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
PACK = Publication("990000", "sample_policy", "V-1", "version = 1\n")
CHANGED = Publication("990000", "sample_policy", "V-1", "version = 2\n")
NAMED = ("990000", "sample_policy", "V-1")
BY = "cli:tests"


@pytest.fixture
def here(central: Central) -> Pc:
    return Pc(central).settle_in("甲街道")


@pytest.fixture
def there(central: Central) -> Pc:
    return Pc(central, district=OTHER_DISTRICT).settle_in("乙街道")


def packs_of(pc: Pc) -> dict[UUID, list[object]]:
    scope = wire.district(pc.district)
    return {UUID(row_id): row for (entity, row_id), row in pulled(pc, scope).items() if entity == "policy_pack"}


def head(central: Central, district: str) -> int:
    return int(one(central, "SELECT coalesce(max(head), 0) FROM hub.scope WHERE id = %s", wire.district(district)))


def test_every_pc_of_the_district_pulls_it_and_no_other(central: Central, here: Pc, there: Pc) -> None:
    assert publish(central, PACK, [DISTRICT], BY, NOW) == (DISTRICT,)
    [row] = packs_of(here).values()
    assert {CENTRE.hex, "V-1", PACK.body, PACK.sha256, AT} <= set(row)
    assert packs_of(here.colleague()) == packs_of(here) == packs_of(Pc(central))
    assert packs_of(there) == {}


def test_doing_it_again_changes_nothing(central: Central, here: Pc) -> None:
    publish(central, PACK, [DISTRICT], BY, NOW)
    before = head(central, DISTRICT)
    assert publish(central, PACK, [DISTRICT, DISTRICT], BY, NOW) == ()
    assert (len(packs_of(here)), head(central, DISTRICT)) == (1, before)


def test_all_is_every_district_there_is_and_every_one_to_come(central: Central, here: Pc, there: Pc) -> None:
    assert publish(central, PACK, None, BY, NOW) == (DISTRICT, OTHER_DISTRICT)
    assert [len(packs_of(pc)) for pc in (here, there)] == [1, 1]
    late = Founding("丙街道", "529999", "样例区", "zhou", "周样一")
    office, officer = new_id(), new_id()
    with central.transaction(None, directory.SCOPE) as connection:
        directory.found(connection, late, office, officer, BY, NOW)
    newcomer = Pc(central, office, late.district_id)
    assert [row[2:4] for row in packs_of(newcomer).values()] == [[CENTRE.hex, "529999"]]
    second = Founding("丁街道", "529999", "样例区", "zhou", "周样一")
    with central.transaction(None, directory.SCOPE) as connection:
        directory.found(connection, second, new_id(), new_id(), BY, NOW)
    assert len(packs_of(newcomer)) == 1
    assert publish(central, PACK, None, BY, NOW) == ()


def test_another_text_under_the_same_version_is_refused_whole(central: Central, here: Pc, there: Pc) -> None:
    publish(central, PACK, [OTHER_DISTRICT], BY, NOW)
    with pytest.raises(Refusal) as refused:
        publish(central, CHANGED, None, BY, NOW)
    assert (refused.value.status, refused.value.code) == (409, "pack_version")
    assert packs_of(here) == {}, "not even where it would have been possible"
    withdraw(central, *NAMED, [OTHER_DISTRICT], BY, NOW)
    assert publish(central, CHANGED, None, BY, NOW) == (DISTRICT, OTHER_DISTRICT)
    assert len(packs_of(there)) == 2, "the text that was withdrawn stays for what was made under it"


def test_a_withdrawn_pack_is_said_to_be_and_may_stand_again(central: Central, here: Pc) -> None:
    publish(central, PACK, None, BY, NOW)
    assert withdraw(central, *NAMED, None, BY, NOW) == (DISTRICT,)
    assert withdraw(central, *NAMED, None, BY, NOW) == ()
    [row] = packs_of(here).values()
    assert (row[1], row[-1]) == (2, AT)
    assert {pack.district_id for pack in published(central) if pack.withdrawn_at} == {EVERYWHERE, DISTRICT}
    assert publish(central, PACK, None, BY, NOW) == (DISTRICT,)
    [row] = packs_of(here).values()
    assert (row[1], row[-1]) == (3, None)


def test_what_is_not_there_is_refused(central: Central, here: Pc) -> None:
    with pytest.raises(Refusal, match="district_unknown"):
        publish(central, PACK, [DISTRICT, "999999"], BY, NOW)
    with pytest.raises(Refusal, match="pack_unknown"):
        withdraw(central, *NAMED, None, BY, NOW)
    assert packs_of(here) == {}


def test_no_pc_writes_one(central: Central, here: Pc) -> None:
    publish(central, PACK, [DISTRICT], BY, NOW)
    [(row_id, row)] = packs_of(here).items()
    own = here.insert("policy_pack", region="990000", name="sample_policy", version="V-9", body="x", sha256="x")
    assert (
        here.statuses(
            own,
            here.update("policy_pack", row_id.hex, 1, withdrawn_at=(None, AT)),
            here.update("policy_pack", row_id.hex, 1, deleted=(0, 1)),
        )
        == ["reject:server_only"] * 3
    )
    assert packs_of(here) == {row_id: row}
    adopted = here.insert("policy_adoption", pack_id=row_id.hex, sha256=PACK.sha256)
    assert here.statuses(adopted) == ["ok"]


def test_it_is_in_the_audit_log_of_each_district(central: Central, here: Pc, there: Pc) -> None:
    publish(central, PACK, [DISTRICT, OTHER_DISTRICT], BY, NOW)
    publish(central, PACK, [DISTRICT], BY, NOW)
    withdraw(central, *NAMED, [DISTRICT], BY, NOW)
    query = "SELECT district_id, action FROM hub.audit_log WHERE action ^@ 'pack.' ORDER BY district_id, seq"
    assert rows(central, query) == [
        (DISTRICT, "pack.published"), (DISTRICT, "pack.withdrawn"), (OTHER_DISTRICT, "pack.published"),
    ]  # fmt: skip
    with central.transaction(None) as connection:
        assert [audit.first_broken(connection, district) for district in (DISTRICT, OTHER_DISTRICT)] == [None, None]
