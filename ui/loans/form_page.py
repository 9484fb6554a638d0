"""The application form on screen: the essentials first, so that a paper needs few keys; the rest below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from caseworker.loans.assessment import LoanAssessment
from caseworker.loans.check import REQUIRED
from caseworker.loans.form import ExistingLoanEntry, GuarantorEntry, LoanForm, PartnerEntry
from caseworker.money import capital
from ui import theme
from ui.loans.fields import EntriesField, MaritalField
from ui.people.fields import PlaceField, YesNoField
from ui.people.rows import RowColumn
from ui.widgets import (
    Card,
    ChoiceField,
    DateField,
    FormGrid,
    LineField,
    MoneyField,
    NumberField,
    heading,
    table_field,
    table_options,
)
from ui.words import language, problem_words

LARGE = 150
"""Text size in percent from which two columns have no room beside the paper."""
LIVE = frozenset({"amount", "term_months"})
"""Fields told about while typing; others when the officer has left them."""


class LoanFormPage(QScrollArea):
    """All fields of the application. `form` is what stands in it; `show_form` fills it and tells nobody."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._base = LoanForm()
        self._found: LoanAssessment | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.grid = FormGrid(2 if theme.scale() < LARGE else 1)
        card = Card()
        card.add(self.grid)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(canvas)
        for part in (self._essentials, self._applicant, self._spouse, self._project, self._request, self._loans):
            part()
        for key in REQUIRED:
            self.grid.set_required(key, True)
        self.grid.changed.connect(self._changed)
        self.grid.finished.connect(lambda _key: self._tell())
        self.grid.submitted.connect(self.submitted)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @property
    def form(self) -> LoanForm:
        """What stands in the fields; empty texts are None."""
        values: dict[str, Any] = {key: None if value == "" else value for key, value in self.grid.values().items()}
        if not self.grid.field("pack_version").chips:  # nothing to choose between: what is fixed stays
            del values["pack_version"]
        return replace(self._base, **values)

    def show_form(self, form: LoanForm) -> None:
        """Fill the fields."""
        self._base = form
        self._found = None
        self.grid.clear_words()
        self.grid.set_values({key: getattr(form, key) for key in self.grid.keys()})  # noqa: SIM118  # its own keys
        self._show_parts()

    def show_answer(self, found: LoanAssessment) -> None:
        """Put under the fields what the rules say about them."""
        self._found = found
        choices = [*found.alternatives, *([found.pack] if found.pack else [])]
        self.grid.set_visible("pack_version", bool(found.alternatives))
        field = self.grid.field("pack_version")
        if found.alternatives and set(field.chips) != {pack.version for pack in choices}:
            field.set_options([(pack.version, pack.label) for pack in choices])
        self._tell()

    def complaints(self) -> bool:
        """Show what is mistyped and go to the first; True when something is."""
        wrong = [key for key in self.grid.keys() if self.grid.field(key).complaint()]  # noqa: SIM118
        for key in wrong:
            self.grid.say(key, self.grid.field(key).complaint(), "problem")
        if wrong:
            self.grid.focus(wrong[0])
        return bool(wrong)

    def go_to(self, key: str) -> None:
        """Go to a field."""
        self.grid.focus(key)

    def focus_first(self) -> None:
        """Go to the first field that is still empty, else to the first."""
        for key in REQUIRED:
            if self.grid.value(key) in (None, ""):
                self.grid.focus(key)
                return
        self.grid.focus_first()

    # -- the parts -------------------------------------------------------------------------------------------
    def _essentials(self) -> None:
        form = self.grid
        form.add("pack_version", self.tr("Rules that apply"), ChoiceField(), span=0)
        form.set_visible("pack_version", False)
        form.add("amount", self.tr("Amount asked for (yuan)"), MoneyField(self.tr("such as 20万")))
        form.add("term_months", self.tr("Term (months)"), NumberField(0, 999, self.tr("months")))
        form.add("purpose", self.tr("Purpose"), LineField(max_length=200))
        form.add("group_code", self.tr("Group of the applicant"), table_field("loan_group"))
        form.add("entity_name", self.tr("Name of the business"), LineField(max_length=120))
        form.add("entity_no", self.tr("Unified social credit code"), LineField(max_length=30))
        form.add("entity_kind", self.tr("Kind of business"), ChoiceField(table_options("entity_kind")), span=0)
        form.add("entity_on", self.tr("Registered on"), DateField(self._today))
        form.add("entity_region", self.tr("District of the project"), PlaceField(self._today()))
        form.add("entity_address", self.tr("Business address"), LineField(max_length=200))
        form.add("bank", self.tr("Bank"), LineField(max_length=80))
        form.add("method", self.tr("Repayment"), table_field("repayment_method"))
        form.add("guarantee", self.tr("Guarantee"), table_field("guarantee_kind"))
        form.add("marital", self.tr("Marital status"), MaritalField())
        declared = YesNoField(self.tr("Yes, stated"), self.tr("No"))
        form.add("no_other_loans", self.tr("No other loans besides those listed"), declared)

    def _spouse(self) -> None:
        form = self.grid
        self._spouse_head = heading(self.tr("Spouse"), 2)
        form.add_widget(self._spouse_head)
        form.add("spouse_id_no", self.tr("ID number of the spouse"), LineField(max_length=30))
        form.add("spouse_name", self.tr("Name of the spouse"), LineField(max_length=50))
        form.add("spouse_employer", self.tr("Employer of the spouse"), LineField(max_length=120))
        form.add("spouse_phone", self.tr("Phone of the spouse"), LineField(max_length=30))

    def _applicant(self) -> None:
        form = self.grid
        form.add_heading(self.tr("Applicant"))
        form.add("group_proof", self.tr("Proof of the group (name, number)"), LineField(max_length=120))
        form.add("certificate_no", self.tr("Employment certificate no."), LineField(max_length=30))
        form.add("prior_count", self.tr("Guarantee loans before"), NumberField(0, 99, self.tr("times")))
        form.add("prior_amount", self.tr("Amount of the last one (yuan)"), MoneyField())
        form.add("prior_settled_on", self.tr("Last one repaid on"), DateField(self._today))

    def _project(self) -> None:
        form = self.grid
        form.add_heading(self.tr("Project"))
        form.add("industry", self.tr("Industry"), table_field("industry"))
        form.add("scope", self.tr("Scope of business"), LineField(max_length=400))
        form.add("premises", self.tr("Premises"), ChoiceField(table_options("premises_kind")))
        form.add("lease_to", self.tr("Lease until"), DateField(self._today))
        form.add("own_funds", self.tr("Own funds (yuan)"), MoneyField())
        form.add("turnover", self.tr("Turnover last year (yuan)"), MoneyField())
        form.add("staff", self.tr("Staff now"), NumberField(0, 100_000))
        form.add("staff_key_group", self.tr("of them key groups"), NumberField(0, 100_000))
        form.add("staff_planned", self.tr("Staff to be hired"), NumberField(0, 100_000))
        form.add("shop_name", self.tr("Online shop (platform, name)"), LineField(max_length=120))
        form.add("spouse_entity", self.tr("Through the spouse's business"), YesNoField(self.tr("Yes"), self.tr("No")))
        form.add("partners", self.tr("Partners besides the applicant"), self._partners(), span=0)

    def _request(self) -> None:
        form = self.grid
        form.add_heading(self.tr("Loan"))
        form.add("repay_source", self.tr("Source of repayment"), LineField(max_length=200))
        form.add("account_no", self.tr("Account for the payment"), LineField(max_length=30))
        margin = NumberField(0, 9999, self.tr("basis points"))
        form.add("rate_spread_bp", self.tr("Bank's rate: LPR plus (basis points)"), margin)
        form.add("remarks", self.tr("Remarks"), LineField(max_length=400))
        form.add("guarantors", self.tr("Guarantors"), self._guarantors(), span=0)

    def _loans(self) -> None:
        self.grid.add_heading(self.tr("Loans not yet repaid"))
        owners = [("self", self.tr("Applicant")), ("spouse", self.tr("Spouse"))]
        columns = [
            RowColumn("owner", self.tr("Whose"), lambda: ChoiceField(owners), 4),
            RowColumn("kind", self.tr("Kind of loan"), lambda: table_field("existing_loan_kind"), 4),
            RowColumn("bank", self.tr("Lender"), lambda: LineField(max_length=80), 3),
            RowColumn("balance_fen", self.tr("Balance"), MoneyField, 3),
        ]
        field = EntriesField(ExistingLoanEntry, columns)
        self.grid.add("existing_loans", self.tr("Loans of the applicant and the spouse"), field, span=0)

    def _guarantors(self) -> EntriesField:
        columns = [
            RowColumn("name", self.tr("Name"), lambda: LineField(max_length=50), 2),
            RowColumn("id_no", self.tr("ID number"), lambda: LineField(max_length=30), 4),
            RowColumn("employer", self.tr("Employer"), lambda: LineField(max_length=80), 3),
            RowColumn("phone", self.tr("Phone"), lambda: LineField(max_length=30), 3),
            RowColumn("income_fen", self.tr("Yearly income"), MoneyField, 3),
        ]
        return EntriesField(GuarantorEntry, columns)

    def _partners(self) -> EntriesField:
        columns = [
            RowColumn("name", self.tr("Name"), lambda: LineField(max_length=50), 2),
            RowColumn("id_no", self.tr("ID number"), lambda: LineField(max_length=30), 4),
            RowColumn("group", self.tr("Kind"), lambda: table_field("loan_group"), 3),
            RowColumn("share_fen", self.tr("Put in"), MoneyField, 3),
            RowColumn("quota_fen", self.tr("Share of the loan"), MoneyField, 3),
        ]
        return EntriesField(PartnerEntry, columns)

    # -- words under fields ----------------------------------------------------------------------------------
    def _changed(self, key: str) -> None:
        if key in {"marital", "guarantee", "entity_kind"}:
            self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        """Hide what does not apply, unless something stands in it."""
        form = self.form
        for key in ("spouse_id_no", "spouse_name", "spouse_employer", "spouse_phone"):
            self.grid.set_visible(key, form.married is not False or bool(getattr(form, key)))
        self._spouse_head.setVisible(form.married is not False or bool(form.spouse_name))
        for key in ("spouse_id_no", "spouse_name"):
            self.grid.set_required(key, form.married is True)
        self.grid.set_required("entity_no", form.entity_kind != "online")
        self.grid.set_required("entity_on", form.entity_kind != "online")

    def _tell(self) -> None:
        if self._found is None:
            return
        check = self._found.check
        for key in self.grid.keys():  # noqa: SIM118
            field = self.grid.field(key)
            if field.complaint() or (_typing_in(field) and key not in LIVE):
                continue
            problem, notices = check.problems.get(key), check.notices.get(key, ())
            if problem is not None:
                self.grid.say(key, problem_words(problem), "problem")
            elif notices:
                self.grid.say(key, "\n".join(notice.text(language()) for notice in notices), "warning")
            else:
                self.grid.say(key, self._hint(key), "hint")

    def _hint(self, key: str) -> str:
        amount = self.form.amount
        return capital(amount) if key == "amount" and amount and amount > 0 else ""

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep the field with the focus in view."""
        if new is not None and self.grid.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, theme.px(48))


def _typing_in(field: Any) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (field is focus or bool(field.isAncestorOf(focus)))
