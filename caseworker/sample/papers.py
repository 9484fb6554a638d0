"""Sample papers of the sample office: a card, a certificate, a signed consent; each says that it is none."""

from __future__ import annotations

import io
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.local.blobs import Blobs
from db.local.unit_of_work import UnitOfWork
from db.models import Case
from db.models.base import new_id

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PEOPLE = 24
"""How many people have papers: enough to meet one soon, few enough to be made at once."""
_LINES = ("姓名：样一", "号码：509999********000X", "仅供练习，不是真实材料")
_PAPERS = (
    ("身份证正面（样例）.jpg", "id_card", "image/jpeg", "样例身份证件", (860, 540)),
    ("职业资格证书（样例）.jpg", "certificate", "image/jpeg", "样例职业资格证书", (1000, 720)),
    ("信息使用同意书（样例）.pdf", "consent", "application/pdf", "样例信息使用同意书", (827, 1169)),
)


def keep_papers(unit: UnitOfWork, blobs: Blobs, random: Random) -> list[dict[str, Any]]:
    """Rows of `Attachment` for some of the people with a case; the bytes are kept on the way, each once."""
    kept = [(name, kind, media, _drawn(title, size, media)) for name, kind, media, title, size in _PAPERS]
    hashes = [blobs.put(content) for *_, content in kept]
    people = unit.session.scalars(select(Case.person_id).order_by(Case.id).limit(PEOPLE)).all()
    return [
        {
            "id": new_id(),
            "person_id": person_id,
            "kind": kind,
            "name": name,
            "media_type": media,
            "sha256": sha256,
            "size": len(content),
            "turned": 0,
            "added_at": unit.now,
            "added_by": unit.actor.officer_id,
        }
        for person_id in people
        for (name, kind, media, content), sha256 in random.sample(
            list(zip(kept, hashes, strict=True)), random.randint(1, len(kept))
        )
    ]


def _drawn(title: str, size: tuple[int, int], media_type: str) -> bytes:
    out = io.BytesIO()
    picture = _page(title, size)
    if media_type == "application/pdf":
        picture.save(out, "PDF", resolution=100.0)
    else:
        picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _page(title: str, size: tuple[int, int]) -> Picture:
    """A framed page with a title, a few lines and 样例 across it."""
    from PIL import Image, ImageDraw, ImageFont

    font = io.BytesIO((files("resources") / "fonts" / "NotoSansSC-Regular.ttf").read_bytes())
    large = ImageFont.truetype(font, size[0] // 14)
    plain, vast = large.font_variant(size=size[0] // 30), large.font_variant(size=size[0] // 4)
    page = Image.new("RGB", size, "#FBF9F2")
    pen = ImageDraw.Draw(page)
    edge, left = size[0] // 28, size[0] // 9
    pen.text((size[0] // 2, size[1] // 2), "样例", font=vast, fill="#EFE6D3", anchor="mm")
    pen.rectangle((edge, edge, size[0] - edge, size[1] - edge), outline="#8A3B32", width=4)
    pen.text((left, size[1] // 7), title, font=large, fill="#2A2F38")
    for number, line in enumerate(_LINES):
        pen.text((left, size[1] // 7 + size[0] // 7 + number * size[0] // 17), line, font=plain, fill="#4A5563")
    return page
