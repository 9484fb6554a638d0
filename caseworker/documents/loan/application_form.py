"""创业担保贷款申请表（个人）: every field of the application, A to G, on the street's own sheet.

The order and the numbering of the parts follow the fields the rules name; no official blank was published,
so the sheet is marked 街道工作用表 like all others.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm

from caseworker.documents.cells import Choices, Label, Signature, Value, day
from caseworker.documents.grid import Column, Form, Gap, Grid, Paragraph, Row, Section, row, table
from caseworker.documents.loan.content import (
    Applicant,
    ExistingLoan,
    LoanPacketContent,
    LoanRequest,
    Need,
    Opinions,
    Project,
    Spouse,
)
from caseworker.documents.wording import amount, amount_in_words, chinese_date, number, percent, yes_no

MARRIAGE: Final = ("未婚", "已婚", "丧偶", "离婚")
ENTITIES: Final = ("个体工商户", "企业", "农民专业合作社", "民办非企业单位", "网络创业")
REPAYMENTS: Final = ("按月付息到期还本", "等额本息", "等额本金", "按季付息", "分期还本")
GUARANTEES: Final = ("免反担保", "自然人保证", "抵押", "质押")
PREMISES: Final = ("自有", "租赁")
_YES_NO: Final = ("是", "否")


def application_form(content: LoanPacketContent) -> Form:
    """The application form; blanks stay blank, lists have rows left for writing."""
    return Form(
        title="创业担保贷款申请表（个人）",
        number="街创贷-01",
        note=f"依据：{content.policy}" if content.policy else "",
        blocks=[
            Grid(
                [
                    Section("申请人", _applicant(content.applicant)),
                    Section("配偶", _spouse(content.spouse or Spouse()), together=True),
                    Section("创业项目", _project(content.project)),
                    Section("贷款申请", _request(content.request)),
                    Section(
                        "现有贷款",
                        _existing(content.existing_loans),
                        together=len(content.existing_loans) < 6,
                    ),
                    Section("承诺", _promise(), together=True),
                    Section("审核意见", _opinions(content), new_page=True),
                ]
            ),
            Gap(2 * mm),
            Paragraph("填表说明：请用黑色签字笔填写，字迹清楚；在所选项前的方框内打√；金额以人民币元为单位。", 9, 0),
        ],
    )


def _applicant(person: Applicant) -> list[Row]:
    return [
        row(
            Label("姓名"),
            Value(person.name, 7, align="center"),
            Label("性别", 2),
            Choices(("男", "女"), person.sex, 4),
            Label("出生日期"),
            day(person.birth_date, 5),
        ),
        row(Label("公民身份\n号码"), Value(person.id_number, 9), Label("手机"), Value(person.mobile, 9)),
        row(
            Label("婚姻状况"),
            Choices(MARRIAGE, person.marital_status, 12),
            Label("学历"),
            Value(person.education, 6),
        ),
        row(Label("户籍地"), Value(person.registered_address, 21)),
        row(Label("常住地址"), Value(person.residence, 21)),
        row(Label("人员类别"), Choices(person.groups_offered, person.group, 21), height=22 * mm),
        row(
            Label("类别证明\n名称、编号", 4),
            Value(person.group_proof, 8),
            Label("就业创业证号", 4),
            Value(person.employment_permit, 8),
        ),
        row(
            Label("曾获创业\n担保贷款", 4),
            Choices(_YES_NO, yes_no(person.had_loan_before), 8),
            Label("累计次数", 4),
            Value(number(person.earlier_loans), 8, unit="次"),
        ),
        row(
            Label("上次贷款金额", 4),
            Value(amount(person.last_loan_amount), 8, unit="元"),
            Label("上次结清日期", 4),
            day(person.last_loan_settled_on, 8),
        ),
    ]


def _spouse(spouse: Spouse) -> list[Row]:
    return [
        row(Label("姓名"), Value(spouse.name, 7), Label("公民身份\n号码"), Value(spouse.id_number, 11)),
        row(Label("工作单位"), Value(spouse.employer, 11), Label("手机"), Value(spouse.mobile, 7)),
        row(Signature(["配偶同意并签名："], "本人知悉并同意申请人申请创业担保贷款。", height=17 * mm)),
    ]


def _project(project: Project) -> list[Row]:
    return [
        row(
            Label("实体名称"),
            Value(project.entity_name, 9),
            Label("统一社会信用\n代码（注册号）", 5),
            Value(project.registration_number, 7),
        ),
        row(Label("实体类型"), Choices(ENTITIES, project.entity_type, 21)),
        row(
            Label("注册日期"),
            day(project.registered_on, 9),
            Label("所属行业"),
            Value(project.industry, 9),
        ),
        row(Label("经营地址"), Value(project.address, 21)),
        row(Label("经营范围"), Value(project.business_scope, 21, lines=3)),
        *_business(project),
        *_partners(project),
    ]


def _business(project: Project) -> list[Row]:
    return [
        row(
            Label("以配偶名下\n实体申请", 4),
            Choices(_YES_NO, yes_no(project.through_spouse), 5),
            Label("经营场地"),
            Choices(PREMISES, project.premises, 5),
            Label("租期", 2),
            Value(_lease(project), 5),
        ),
        row(
            Label("自有资金", 3),
            Value(amount(project.own_funds), 9, unit="元"),
            Label("上年营业额", 4),
            Value(amount(project.last_year_turnover), 8, unit="元"),
        ),
        row(
            Label("现有从业人数", 4),
            Value(number(project.staff), 4, unit="人"),
            Label("其中重点群体", 4),
            Value(number(project.key_group_staff), 4, unit="人"),
            Label("预计新增就业", 4),
            Value(number(project.expected_hires), 4, unit="人"),
        ),
        row(
            Label("网店平台", 3),
            Value(project.online_platform, 9),
            Label("店铺名称", 3),
            Value(project.online_shop, 9),
        ),
    ]


def _partners(project: Project) -> list[Row]:
    columns = [
        Column("合伙人姓名", 4),
        Column("公民身份号码", 7),
        Column("人员类别", 5),
        Column("出资（元）", 4, "right"),
        Column("申请额度（元）", 4, "right"),
    ]
    records = [
        (each.name, each.id_number, each.group, amount(each.contribution), amount(each.share))
        for each in project.partners
    ]
    return table(columns, records, at_least=2)


def _request(request: LoanRequest) -> list[Row]:
    return [
        row(
            Label("申请金额"),
            Value(amount(request.amount), 6, unit="元"),
            Label("大写"),
            Value(amount_in_words(request.amount), 6),
            Label("期限", 2),
            Value(number(request.months), 4, unit="个月"),
        ),
        row(Label("贷款用途"), Value(request.purpose, 12), Label("经办银行"), Value(request.bank, 6)),
        row(Label("还款方式"), Choices(REPAYMENTS, request.repayment_method, 21)),
        row(Label("还款来源"), Value(request.repayment_source, 21)),
        row(Label("担保方式"), Choices(GUARANTEES, request.guarantee, 21)),
        row(Label("收款账户"), Value(request.account, 21)),
        *_guarantors(request),
    ]


def _guarantors(request: LoanRequest) -> list[Row]:
    columns = [
        Column("反担保人", 4),
        Column("公民身份号码", 6),
        Column("工作单位", 6, "left"),
        Column("电话", 4),
        Column("年收入（元）", 4, "right"),
    ]
    records = [
        (each.name, each.id_number, each.employer, each.mobile, amount(each.annual_income))
        for each in request.guarantors
    ]
    return table(columns, records, at_least=2)


def _existing(loans: tuple[ExistingLoan, ...]) -> list[Row]:
    columns = [
        Column("借款人", 3),
        Column("贷款类型", 6),
        Column("贷款机构", 7, "left"),
        Column("余额（元）", 4, "right"),
        Column("是否豁免类型", 4),
    ]
    records = [(each.owner, each.kind, each.lender, amount(each.balance), yes_no(each.exempt)) for each in loans]
    exempt = "豁免类型：助学贷款、脱贫人口小额信贷、住房贷款、购车贷款、5万元以下小额消费贷款（含信用卡消费）。"
    return [*table(columns, records, at_least=2), row(Value(exempt, 24, size=9), height=7 * mm, grow=0)]


def _promise() -> list[Row]:
    text = (
        "本人承诺以上填写内容及所提交的材料真实、准确、完整；授权受理机构、审核部门、担保机构和经办银行为办理本次"
        "贷款查询本人征信、社会保险和市场主体登记信息（详见承诺书、授权书）。如有不实，愿承担相应责任。"
    )
    return [row(Signature(["申请人签名："], text, height=27 * mm))]


def _opinions(content: LoanPacketContent) -> list[Row]:
    opinions = content.opinions
    officers = [f"经办人：{opinions.street_officer}", f"负责人：{opinions.street_head}", "（公章）"]
    seals = ["经办人：", "负责人：", "（公章）"]
    return [
        row(
            Label("街道受理号", 4),
            Value(opinions.acceptance_number, 8),
            Label("受理日期", 4),
            day(opinions.accepted_on, 8),
        ),
        row(Label("材料清单", 4), _papers(content)),
        row(
            Label("街道初审意见", 4),
            Signature(officers, opinions.street, 20, 44 * mm, signed=opinions.street_on),
        ),
        row(Label("区县人社部门资格审核意见", 4), Signature(seals, _district(opinions), 20, 44 * mm)),
        row(Label("担保机构意见", 4), Signature(seals, _guarantor(opinions), 20, 44 * mm)),
        row(Label("经办银行意见", 4), Signature(seals, _bank(opinions), 20, 44 * mm)),
    ]


def _papers(content: LoanPacketContent) -> Choices | Value:
    asked = [line for line in content.materials if line.need is not Need.EXEMPT]
    if not asked:
        return Value("见材料清单（街创贷-02）", 20)
    return Choices([line.name for line in asked], [line.name for line in asked if line.ready], 20)


def _district(opinions: Opinions) -> str:
    return opinions.district or "资格条件第1项（人员类别、年龄）、第2项（登记注册或网络创业认定）："


def _guarantor(opinions: Opinions) -> str:
    granted = amount(opinions.guaranteed_amount) or _BLANK
    fee = percent(opinions.guarantee_fee_rate) or _BLANK + "%"
    return f"担保额度：{granted} 元　　担保费率：{fee}（年）\n{opinions.guarantor}"


def _bank(opinions: Opinions) -> str:
    granted = amount(opinions.bank_amount) or _BLANK
    months = number(opinions.bank_months) or _BLANK
    margin = number(opinions.bank_margin_basis_points) or _BLANK
    return f"贷款额度：{granted} 元　期限：{months} 个月　利率：LPR + {margin} BP\n{opinions.bank}"


_BLANK: Final = "＿＿＿＿"


def _lease(project: Project) -> str:
    if not project.lease_from and not project.lease_until:
        return ""
    return f"{chinese_date(project.lease_from)}至{chinese_date(project.lease_until)}"
