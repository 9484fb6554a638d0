"""Pictures made ready to be painted, away from the GUI thread: decoded, upright, and in sizes that halve.

Only the decoder that a file's type names is asked; Qt would else try every format it knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 16_000_000
"""A larger picture is shown scaled down; its bytes stay as they are."""
SMALLEST = 400
_FORMATS = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/webp": b"webp",
    "image/tiff": b"tiff",
    "image/bmp": b"bmp",
}


@dataclass(frozen=True, slots=True)
class Levels:
    """One picture in sizes that halve, the largest first, so that painting it small is both quick and smooth.

    `pages`: how many the file has; `page` is the one shown, from 0.
    """

    images: tuple[QImage, ...]
    page: int = 0
    pages: int = 1

    @property
    def size(self) -> QSize:
        """Size of the largest."""
        return self.images[0].size()

    def for_width(self, width: float) -> QImage:
        """The smallest one that is not narrower than `width` device pixels."""
        return next((image for image in reversed(self.images) if image.width() >= width), self.images[0])


def decode(content: bytes, media_type: str, page: int = 0) -> Levels | None:
    """The picture (of a TIFF: one page); None when it cannot be decoded."""
    buffer, plain = QBuffer(), QByteArray(content)
    buffer.setData(plain)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[media_type]))
    pages = max(1, reader.imageCount()) if media_type == "image/tiff" else 1
    image = _read(reader, page)
    del reader  # before the buffer it still reads from when it goes
    return None if image.isNull() else levels(image, page, pages)


def _read(reader: QImageReader, page: int) -> QImage:
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    if page and not reader.jumpToImage(page):
        return QImage()
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        factor = (MOST_PIXELS / (size.width() * size.height())) ** 0.5
        reader.setScaledSize(QSize(int(size.width() * factor), int(size.height() * factor)))
    return reader.read()


def levels(image: QImage, page: int = 0, pages: int = 1) -> Levels:
    """The sizes of an image."""
    alpha = image.hasAlphaChannel()
    form = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    images = [image.convertToFormat(form)]
    while min(images[-1].width(), images[-1].height()) >= 2 * SMALLEST:
        half = images[-1].size() / 2
        keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        images.append(images[-1].scaled(half, keep, smooth))
    return Levels(tuple(images), page, pages)


def png_of(image: QImage) -> bytes:
    """An image as the bytes of a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub takes the format as bytes alone
    return bytes(buffer.data().data())
