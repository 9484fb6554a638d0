"""What the loan packet prints, put together from record, form and assessment: codes become the words of the forms."""

from __future__ import annotations

from datetime import date

from caseworker.access.masking import mask
from caseworker.codes import table
from caseworker.districts import full_name
from caseworker.documents.loan import content as paper
from caseworker.loans.assessment import LoanAssessment
from caseworker.loans.form import LoanForm
from caseworker.loans.record import LoanRecord
from caseworker.loans.rules import LoanStage
from caseworker.loans.wording import ENTITY, GUARANTEE, MARRIAGE, PREMISES, REPAYMENT, REVIEWER
from caseworker.policy import ConditionLine, LineKind, Need, PolicyPack, Source, State
from db.models.base import Sensitivity


def packet_content(
    record: LoanRecord,
    assessment: LoanAssessment,
    form: LoanForm,
    *,
    office: str,
    practice: bool,
    on: date,
) -> paper.LoanPacketContent:
    """The content of the packet as of a day, with full values."""
    result = assessment.eligibility
    return paper.LoanPacketContent(
        packet_number=record.number,
        office_name=office,
        printed_on=on,
        practice=practice,
        policy=assessment.pack.label if assessment.pack else "",
        applicant=_applicant(record, form, assessment.pack),
        spouse=_spouse(form),
        project=_project(form),
        request=_request(form),
        existing_loans=tuple(_existing(form, assessment.pack)),
        eligibility=tuple(map(_line, result.lines)) if result else (),
        eligibility_summary=result.headline if result else "；".join(n.text() for n in assessment.notices),
        terms=_terms(assessment),
        schedule=_schedule(assessment),
        materials=tuple(_materials(assessment)),
        opinions=_opinions(assessment, form),
    )


def _applicant(record: LoanRecord, form: LoanForm, pack: PolicyPack | None) -> paper.Applicant:
    person = record.person
    groups = tuple(group.name for group in pack.groups) if pack else paper.GROUPS
    code = form.group_code or ""
    return paper.Applicant(
        name=person.name,
        sex=_name("sex", person.sex),
        id_number=person.id_no,
        birth_date=person.birth_date,
        marital_status=MARRIAGE.get(form.marital or "", ""),
        education=_name("education", person.education),
        registered_address=_place(person.hukou_region, person.hukou_address),
        residence=_place(person.live_region[:6], person.live_address),
        mobile=person.mobile.replace(",", "、"),
        groups_offered=groups,
        group=pack.group_name(code) if pack and code else _name("loan_group", code),
        group_proof=form.group_proof or "",
        employment_permit=form.certificate_no or "",
        had_loan_before=None if form.prior_count is None else form.prior_count > 0,
        earlier_loans=form.prior_count,
        last_loan_amount=form.prior_amount,
        last_loan_settled_on=form.prior_settled_on,
    )


def _spouse(form: LoanForm) -> paper.Spouse | None:
    if not form.married and not form.spouse_name:
        return None
    return paper.Spouse(
        name=form.spouse_name or "",
        id_number=form.spouse_id_no or "",
        employer=form.spouse_employer or "",
        mobile=(form.spouse_phone or "").replace(",", "、"),
    )


def _project(form: LoanForm) -> paper.Project:
    return paper.Project(
        entity_name=form.entity_name or "",
        registration_number=form.entity_no or "",
        entity_type=ENTITY.get(form.entity_kind or "", ""),
        registered_on=form.entity_on,
        address=_place(form.entity_region or "", form.entity_address or ""),
        industry=_name("industry", form.industry),
        business_scope=form.scope or "",
        through_spouse=form.spouse_entity,
        premises=PREMISES.get(form.premises or "", ""),
        lease_until=form.lease_to,
        own_funds=form.own_funds,
        last_year_turnover=form.turnover,
        staff=form.staff,
        key_group_staff=form.staff_key_group,
        expected_hires=form.staff_planned,
        online_shop=form.shop_name or "",
        partners=tuple(
            paper.Partner(
                name=one.name,
                id_number=one.id_no,
                group=_name("loan_group", one.group),
                contribution=one.share_fen,
                share=one.quota_fen,
            )
            for one in form.partners
        ),
    )


def _request(form: LoanForm) -> paper.LoanRequest:
    return paper.LoanRequest(
        amount=form.amount,
        months=form.term_months,
        purpose=form.purpose or "",
        bank=form.bank or "",
        repayment_method=REPAYMENT.get(form.method or "", ""),
        repayment_source=form.repay_source or "",
        guarantee=GUARANTEE.get(form.guarantee or "", ""),
        guarantors=tuple(
            paper.Guarantor(
                name=one.name,
                id_number=one.id_no,
                employer=one.employer,
                mobile=one.phone,
                annual_income=one.income_fen,
            )
            for one in form.guarantors
        ),
        account=mask(form.account_no, Sensitivity.BANK),
    )


def _existing(form: LoanForm, pack: PolicyPack | None) -> list[paper.ExistingLoan]:
    return [
        paper.ExistingLoan(
            owner="配偶" if one.owner == "spouse" else "本人",
            kind=_name("existing_loan_kind", one.kind),
            lender=one.bank,
            balance=one.balance_fen,
            exempt=_exempt(one.kind, one.balance_fen, pack),
        )
        for one in form.existing_loans
    ]


