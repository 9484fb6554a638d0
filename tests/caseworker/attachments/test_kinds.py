"""What a file is, guessed from its name."""

from __future__ import annotations

import pytest

from caseworker.attachments.kinds import guess_kind, require_kind
from caseworker.problems import OfficerProblem


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("身份证正面.jpg", "id_card"),
        ("王样一-户口本.pdf", "id_card"),
        ("电工职业资格证书.jpg", "certificate"),
        ("残疾证.jpg", "hardship"),
        ("个人简历（新）.docx", "resume"),
        ("解除劳动合同证明.pdf", "contract"),
        ("营业执照副本.png", "business"),
        ("微信图片_20261123.jpg", "other"),
        (".pdf", "other"),
    ],
)
def test_a_name_tells_what_it_is(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


def test_only_kinds_of_the_table() -> None:
    assert require_kind("resume") == "resume"
    with pytest.raises(OfficerProblem, match="kind_unknown"):
        require_kind("简历")
