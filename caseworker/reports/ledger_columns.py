"""The columns of the ledgers (台账), in the order and the words that offices know them (domain: ledgers L1 to L12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseworker.districts import full_name
from caseworker.exchange.ledger import ColumnKind
from caseworker.matching.wording import band_text
from caseworker.people.identity import age
from caseworker.reports.fields import LedgerField, coded, derived, stored
from caseworker.vacancies.pay import format_pay
from caseworker.vacancies.vacancies import pay_of
from db.models import Activity, Case, Employer, LoanApplication, Person, Referral, ReferralEvent, Vacancy
from db.models.base import Sensitivity

_ID, _DAY, _INSTANT, _INT, _MONEY = (
    ColumnKind.IDENTIFIER,
    ColumnKind.DAY,
    ColumnKind.INSTANT,
    ColumnKind.INT,
    ColumnKind.MONEY,
)
_PLACE = 8


def _age(row: Any) -> int:
    return age(row.Person.birth_date, row.today)


def _groups(row: Any) -> str:
    kinds = row.kinds.split(",") if row.kinds else []
    return "、".join(coded("group_tag", kind) for kind in dict.fromkeys(kinds))


def _skills(row: Any) -> str:
    person = row.Person
    level = coded("skill_level", person.skill_level) if person.skill_level != "0" else ""
    return "；".join(part for part in (level, *map(str, person.certificates or ()), person.extra_skills or "") if part)


def _wishes(row: Any) -> str:
    return "、".join(str(job.get("title", "")) for job in row.Person.wanted_jobs or ())


def _pay_wish(row: Any) -> str:
    person = row.Person
    pay = pay_of(person.pay_min, person.pay_max, "month", None)
    return "" if pay.negotiable else format_pay(pay)


def _pay(row: Any) -> str:
    post = row.Vacancy
    return format_pay(pay_of(post.pay_min, post.pay_max, post.pay_unit, post.pay_months))


def _late(row: Any) -> str:
    """补记: written down on a later day than it happened."""
    late: date = row.recorded_on
    return f"{late:%Y-%m-%d}" if late != row.on else ""


def _whose() -> tuple[LedgerField, ...]:
    """Who a line is about."""
    return (
        stored(Person.name, "姓名", 10),
        stored(Person.id_no, "证件号", 21, _ID),
        stored(Person.mobile, "电话", 14, _ID),
        stored(Person.community, "社区", 13),
    )


REGISTRATION: tuple[LedgerField, ...] = (
    stored(Person.registered_on, "登记日期", 12, _DAY),
    stored(Person.name, "姓名", 10),
    stored(Person.sex, "性别", 6, table="sex"),
    stored(Person.id_no, "证件号", 21, _ID),
    derived("age", "年龄", 6, _age, _INT),
    stored(Person.education, "学历", 12, table="education"),
    stored(Person.major, "专业", 14),
    derived("skills", "技能", 16, _skills, names=("person.skill_level", "person.certificates")),
    stored(Person.mobile, "电话", 14, _ID),
    stored(Person.community, "社区", 13),
    derived("groups", "类别", 20, _groups, sensitivity=Sensitivity.SPECIAL, names=("group_tag.kind",)),
    derived("wishes", "意向工种", 18, _wishes, names=("person.wanted_jobs",)),
    derived("pay", "期望薪资", 16, _pay_wish, names=("person.pay_min", "person.pay_max")),
    stored(Case.state, "服务状态", 10, table="case_state"),
    derived("owner", "责任人", 10, lambda row: row.owner),
    stored(Person.remarks, "备注", 16),
)
"""L1 求职登记台账."""

SERVICE: tuple[LedgerField, ...] = (
    stored(Activity.occurred_at, "服务时间", 17, _INSTANT),
    *_whose(),
    stored(Activity.kind, "服务类型", 11, table="activity_kind"),
    stored(Activity.channel, "联系方式", 10, table="contact_channel"),
    stored(Activity.outcome, "联系结果", 12, table="contact_outcome"),
    stored(Activity.text, "服务内容", 44),
    derived("check", "稳岗回访（天）", 10, lambda row: row.Activity.check_days, _INT),
    derived("owner", "记录人", 10, lambda row: row.owner),
    derived("late", "补记日期", 12, _late),
)
"""L7 帮扶走访台账."""

REFERRAL: tuple[LedgerField, ...] = (
    stored(Referral.recommended_at, "推荐时间", 17, _INSTANT),
    *_whose(),
    stored(Employer.name, "单位", 24),
    stored(Vacancy.title, "岗位", 18),
    derived("vacancy_pay", "薪资", 18, _pay),
    derived("band", "匹配度", 8, lambda row: band_text(row.Referral.band) if row.Referral.band else ""),
    stored(Referral.state, "回执", 10, table="referral_state"),
    stored(ReferralEvent.reason, "未成原因", 16, table="referral_reason", sensitivity=Sensitivity.SPECIAL),
    stored(ReferralEvent.occurred_on, "回执日期", 12, _DAY),
    derived("owner", "推荐人", 10, lambda row: row.owner),
)
"""L8 岗位推荐与回执台账. The reason may be one of health or family."""

VACANCY: tuple[LedgerField, ...] = (
    stored(Vacancy.published_on, "发布日期", 12, _DAY),
    stored(Employer.name, "单位", 26),
    stored(Employer.uscc, "统一社会信用代码", 21, _ID),
    stored(Employer.kind, "单位性质", 12, table="employer_kind"),
    stored(Vacancy.title, "岗位", 20),
    stored(Vacancy.headcount, "招聘人数", 8, _INT, total=True),
    stored(Vacancy.filled, "已招人数", 8, _INT, total=True),
    derived("pay", "薪资", 18, _pay),
    stored(Vacancy.education, "学历要求", 12, table="education"),
    derived("region", "工作地点", 20, lambda row: full_name(row.Vacancy.region) if row.Vacancy.region else ""),
    stored(Vacancy.valid_to, "有效期至", 12, _DAY),
    stored(Vacancy.status, "状态", _PLACE, table="vacancy_status"),
    stored(Employer.contact_name, "联系人", 10),
    stored(Employer.contact_phone, "联系电话", 16, _ID),
    stored(Vacancy.source, "来源", 12),
)
"""L10 岗位台账."""

LOAN: tuple[LedgerField, ...] = (
    stored(LoanApplication.number, "受理号", 20, _ID),
    *_whose(),
    stored(LoanApplication.group_code, "类别", 18, table="loan_group"),
    stored(LoanApplication.entity_name, "经营实体", 20),
    stored(LoanApplication.amount, "申请金额（元）", 15, _MONEY, total=True),
    stored(LoanApplication.term_months, "期限（月）", 8, _INT),
    stored(LoanApplication.bank, "经办银行", 20),
    derived("stage", "环节", 12, lambda row: row.stage),
    stored(LoanApplication.intention_on, "意向日期", 12, _DAY),
    stored(LoanApplication.applied_on, "受理日期", 12, _DAY),
    stored(LoanApplication.contract_on, "签约日期", 12, _DAY),
    stored(LoanApplication.paid_on, "放款日期", 12, _DAY),
    stored(LoanApplication.staff_planned, "带动就业（人）", 9, _INT, total=True),
    derived("owner", "经办人", 10, lambda row: row.owner),
)
"""L12 创业担保贷款台账."""
