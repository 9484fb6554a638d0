from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.documents.loan.bundle import loan_packet
from caseworker.documents.loan.content import LoanPacketContent
from caseworker.problems import OfficerProblem
from tests.caseworker.documents import reading, samples


def with_name(name: str) -> LoanPacketContent:
    content = samples.full()
    return replace(content, applicant=replace(content.applicant, name=name))


def test_a_full_packet_has_every_paper_in_order() -> None:
    pdf = loan_packet(samples.full())
    assert [title for title, _ in reading.bookmarks(pdf)] == [
        "封面及目录",
        "创业担保贷款申请表（个人）",
        "创业担保贷款申请材料清单",
        "创业担保贷款资格核对表",
        "创业担保贷款还款计划",
        "创业担保贷款申请承诺书",
        "个人信息查询授权书",
        "配偶同意及信息查询授权书",
    ]
    assert len(reading.page_texts(pdf)) >= 8


# One entry per numbered field of the application form, in the order of the parts A to G.
FIELDS = [
    "姓名苏样三",
    "性别☑男☐女",
    "50999919850312005X",
    "出生日期1985年3月12日",
    "☐未婚☑已婚☐丧偶☐离婚",
    "学历高中",
    "户籍地四川省内江市东兴区示例镇样板村3组",
    "常住地址重庆市大渡口区八桥镇示例路18号2栋5-3",
    "手机13800000001",
    "☑农村自主创业农民（含返乡创业农民工）",
    "☐城镇登记失业人员",
    "返乡创业登记样2026-031",
    "5001040026000031",
    "担保贷款☐是☑否",
    "累计次数0次",
    "姓名赵样二",
    "509999198611250062",
    "工作单位示例服装厂",
    "手机13800000002",
    "配偶同意并签名：",
    "实体名称大渡口区示例美发店",
    "92500104MA5XAMPL0X",
    "☑个体工商户☐企业",
    "注册日期2026年5月8日",
    "经营地址重庆市大渡口区八桥镇示例路20号附3号",
    "所属行业居民服务、修理和其他服务业",
    "经营范围理发服务；美容服务",
    "实体申请☐是☑否",
    "☐自有☑租赁",
    "2026年5月1日至2029年4月30日",
    "自有资金80,000.00元",
    "上年营业额156,000.00元",
    "现有从业人数3人",
    "其中重点群体1人",
    "预计新增就业2人",
    "网店平台",
    "店铺名称",
    "孙样五509999198802030011城镇登记失业人员30,000.00100,000.00",
    "申请金额200,000.00元",
    "大写贰拾万元整",
    "期限36个月",
    "贷款用途增设两把理发椅",
    "经办银行示例银行大渡口支行",
    "☑按月付息到期还本☐等额本息",
    "还款来源店铺经营收入及家庭工资收入",
    "☐免反担保☑自然人保证☐抵押",
    "李样六509999197901010038示例社区卫生服务中心1380000000696,000.00",
    "收款账户示例银行************0012",
    "本人住房贷款示例银行内江分行186,500.00是",
    "配偶信用卡消费示例银行大渡口支行3,200.00是",
    "本人承诺以上填写内容",
    "授权受理机构",
    "申请人签名：",
    "街道受理号LH-DK-2026-0012",
    "受理日期2026年11月20日",
    "街道初审意见",
    "经办人：钱样四",
    "负责人：",
    "（公章）",
    "资格审核意见",
    "担保额度：",
    "担保费率：",
    "贷款额度：",
    "利率：LPR+",
    "☑居民身份证☐营业执照副本",
]


@pytest.mark.parametrize("field", FIELDS)
def test_the_application_form_shows_every_field(field: str, full_text: str) -> None:
    assert field in full_text


@pytest.fixture(scope="module")
def full_text() -> str:
    pdf = loan_packet(samples.full())
    start, end = (page for title, page in reading.bookmarks(pdf) if "申请表" in title or "清单" in title)
    return "".join(reading.page_texts(pdf)[start - 1 : end - 1])


