"""A small pack in a region that does not exist, for tests to break in one place."""

from __future__ import annotations

PACK = """\
region = "990000"
policy = "personal_guarantee_loan"
version = "V-1"
title = "样例"
document = "样例文件"
effective_from = 2025-06-01
date_precision = "month"

[rate]
margin = "rate_margin"

[subsidy]
kind = "share"
share = "subsidy_share"

[sources.S]
title = "样例来源"
reference = "example"
mark = "V"
verified = true

[parameters.rate_margin]
label = "上浮"
value = 50
unit = "basis_points"
source = "S"
mark = "V"
verified = true

[parameters.subsidy_share]
label = "贴息"
value = "0.50"
unit = "share"
source = "S"
mark = "V2"
verified = false

[[groups]]
code = "VETERAN"
name = "退役军人"
source = "S"
mark = "V"
verified = true

[[conditions]]
id = "age"
text = "年满16周岁"
test = { field = "age", op = "ge", value = 16 }
unmet = "未满"
unknown = "未登记"
source = "S"
mark = "V"
verified = true

[[conditions]]
id = "place"
text = "在本地"
test = { field = "project_region", op = "starts_with", value = "99" }
unmet = "不在"
unknown = "未登记"
source = "S"
mark = "V"
verified = true

[[materials]]
code = "form"
name = "申请表"
need = "required"
source = "S"
mark = "V"
verified = true

[[stages]]
code = "street"
name = "街道"
covers = ["street_review"]
working_days = 1
source = "S"
mark = "D"
verified = false
"""
