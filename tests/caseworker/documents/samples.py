"""Content for paper, of visibly invented people: a full, an empty and a longest record of one loan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from caseworker.documents.loan.content import (
    Applicant,
    EligibilityLine,
    ExistingLoan,
    Guarantor,
    LoanPacketContent,
    LoanRequest,
    LoanTerms,
    MaterialLine,
    Need,
    Opinions,
    Outcome,
    Partner,
    Project,
    ScheduleLine,
    Source,
    Spouse,
)

CITY = Source(
    title="关于进一步做好创业担保贷款工作的通知（渝人社规〔2025〕11号）",
    published=date(2025, 6, 17),
    verified=True,
)
GUIDE = Source(title="创业担保贷款申请材料和渠道（第三方指南）", published=date(2022, 7, 12))

CREDIT = "缺：本人及配偶征信情况，待经办银行查询"


def interest_only(amount: int, months: int, rate: Decimal, first: date) -> tuple[ScheduleLine, ...]:
    """Interest monthly, principal at the end, half of the interest subsidised: figures that add up."""
    monthly = int(amount * rate / 1200)
    lines = []
    for number in range(1, months + 1):
        month = first.month - 1 + number
        due = date(first.year + month // 12, month % 12 + 1, 21)
        last = number == months
        lines.append(
            ScheduleLine(
                number=number,
                due=due,
                principal=amount if last else 0,
                interest=monthly,
                subsidy=monthly // 2,
                balance=0 if last else amount,
            )
        )
    return tuple(lines)


def full() -> LoanPacketContent:
    """A complete application: a barber from Sichuan with two chairs, married, with guarantors and partners."""
    lines = interest_only(20_000_000, 36, Decimal("3.50"), date(2026, 11, 22))
    return LoanPacketContent(
        packet_number="LH-2026-0012",
        office_name="莲花街道公共就业服务中心",
        printed_on=date(2026, 11, 22),
        policy="2025年6月版 · 渝人社规〔2025〕11号",
        applicant=_applicant(),
        spouse=Spouse(name="赵样二", id_number="509999198611250062", employer="示例服装厂", mobile="13800000002"),
        project=_project(),
        request=_request(),
        existing_loans=(
            ExistingLoan(owner="本人", kind="住房贷款", lender="示例银行内江分行", balance=18_650_000, exempt=True),
            ExistingLoan(owner="配偶", kind="信用卡消费", lender="示例银行大渡口支行", balance=320_000, exempt=True),
        ),
        eligibility=_eligibility(),
        eligibility_summary="可能符合（缺：本人及配偶征信情况，待经办银行查询）",
        terms=_terms(lines),
        schedule=lines,
        materials=_materials(),
        opinions=Opinions(acceptance_number="LH-DK-2026-0012", accepted_on=date(2026, 11, 20), street_officer="钱样四"),
    )


def empty() -> LoanPacketContent:
    """Nothing known but the number: a packet of blanks to fill in by hand."""
    return LoanPacketContent(packet_number="LH-2026-0099")


def longest() -> LoanPacketContent:
    """The longest values the records allow: names of 50, addresses of 200, free texts of 600 characters."""
    name = "阿卜杜热合曼·" * 7 + "样"
    address = "重庆市大渡口区八桥镇融城大道示例小区" * 11 + "某"
    text = "".join(f"第{number}类美发用品零售及依法须经批准的项目；" for number in range(1, 37))
    base = full()
    return replace(
        base,
        applicant=replace(
            base.applicant,
            name=name,
            registered_address=address,
            residence=address[::-1],
            education="硕士研究生",
        ),
        project=replace(base.project, entity_name="示例美容美发连锁经营管理" * 8, address=address, business_scope=text),
        request=replace(base.request, amount=60_000_000_00, purpose=text, repayment_source=text),
        opinions=replace(base.opinions, street=text, district=text),
    )


def _applicant() -> Applicant:
    return Applicant(
        name="苏样三",
        sex="男",
        id_number="50999919850312005X",
        birth_date=date(1985, 3, 12),
        marital_status="已婚",
        education="高中",
        registered_address="四川省内江市东兴区示例镇样板村3组",
        residence="重庆市大渡口区八桥镇示例路18号2栋5-3",
        mobile="13800000001",
        group="农村自主创业农民（含返乡创业农民工）",
        group_proof="返乡创业登记 样2026-031",
        employment_permit="5001040026000031",
        had_loan_before=False,
        earlier_loans=0,
    )


def _project() -> Project:
    return Project(
        entity_name="大渡口区示例美发店",
        registration_number="92500104MA5XAMPL0X",
        entity_type="个体工商户",
        registered_on=date(2026, 5, 8),
        address="重庆市大渡口区八桥镇示例路20号附3号",
        industry="居民服务、修理和其他服务业",
        business_scope="理发服务；美容服务；化妆品零售；日用百货销售。",
        through_spouse=False,
        premises="租赁",
        lease_from=date(2026, 5, 1),
        lease_until=date(2029, 4, 30),
        own_funds=8_000_000,
        last_year_turnover=15_600_000,
        staff=3,
        key_group_staff=1,
        expected_hires=2,
        partners=(
            Partner(
                name="孙样五",
                id_number="509999198802030011",
                group="城镇登记失业人员",
                contribution=3_000_000,
                share=10_000_000,
            ),
        ),
    )


def _request() -> LoanRequest:
    return LoanRequest(
        amount=20_000_000,
        months=36,
        purpose="增设两把理发椅，更换热水和照明设备，补充流动资金",
        bank="示例银行大渡口支行",
        repayment_method="按月付息到期还本",
        repayment_source="店铺经营收入及家庭工资收入",
        guarantee="自然人保证",
        guarantors=(
            Guarantor(
                name="李样六",
                id_number="509999197901010038",
                employer="示例社区卫生服务中心",
                mobile="13800000006",
                annual_income=9_600_000,
            ),
        ),
        account="示例银行 **** **** **** 0012",
    )


def _eligibility() -> tuple[EligibilityLine, ...]:
    met, maybe, note = Outcome.MET, Outcome.MAYBE, Outcome.NOTE
    lines = (
        ("属于九类重点群体之一", "农村自主创业农民（返乡创业农民工）", met, "", "区县人社", CITY),
        ("年满16周岁，贷款期限内不到法定退休年龄", "41周岁，2048年3月退休", met, "", "区县人社", CITY),
        ("经营实体已登记注册，或已认定为网络创业", "个体工商户，2026年5月8日登记", met, "", "区县人社", CITY),
        ("创业项目在重庆市内，真实经营", "大渡口区八桥镇", met, "", "银行", CITY),
        ("本人及配偶除规定类型外没有其他未结清贷款", "住房贷款、信用卡消费，均为豁免类型", maybe, CREDIT, "银行", CITY),
        ("户籍不限（川渝同城同待）", "四川省内江市", note, "", "", CITY),
        ("累计享受不超过3次", "0 次", note, "", "", GUIDE),
    )
    return tuple(
        EligibilityLine(condition=rule, seen=seen, outcome=found, explanation=why, reviewer=by, source=source)
        for rule, seen, found, why, by, source in lines
    )


def _terms(lines: tuple[ScheduleLine, ...]) -> LoanTerms:
    interest = sum(line.interest for line in lines)
    subsidy = sum(line.subsidy for line in lines)
    return LoanTerms(
        cap=50_000_000,
        cap_basis="个人创业担保贷款最高50万元",
        longest_term_months=36,
        lpr=Decimal("3.00"),
        lpr_from=date(2025, 5, 20),
        margin_basis_points=50,
        rate=Decimal("3.50"),
        subsidised_share=Decimal("0.5"),
        net_rate=Decimal("1.75"),
        interest=interest,
        subsidy=subsidy,
        own_interest=interest - subsidy,
        notes=("最近一次确认LPR的日期已超过35天，签约时以当日公布的为准", "逾期、展期不予贴息"),
        source=CITY,
    )


def _materials() -> tuple[MaterialLine, ...]:
    return (
        MaterialLine(name="创业担保贷款申请表（个人）", copies="1", ready=True, note="自动生成"),
        MaterialLine(name="居民身份证", copies="复印1", ready=True, note="出示原件"),
        MaterialLine(name="营业执照副本", need=Need.CONDITIONAL, when="登记注册为经营实体的", copies="复印1"),
        MaterialLine(name="婚姻状况证明", need=Need.CONDITIONAL, when="已婚或离婚的", copies="复印1", ready=True),
        MaterialLine(name="经营场所租赁合同或产权证明", need=Need.OPTIONAL, copies="复印1"),
        MaterialLine(name="个人征信报告", need=Need.OPTIONAL, when="自行查询的", copies="1"),
        MaterialLine(name="失业登记信息", need=Need.EXEMPT, ready=True),
        MaterialLine(name="社会保险参保信息", need=Need.EXEMPT, ready=True),
    )