def _exempt(kind: str, balance: int | None, pack: PolicyPack | None) -> bool | None:
    """Whether the kind does not count against the applicant; None while the rules or the balance leave it open."""
    kinds = pack.value("exempt_loan_kinds") if pack else None
    if not kind or not isinstance(kinds, tuple):
        return None
    if kind != "consumer" or kind not in kinds or pack is None:
        return kind in kinds
    limit = pack.value("consumer_loan_limit")
    return None if balance is None or not isinstance(limit, int) else balance <= limit


def _line(line: ConditionLine) -> paper.EligibilityLine:
    return paper.EligibilityLine(
        condition=line.text,
        seen=line.seen,
        outcome=_outcome(line),
        explanation=line.reason,
        reviewer=REVIEWER.get(line.reviewer, ""),
        source=_source(line.source),
    )


def _outcome(line: ConditionLine) -> paper.Outcome:
    if line.kind is LineKind.INFO or (line.kind is LineKind.WARNING and line.state is not State.MET):
        return paper.Outcome.NOTE
    states = {State.MET: paper.Outcome.MET, State.UNMET: paper.Outcome.UNMET, State.UNKNOWN: paper.Outcome.MAYBE}
    return states[line.state]


def _source(source: Source) -> paper.Source:
    return paper.Source(title=source.title, published=source.published, verified=source.verified)


def _terms(assessment: LoanAssessment) -> paper.LoanTerms:
    cost, pack = assessment.cost, assessment.pack
    if pack is None:
        return paper.LoanTerms(notes=tuple(notice.text() for notice in assessment.notices))
    basis = pack.parameters["partnership_per_person" if assessment.partners > 1 else "personal_cap"]
    plan = cost.schedule
    return paper.LoanTerms(
        cap=cost.cap,
        cap_basis=basis.label,
        longest_term_months=cost.longest_term,
        lpr=cost.lpr.percent if cost.lpr else None,
        lpr_from=cost.lpr.since if cost.lpr else None,
        margin_basis_points=_margin(assessment),
        rate=cost.rate,
        subsidised_share=pack.number(pack.subsidy.share) if pack.subsidy.kind == "share" else None,
        net_rate=cost.net_rate,
        interest=plan.total_interest if plan else None,
        subsidy=plan.total_subsidy if plan else None,
        own_interest=plan.total_own_interest if plan else None,
        notes=tuple(notice.text() for notice in assessment.notices),
        source=_source(pack.sources[basis.source]),
    )


def _margin(assessment: LoanAssessment) -> int | None:
    cost = assessment.cost
    if cost.rate is None or cost.lpr is None:
        return None
    return int((cost.rate - cost.lpr.percent) * 100)


def _schedule(assessment: LoanAssessment) -> tuple[paper.ScheduleLine, ...]:
    plan = assessment.cost.schedule
    return tuple(
        paper.ScheduleLine(
            number=one.no,
            due=one.due_on,
            principal=one.principal,
            interest=one.interest,
            subsidy=one.subsidy,
            balance=one.balance,
        )
        for one in (plan.installments if plan else ())
    )


_NEED = {
    Need.REQUIRED: paper.Need.REQUIRED,
    Need.CONDITIONAL: paper.Need.CONDITIONAL,
    Need.OPTIONAL: paper.Need.OPTIONAL,
    Need.EXEMPT: paper.Need.EXEMPT,
}


def _materials(assessment: LoanAssessment) -> list[paper.MaterialLine]:
    return [
        paper.MaterialLine(
            name=one.name,
            need=_NEED[one.need],
            when="是否需要待核" if one.applies is State.UNKNOWN else "",
            ready=one.received_on is not None,
            note=one.note,
        )
        for one in assessment.papers
    ]


def _opinions(assessment: LoanAssessment, form: LoanForm) -> paper.Opinions:
    """The words written down with each step; blanks where a body has not decided yet."""
    said = {move.to_stage: move for move in assessment.history}
    accepted = said.get(LoanStage.STREET_ACCEPTANCE)
    street = said.get(LoanStage.DISTRICT_REVIEW)
    notes = {stage: move.note for stage, move in said.items()}
    return paper.Opinions(
        acceptance_number=assessment.number if accepted else "",
        accepted_on=accepted.occurred_on if accepted else None,
        street=street.note if street else "",
        street_officer=street.officer if street else "",
        street_on=street.occurred_on if street else None,
        district=notes.get(LoanStage.GUARANTEE_REVIEW, ""),
        guarantor=notes.get(LoanStage.BANK_APPROVAL, ""),
        bank=notes.get(LoanStage.SIGNING, ""),
        bank_margin_basis_points=form.rate_spread_bp,
    )


def _name(key: str, code: str | None) -> str:
    """A code's Chinese name; a code nobody knows is printed as it is rather than lost."""
    entry = table(key).get(code) if code else None
    return entry.zh if entry else code or ""


def _place(region: str, address: str) -> str:
    """District and address, without saying twice what the address begins with."""
    names = full_name(region).replace(" ", "")
    if address and address.startswith((names, *(full_name(region).split()))):
        return address
    return names + address
