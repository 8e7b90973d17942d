"""Photos and attendance lists as a report takes them: told by their first bytes, without camera data, as pictures."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from analysis.report.formats.pdf_pages import NotDrawn, pdf_pages
from data.problems import BookError

MEGABYTES, LONGEST_SIDE, QUALITY = 10, 2000, 85
SIGNATURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"%PDF-": "PDF"}


def readable_attachment(name: str, content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """What to keep of a file, and the pictures a report shows of it (a PDF: one a page).

    A PDF is kept byte for byte. A photo is kept as it is shown: upright, at most 2,000 pixels long, without the data
    a camera adds (place, time, device). BookError, in one Indonesian sentence, for anything else.
    """
    if len(content) > MEGABYTES * 10**6:
        raise BookError(f"File {name} lebih besar dari {MEGABYTES} MB; perkecil dulu, lalu pilih lagi.")
    kind = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)
    try:
        if kind is None:
            raise NotDrawn("bukan PDF, JPG, atau PNG; simpan ulang sebagai salah satunya, lalu pilih lagi")
        pictures = pdf_pages(content) if kind == "PDF" else (_cleaned(content, kind),)
    except NotDrawn as reason:
        raise BookError(f"File {name} {reason}.") from reason
    return (content if kind == "PDF" else pictures[0]), pictures


def _cleaned(content: bytes, kind: str) -> bytes:
    """The picture drawn anew: nothing but its dots goes along."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content), formats=[kind])).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise NotDrawn("rusak atau terlalu besar; foto ulang atau simpan ulang, lalu pilih lagi") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info.clear()
    target = io.BytesIO()
    picture.save(target, kind, quality=QUALITY)
    return target.getvalue()