def test_materials_say_how_each_is_asked_for() -> None:
    text = reading.text(loan_packet(samples.full()))
    for line in (
        "2居民身份证必需复印1☑出示原件",
        "3营业执照副本条件必需登记注册为经营实体的复印1☐",
        "免提交（系统核验）",
    ):
        assert line in text


def test_eligibility_shows_result_reason_and_numbered_source() -> None:
    text = reading.text(loan_packet(samples.full()))
    assert "可能符合缺：本人及配偶征信情况，待经办银行查询〔1〕" in text
    assert "11号）2025-06-17已核实" in text and "（第三方指南）2022-07-12未核实" in text
    assert "不代表审批结果" in text and "LPR+50BP=3.50%" in text


def test_schedule_is_marked_as_reckoned_and_adds_up() -> None:
    text = reading.text(loan_packet(samples.full()))
    assert "测算，以合同为准" in text
    assert "362029-11-21200,000.00583.33291.66200,291.670.00" in text
    assert "合计200,000.0020,999.8810,499.76210,500.12" in text


def test_an_empty_record_prints_blanks_to_fill_in() -> None:
    pdf = loan_packet(samples.empty())
    text = reading.text(pdf)
    assert len(reading.page_texts(pdf)) >= 8
    assert "None" not in text and "☑" not in text
    assert "本人＿＿＿＿＿＿，公民身份号码" in text


def test_the_longest_values_are_all_there_on_annex_pages() -> None:
    content = samples.longest()
    pages = reading.page_texts(loan_packet(content))
    bodies = "".join(page.split(f"共{len(pages)}页", 1)[1] for page in pages)
    for value in (content.applicant.name, content.project.business_scope, content.request.purpose):
        assert value in bodies
    assert any("（续附页）" in page for page in pages)


def test_a_single_applicant_has_no_page_for_a_spouse() -> None:
    content = samples.full()
    single = replace(content, spouse=None, applicant=replace(content.applicant, marital_status="未婚"))
    assert "配偶同意及信息查询授权书" not in reading.text(loan_packet(single))


@pytest.mark.parametrize("name", ["王𠮷样", "赵𪨧样", "李䶮样", "阿依古丽·样一"])
def test_rare_names_are_drawn_and_can_be_copied(name: str) -> None:
    pdf = loan_packet(with_name(name))
    assert f"姓名{name}" in reading.text(pdf)
    assert all(reading.fonts(pdf).values())


@pytest.mark.parametrize(
    ("name", "code"),
    [("王\ue81e", "U+E81E"), ("王😀", "U+1F600"), ("王\U00030000", "U+30000"), ("علي", "U+0639")],
)
def test_a_name_no_font_can_draw_is_refused(name: str, code: str) -> None:
    with pytest.raises(OfficerProblem) as caught:
        loan_packet(with_name(name))
    assert code in str(caught.value.params["characters"])


@pytest.mark.parametrize("make", [samples.full, samples.empty, samples.longest])
def test_every_font_is_embedded_and_every_page_numbered(make: object) -> None:
    pdf = loan_packet(make())  # type: ignore[operator]
    pages = reading.page_texts(pdf)
    assert all(reading.fonts(pdf).values())
    assert all(f"第{n}页共{len(pages)}页" in page for n, page in enumerate(pages, start=1))


@reading.needs_zbar
def test_cover_and_form_can_be_scanned(tmp_path: Path) -> None:
    pdf = loan_packet(samples.full())
    assert set(reading.codes(pdf, 1, tmp_path)) == {"LH-2026-0012"}
    assert set(reading.codes(pdf, 2, tmp_path)) == {"LH-2026-0012"}


def test_the_sheet_changes_only_with_its_content() -> None:
    assert loan_packet(samples.full()) == loan_packet(samples.full())
    assert loan_packet(samples.full()) != loan_packet(replace(samples.full(), printed_on=date(2026, 11, 23)))
