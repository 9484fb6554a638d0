"""承诺书 and 授权书: what applicant and spouse promise and allow, in sentences they can read before they
sign.

The authorisation names who may look up what, what for and until when, item by item with a box each: consent
to look into someone's affairs is asked for separately, and can be taken back.
"""

from __future__ import annotations

from reportlab.lib.units import mm

from caseworker.documents.cells import Choices, Label, Signature, Value
from caseworker.documents.grid import Block, Column, Form, Gap, Grid, Paragraph, Row, Section, row
from caseworker.documents.loan.content import LoanPacketContent, Spouse

_BLANK_NAME = "＿＿＿＿＿＿"
_BLANK_ID = "＿＿＿＿＿＿＿＿＿＿＿＿"

_PROMISES = (
    "所填写的申请内容和提交的全部材料真实、准确、完整，复印件与原件一致。",
    "申报的创业项目真实存在，经营地在申报的行政区域内，由本人或配偶实际经营。",
    (
        "提出申请时，本人及配偶除助学贷款、脱贫人口小额信贷、住房贷款、购车贷款、5万元以下小额消费贷款（含信用卡消费）"
        "以外，没有其他未结清的贷款。"
    ),
    "贷款只用于申报项目的经营，不转借他人，不用于购房、投资理财、偿还其他债务等与经营无关的用途。",
    "按借款合同约定按期还本付息；知悉逾期、展期期间不享受财政贴息，逾期将影响个人信用。",
    "经营地址、从业人员、联系方式发生变化，或者停止经营的，在十日内告知受理街道和经办银行；配合贷后回访。",
    "同一项目不在其他机构重复申请创业担保贷款。",
    "知悉街道受理和初审不等于批准贷款，是否担保、是否放款以及额度、期限、利率由担保机构和经办银行依规决定。",
)

_LOOKUPS = (
    ("身份、户籍、婚姻登记信息", "受理街道、区县人社部门", "核对申请人身份和配偶情况"),
    ("就业失业登记、社会保险缴纳信息", "受理街道、区县人社部门", "核对人员类别和从业情况"),
    ("市场主体登记、纳税信息", "受理街道、区县人社部门、经办银行", "核对经营实体和项目真实性"),
    ("个人征信信息", "担保机构、经办银行", "审核贷款资格和贷后管理"),
    ("创业担保贷款及贴息记录", "区县人社部门、担保机构、经办银行", "核对享受次数和贴息额度"),
)
_WIDTHS = (Column("查询内容", 8, "left"), Column("查询单位", 7, "left"), Column("用途", 6, "left"))


def commitment(content: LoanPacketContent) -> Form:
    """The applicant's promises, numbered, with room for signature and fingerprint."""
    person = content.applicant
    blocks: list[Block] = [
        Gap(3 * mm),
        Paragraph(
            f"本人{person.name or _BLANK_NAME}，公民身份号码{person.id_number or _BLANK_ID}，"
            f"因经营{content.project.entity_name or _BLANK_NAME}申请创业担保贷款，现郑重承诺：",
            after=1.5 * mm,
        ),
        *(Paragraph(f"{position}．{text}", after=1.2 * mm) for position, text in enumerate(_PROMISES, start=1)),
        Paragraph("以上承诺如有不实，本人愿意退回已享受的财政贴息，并承担由此产生的法律责任。", after=6 * mm),
        _signed("申请人签名（按手印）："),
    ]
    return Form("创业担保贷款申请承诺书", "街创贷-05", blocks)


def authorisation(content: LoanPacketContent) -> Form:
    """The applicant's authorisation to look up, item by item."""
    person = content.applicant
    return _authorisation("个人信息查询授权书", "街创贷-06", person.name, person.id_number, "申请人", content)


def spouse_authorisation(content: LoanPacketContent) -> Form:
    """The same from the spouse, who also agrees to the application."""
    spouse = content.spouse or Spouse()
    title = "配偶同意及信息查询授权书"
    return _authorisation(title, "街创贷-07", spouse.name, spouse.id_number, "配偶", content)


def asks_spouse(content: LoanPacketContent) -> bool:
    """Whether the packet holds the spouse's page: a spouse is recorded, or nobody has said there is none."""
    return content.spouse is not None or content.applicant.marital_status in ("", "已婚")


def _authorisation(title: str, number: str, name: str, id_number: str, role: str, content: LoanPacketContent) -> Form:
    person = f"本人{name or _BLANK_NAME}，公民身份号码{id_number or _BLANK_ID}，"
    opening = f"{person}为申请创业担保贷款，"
    if role == "配偶":
        applicant = content.applicant.name or _BLANK_NAME
        opening = f"{person}系申请人{applicant}的配偶，知悉并同意其申请创业担保贷款，"
    blocks: list[Block] = [
        Gap(3 * mm),
        Paragraph(f"{opening}授权下列单位在办理本次贷款所必需的范围内查询本人以下信息：", after=3 * mm),
        Grid([Section("", _lookups())]),
        Gap(4 * mm),
        Paragraph(
            f"受理机构：{content.office_name or _BLANK_NAME}　　经办银行：{content.request.bank or _BLANK_NAME}",
            after=1 * mm,
        ),
        Paragraph("授权期限自签署之日起，至本次申请终止或贷款结清之日止。"),
        Paragraph(
            "查询所得信息仅用于本次贷款的受理、审核、担保、发放和贷后管理，不得用于其他用途，不得向无关人员提供。"
        ),
        Paragraph(
            "本人知悉：征信信息属于敏感个人信息；可以不同意其中任何一项，由此不能核对的事项须自行提交证明；"
            "可以书面撤回授权，撤回不影响此前已经依据授权进行的查询。",
            after=6 * mm,
        ),
        _signed(f"{role}签名（按手印）："),
    ]
    return Form(title, number, blocks)


def _lookups() -> list[Row]:
    head = row(*(Label(column.head, column.span) for column in _WIDTHS), Label("是否同意", 3), keep=True)
    lines = [
        row(
            *(Value(text, column.span, 2, "left", size=10) for text, column in zip(texts, _WIDTHS, strict=True)),
            Choices(("同意", "不同意"), "", 3),
            height=12.5 * mm,
        )
        for texts in _LOOKUPS
    ]
    return [head, *lines]


def _signed(who: str) -> Grid:
    return Grid([Section("", [row(Signature([who], "", height=22 * mm))])])
