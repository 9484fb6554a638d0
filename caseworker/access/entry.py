"""Coming in and leaving: what a start finds, the first run, signing in, locking.

Imported before the first window is painted, so everything heavy is imported where it is used, and the records are
named tuples, which are made in a tenth of the time of a dataclass.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caseworker.clock import Clock, SystemClock
from caseworker.problems import OfficerProblem

if TYPE_CHECKING:
    from uuid import UUID

    from caseworker.access.actor import Role
    from caseworker.desk import Desk
    from caseworker.sync.joining import NewPc
    from db.local.folder import OfficeFolder, OpenedStore
    from db.local.key_slots import Cost, SlotHolder

PASSWORD_LENGTH = 8
PRACTICE = "practice"
"""Name of the folder the sample office lives in, beside the office's own."""


class OfficerName(NamedTuple):
    """Someone who can sign in here."""

    login: str
    name: str
    role: str


class StoreStatus(NamedTuple):
    """What a start finds. `condition` is one of absent, ready, read_only, in_use, missing."""

    condition: str
    officers: tuple[OfficerName, ...] = ()
    office_name: str = ""
    practice: bool = False


class NewOffice(NamedTuple):
    """What the first run asks. `district_id` is the six-digit code; the first officer is its supervisor."""

    office_name: str
    district_id: str
    district_name: str
    street: str
    login: str
    officer_name: str
    password: str


class NewOfficer(NamedTuple):
    """Another officer of the same office on this PC."""

    login: str
    name: str
    role: Role
    password: str


class Entry:
    """The door of one office's folder. Not thread-safe: the window calls it from one worker at a time."""

    def __init__(self, root: Path, clock: Clock | None = None, cost: Cost | None = None) -> None:
        self.root = root
        self._clock = clock or SystemClock()
        self._cost = cost
        self._opened: OpenedStore | None = None

    @property
    def folder(self) -> OfficeFolder:
        """The folder behind this door."""
        from db.local.folder import OfficeFolder

        return OfficeFolder(self.root, self._cost)

    def inspect(self) -> StoreStatus:
        """What is here, without any key."""
        from db.local.premises import Premises

        premises = Premises(self.root)
        holders = premises.holders()
        return StoreStatus(
            condition=premises.condition().value,
            officers=tuple(OfficerName(holder.login, holder.name, holder.role) for holder in holders),
            office_name=holders[0].office_name if holders else "",
            practice=any(holder.practice for holder in holders),
        )

    def create_office(self, new: NewOffice, *, practice: bool = False) -> Desk:
        """Make the office and its first officer, and sign that officer in."""
        from caseworker.access.actor import Role
        from caseworker.access.officers import open_office
        from db.local.key_slots import SlotHolder
        from db.models.base import new_id

        _check_password(new.password)
        _require_text(name=new.office_name, login=new.login, officer=new.officer_name)
        role = Role.SUPERVISOR
        holder = SlotHolder(str(new_id()), new.login, new.officer_name, role, new.office_name, practice)
        self._opened = self.folder.create(holder, new.password)
        try:
            desk = open_office(self._opened, new, self._clock)
            self.folder.finish_creation()
        except BaseException:
            self._leave()  # else the next try would find the office in use, by this very program
            raise
        return desk

    def join_office(self, new: NewPc) -> Desk:
        """Make this a PC of an office that is connected already, and sign the officer the code names in."""
        from caseworker.sync.joining import ask_in, settle_in

        _check_password(new.password)
        welcome = ask_in(new, self._clock.now())
        self._opened = self.folder.create(welcome.holder, new.password)
        try:
            desk = settle_in(self._opened, welcome, new.password, self._clock)
            self.folder.finish_creation()
        except BaseException:
            self._leave()
            raise
        return desk

    def open_sample(self) -> None:
        """Turn to the practice folder beside this one and make the sample office there when it is absent."""
        from caseworker.sample.office import build

        self._leave()
        if self.root.name != PRACTICE:
            self.root = self.root.with_name(PRACTICE)
        if self.folder.condition().value == "absent":
            self.sign_out(build(self))

    def sign_in(self, login: str, password: str) -> Desk:
        """Open the store with the officer's password; `access.wrong_password` when it is not right."""
        from caseworker.access.officers import desk_for

        self._leave()
        self._opened = self.folder.open(login, password)
        try:
            return desk_for(self._opened, self._clock)
        except BaseException:
            self._leave()
            raise

    def sign_out(self, desk: Desk) -> None:
        """Lock: note it, close the store and wipe its key from memory, also when the note cannot be written."""
        try:
            if not desk.store.frozen:
                with desk.write() as unit:
                    unit.audit("access.sign_out")
        finally:
            self._leave()

    def add_officer(self, desk: Desk, new: NewOfficer) -> UUID:
        """Give another officer a record and a key slot on this PC. Needs the supervisor's right."""
        from caseworker.access.officers import add_officer
        from db.local.key_slots import SlotHolder

        _check_password(new.password)
        _require_text(login=new.login, officer=new.name)
        actor = desk.actor

        def seal(officer_id: UUID) -> None:
            holder = SlotHolder(str(officer_id), new.login, new.name, new.role, actor.office_name, actor.practice)
            self.folder.add_slot(holder, new.password, desk.store.key)

        return add_officer(desk, new, seal)

    def change_password(self, desk: Desk, old: str, new: str) -> None:
        """Seal the officer's slot anew; the old password is asked for again."""
        _check_password(new)
        holder = self._holder_of(desk.actor.officer_id)
        self.folder.verify(holder.login, old)
        with desk.write() as unit:
            self.folder.add_slot(holder, new, desk.store.key)
            unit.audit("access.change_password")

    def back_up_if_due(self, desk: Desk) -> bool:
        """Make the hourly backup when something changed; True when one was made."""
        return not desk.store.frozen and self.folder.back_up_if_due(desk.store, desk.now) is not None

    @staticmethod
    def warm_up() -> None:
        """Load what the first sign-in needs, while the officer still types the password."""
        import_module("argon2.low_level")
        import_module("cryptography.hazmat.primitives.ciphers.aead")
        import_module("caseworker.access.officers")
        from db.local.folder import warm_up

        warm_up()

    def _holder_of(self, officer_id: UUID) -> SlotHolder:
        return next(holder for holder in self.folder.holders() if holder.officer_id == str(officer_id))

    def _leave(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _check_password(password: str) -> None:
    if len(password) < PASSWORD_LENGTH:
        raise OfficerProblem("access.password_short", least=PASSWORD_LENGTH)


def _require_text(**values: str) -> None:
    for name, value in values.items():
        if not value.strip():
            raise OfficerProblem(f"access.{name}_missing")


__all__ = ["Entry", "NewOffice", "NewOfficer", "OfficerName", "StoreStatus"]
