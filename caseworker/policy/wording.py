"""Rules of a pack read out in Chinese, for people who decide about them: "年龄不低于 16；由区县人社审核"."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from caseworker.messages import text
from caseworker.policy.expression import AllOf, AnyOf, Comparison, Expression, Not, Op, Undecided
from caseworker.policy.loading import fact_labels
from caseworker.policy.pack import Condition, LineKind, Material, PolicyPack

_OPS = {
    Op.EQ: "为",
    Op.LT: "小于",
    Op.LE: "不超过",
    Op.GT: "超过",
    Op.GE: "不低于",
    Op.IN: "是其中之一：",
    Op.OVERLAPS: "包含其中之一：",
    Op.SUBSET_OF: "只能是：",
    Op.STARTS_WITH: "的代码开头为",
}


def said(entry: BaseModel, pack: PolicyPack) -> str:
    """What a condition or a paper asks for, when it applies, and who looks at it."""
    if isinstance(entry, Condition):
        parts = [_when(entry.when, pack), read_out(entry.test, pack) if entry.test else ""]
        parts.append("" if entry.kind is LineKind.CONDITION else "只作提醒，不作判断")
        parts.append(text(f"policy.reviewer.{entry.reviewer}") if entry.reviewer else "")
    else:
        assert isinstance(entry, Material)
        parts = [text(f"policy.need.{entry.need.value}"), _when(entry.when, pack), entry.note]
    return "；".join(part for part in parts if part)


def read_out(expression: Expression, pack: PolicyPack) -> str:
    """An expression as a sentence."""
    match expression:
        case AllOf():
            return "，且".join(_inner(part, pack) for part in expression.all)
        case AnyOf():
            return "，或".join(_inner(part, pack) for part in expression.any)
        case Not():
            return f"不满足（{read_out(expression.inner, pack)}）"
        case Undecided():
            return f"需询问：{expression.undecided}"
        case Comparison():
            return _comparison(expression, pack)


def _when(expression: Expression | None, pack: PolicyPack) -> str:
    return f"适用于：{read_out(expression, pack)}" if expression is not None else ""


def _inner(part: Expression, pack: PolicyPack) -> str:
    words = read_out(part, pack)
    return f"（{words}）" if isinstance(part, AllOf | AnyOf) else words


def _comparison(one: Comparison, pack: PolicyPack) -> str:
    name = fact_labels(pack.policy).get(one.field, one.field)
    if one.parameter:
        parameter = pack.parameters[one.parameter]
        return f"{name}{_OPS[one.op]}“{parameter.label}”"
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    return f"{name}{_OPS[one.op]}{'、'.join(_value(value, pack) for value in values)}"


def _value(value: object, pack: PolicyPack) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return pack.group_name(str(value))
