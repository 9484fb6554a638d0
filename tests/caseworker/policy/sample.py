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

[parameters.personal_cap]
label = "个人最高额"
value = 500000
unit = "yuan"
source = "S"
mark = "V"
verified = true

[parameters.partnership_per_person]
label = "合伙每人"
value = 550000
unit = "yuan"
source = "S"
mark = "V"
verified = true

[parameters.partnership_total]
label = "合伙合计"
value = 6000000
unit = "yuan"
source = "S"
mark = "V"
verified = true

[parameters.consumer_loan_limit]
label = "消费贷款"
value = 50000
unit = "yuan"
source = "S"
mark = "V"
verified = true

[parameters.max_term]
label = "最长期限"
value = 36
unit = "months"
source = "S"
mark = "V"
verified = true

[parameters.day_basis]
label = "计息天数"
value = 360
unit = "days"
source = "S"
mark = "V"
verified = true

[parameters.exempt_loan_kinds]
label = "可有的贷款"
value = ["study"]
unit = "codes"
source = "S"
mark = "V"
verified = true

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
