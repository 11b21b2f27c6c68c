"""A PDF with text, written by hand: a font that every reader knows, nothing embedded."""

from __future__ import annotations

from collections.abc import Sequence

_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    ">>] >>"
)


def pdf(pages: Sequence[str], *, locked: bool = False) -> bytes:
    """A page for each text, which may be empty; a line of the text is a line of the page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", _FONT]
    for number, text in enumerate(pages):
        lines = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in text.split("\n") if line)
        drawn = f"BT /F 12 Tf 14 TL 50 800 Td {lines} ET"
        fonts = "/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    found, starts = b"%PDF-1.7\n", []
    for number, told in enumerate(objects, 1):
        starts.append(len(found))
        found += f"{number} 0 obj\n{told}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    lock = " /Encrypt << /Filter /Standard /V 4 /R 4 >>" if locked else ""
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{lock} >>"
    return found + f"{head}\nstartxref\n{len(found)}\n%%EOF\n".encode()
