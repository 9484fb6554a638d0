"""Words of the application form for codes: the form's boxes have their own, shorter than those of the code tables."""

from __future__ import annotations

from collections.abc import Mapping

MARRIAGE: Mapping[str, str] = {
    "10": "未婚",
    "20": "已婚",
    "21": "已婚",
    "22": "已婚",
    "23": "已婚",
    "30": "丧偶",
    "40": "离婚",
}
ENTITY: Mapping[str, str] = {
    "sole_trader": "个体工商户",
    "company": "企业",
    "partnership": "合伙企业",
    "cooperative": "农民专业合作社",
    "private_nonprofit": "民办非企业单位",
    "online": "网络创业",
}
REPAYMENT: Mapping[str, str] = {
    "interest_monthly": "按月付息到期还本",
    "interest_quarterly": "按季付息",
    "equal_instalment": "等额本息",
    "equal_principal": "等额本金",
    "instalments": "分期还本",
}
GUARANTEE: Mapping[str, str] = {
    "none": "免反担保",
    "guarantor": "自然人保证",
    "mortgage": "抵押",
    "pledge": "质押",
    "other": "以担保机构意见为准",
}
PREMISES: Mapping[str, str] = {"owned": "自有", "rented": "租赁"}
REVIEWER: Mapping[str, str] = {"street": "街道", "district": "区县人社", "bank": "银行"}
