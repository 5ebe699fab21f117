#!/usr/bin/env python3
"""Measures a finished PDF: type area, grid, folios, faces, order of the text.

usage: geometry.py FILE.pdf ISSUE_DIR gongbao|gbt9704     (needs PyMuPDF, Python 3.11)

What is held against the pages is written in GB/T 9704-2012: 版心 156 x 225 mm
(5.2), 22 lines of 28 characters (5.2.3), the title in 2号小标宋 centred (7.3.1),
一、黑体 （一）楷体 1. and （1） 仿宋 (7.3.3), the folio in 4号 between dashes 7 mm
below the type area, outside, one character in (7.5). Baselines of all pages
must lie on one grid, so that lines back each other.
"""
import collections
import pathlib
import re
import sys
import tomllib

import pymupdf

MM = 72 / 25.4
TOP, INNER, WIDTH, HEIGHT = 37 * MM, 28 * MM, 156 * MM, 225 * MM
SHEET = (210 * MM, 297 * MM)
HALF = 0.5 * MM  # tolerance of the type area
FINE = 0.1  # tolerance of the grid, pt

failures = []
passed = 0


def check(good, message):
    global passed
    if good:
        passed += 1
    else:
        failures.append(message)


class Glyph:
    def __init__(self, span, char):
        self.c, self.font, self.size = char["c"], span["font"], span["size"]
        self.x, self.y = char["origin"]
        self.left, self.right = char["bbox"][0], char["bbox"][2]


def glyphs(page):
    out = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            if abs(line["dir"][1]) > 0.01:  # a table across the sheet
                continue
            for span in line["spans"]:
                out += [Glyph(span, char) for char in span["chars"] if char["c"].strip()]
    return out


def lines(found):
    """Glyphs by baseline, top to bottom, each line left to right."""
    rows = collections.defaultdict(list)
    for g in found:
        rows[round(g.y * 4)].append(g)
    return [sorted(rows[key], key=lambda g: g.x) for key in sorted(rows)]


def text(line):
    return "".join(g.c for g in line)


def wide(g):
    return ord(g.c) > 0x2E80 or g.c in "“”‘’—…·"


def is_picture(page):
    return any(pymupdf.Rect(info["bbox"]).contains(page.rect) for info in page.get_image_info())


def type_area(number):
    """Left and right edge on a page, the first of the file being number 0."""
    left = INNER if number % 2 == 0 else SHEET[0] - INNER - WIDTH
    return left, left + WIDTH


class Sheet:
    """A numbered page."""

    def __init__(self, number, page):
        self.number, self.page = number, page
        self.left, self.right = type_area(number)
        everything = glyphs(page)
        self.inside = [g for g in everything if TOP - 1 <= g.y - 0.88 * g.size + 1 and g.y <= TOP + HEIGHT + 1]
        self.below = [g for g in everything if g.y > TOP + HEIGHT + 1]
        sizes = collections.Counter(round(g.size, 2) for g in self.inside if wide(g))
        self.size = sizes.most_common(1)[0][0] if sizes else 0
        self.lines = lines([g for g in self.inside if abs(g.size - self.size) < 0.02])

    def name(self):
        return f"page {self.number + 1}"


def check_edges(sheet):
    """Nothing sticks out of the type area by more than a hanging half mark."""
    left = min(g.left for g in sheet.inside if g.c not in "（《“‘「『【〔")
    right = max(g.right for g in sheet.inside if g.c not in "，。、；：！？）》”’」』】〕")
    check(left > sheet.left - HALF, f"{sheet.name()}: text begins {(sheet.left - left) / MM:.2f} mm left of the type area")
    check(right < sheet.right + HALF, f"{sheet.name()}: text ends {(right - sheet.right) / MM:.2f} mm right of the type area")


def check_grid(sheet, counts):
    """All lines of running text stand on the grid of one number of lines."""
    size = sheet.size
    first = TOP + 0.88 * size
    edge = min(g.left for g in sheet.inside)

    def worst(count):
        pitch = (HEIGHT - size) / (count - 1)
        running = [line[0].y for line in sheet.lines if abs(line[0].x - edge) < 0.6 and len(line) > 8]
        return max((abs((y - first) / pitch - round((y - first) / pitch)) * pitch for y in running), default=0)

    best = min(counts, key=worst)
    check(worst(best) < FINE, f"{sheet.name()}: baselines off the grid by {worst(best):.2f} pt")
    return best


def check_full(sheet, count, chars=None):
    """The first and the last line of a full page, and how many there are."""
    top = sheet.lines[0][0].y - 0.88 * sheet.size
    bottom = sheet.lines[-1][0].y + 0.12 * sheet.size
    check(abs(top - TOP) < HALF, f"{sheet.name()}: the type area begins {(top - TOP) / MM:.2f} mm too low")
    check(abs(bottom - TOP - HEIGHT) < HALF, f"{sheet.name()}: it ends {(bottom - TOP - HEIGHT) / MM:.2f} mm too low")
    check(len(sheet.lines) == count, f"{sheet.name()}: {len(sheet.lines)} lines, not {count}")


def check_folio(sheet, layout, printed):
    row = sorted(sheet.below, key=lambda g: g.x)
    wanted = f"—{printed}—" if layout == "gbt9704" else f"{printed:02}"
    if not row:
        check(False, f"{sheet.name()}: no folio")
        return
    check(text(row) == wanted, f"{sheet.name()}: the folio is {text(row)}, not {wanted}")
    inset = 14 if layout == "gbt9704" else 0
    odd = (sheet.number + 1) % 2 == 1
    off = sheet.right - inset - row[-1].right if odd else row[0].left - sheet.left - inset
    check(abs(off) < HALF, f"{sheet.name()}: the folio is {off / MM:.2f} mm from its place at the {'right' if odd else 'left'}")
    if layout == "gbt9704":
        check(all(abs(g.size - 14) < 0.05 for g in row), f"{sheet.name()}: the folio is not 4号")
        check(all("Serif" in g.font for g in row), f"{sheet.name()}: the folio is not 宋体")
        dash = ink_top(sheet.page, row[0])
        low = (dash - TOP - HEIGHT) / MM
        check(abs(low - 7) < 0.5, f"{sheet.name()}: the dashes are {low:.2f} mm below the type area, not 7")


def ink_top(page, glyph):
    """Where the ink of a glyph begins: from a picture of it."""
    clip = pymupdf.Rect(glyph.left, glyph.y - glyph.size, glyph.right, glyph.y + glyph.size * 0.3)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(8, 8), clip=clip, colorspace=pymupdf.csGRAY)
    rows = [min(pixels.samples[y * pixels.stride : y * pixels.stride + pixels.width]) for y in range(pixels.height)]
    return clip.y0 + next((y for y, dark in enumerate(rows) if dark < 128), 0) / 8


FACES = {
    "gbt9704": {"一、": "NotoSansSC", "（一）": "FandolKai", "1.": "FandolFang", "（1）": "FandolFang"},
    "gongbao": {"一、": "NotoSansSC", "（一）": "FandolKai"},
}
HEAD = re.compile(r"^(?:([一二三四五六七八九十]+、)|(（[一二三四五六七八九十]+）)|(\d{1,2}[.．](?!\d))|(（\d{1,2}）))")


def squeeze(s):
    return re.sub(r"[\s\u200b]", "", s)


def heads_of(text):
    """The heads of a text, numbers included; items of an enumeration end in a semicolon, the last of them in a full stop."""
    heads, item = [], False
    for line in filter(None, (squeeze(line.lstrip("# ")) for line in text.splitlines())):
        item = line.endswith("；") or item and line.endswith("。")
        if HEAD.match(line) and not item:
            heads.append(line)
    return heads


def check_faces(sheets, layout, heads):
    """Heads that the texts have, in the faces of their levels. The number and
    Latin letters may come from elsewhere, the first Han character counts."""
    seen = collections.Counter()
    for sheet in sheets:
        for line in sheet.lines:
            whole = text(line)
            found = HEAD.match(whole)
            if not found or not any(whole.startswith(head[:10]) for head in heads):
                continue
            kind = ["一、", "（一）", "1.", "（1）"][found.lastindex - 1]
            if "：" in whole[:16]:
                continue  # a term and its explanation
            first = next((g for g in line[len(found.group()):] if ord(g.c) > 0x4E00), None)
            wanted = FACES[layout].get(kind)
            if first and wanted:
                seen[kind] += 1
                got = first.font.replace("-", "").replace(" ", "")
                check(wanted in got, f"{sheet.name()}: {whole[:12]} is set in {first.font}, not {wanted}")
    for kind in ("一、", "（一）"):
        check(seen[kind] > 0, f"no head {kind} was found")


def check_titles(sheets, articles):
    for article in articles:
        wanted = squeeze(article["title"].replace("|", ""))
        for sheet in sheets:
            big = [g for g in sheet.inside if abs(g.size - 22) < 0.05]
            found = lines(big)
            while found and len(text(sum(found, []))) > len(wanted):
                found.pop()  # the title of what is attached, on the same page
            if text(sum(found, [])) != wanted:
                continue
            middle = (sheet.left + sheet.right) / 2
            for line in found:
                # Marks at the ends of a line take half their width.
                ends = line[0].left, line[-1].right
                off = sum(ends) / 2 - middle
                slack = HALF + (6 if text(line)[-1] in "，、》）" or text(line)[0] in "《（" else 0)
                check(abs(off) < slack, f"{sheet.name()}: “{text(line)}” is {off / MM:.2f} mm off the middle")
                check("Serif" in line[0].font and "Bold" in line[0].font, f"{sheet.name()}: title in {line[0].font}")
            widths = [line[-1].right - line[0].left for line in found]
            waist = any(a > b + 22 and c > b + 22 for a, b, c in zip(widths, widths[1:], widths[2:]))
            check(not waist, f"{sheet.name()}: the title has a waist")
            break
        else:
            check(False, f"title “{wanted}” is nowhere in 2号")


def paragraphs(path, spaced=True):
    """The beginnings of a text's paragraphs, as they are printed. Without
    `spaced`, those that have names set apart are left out."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        if not spaced and re.search(r"\S[\u3000 ]+\S", line.lstrip("#-> ")):
            continue
        bare = squeeze(re.sub(r"^(#+|[-*+>]) |\*\*|\[\^[^\]]*\]:?", "", line))
        if len(bare) >= 14 and not re.match(r"[|!\[\\]|^图|^表", line) and "*" not in bare and "[" not in bare[:14]:
            out.append(bare[:12])
    return out


def check_order(document, first, articles, folder):
    """What a reader copies out of the PDF comes in the order of the texts."""
    body = squeeze("".join(document[n].get_text() for n in range(first, len(document))))
    at = 0
    for article in articles:
        where = at
        for start in paragraphs(folder / article["file"]):
            found = body.find(start, where)
            check(found >= 0, f"{article['file']}: “{start}” is not copied in its order")
            where = max(found, where)
        at = where
    # And it can be searched for, page by page.
    # (Some readers take the quarter em beside digits for a space: Han only.)
    plain = [article for article in articles if article.get("kind") != "appointment"]
    starts = [s for article in plain for s in paragraphs(folder / article["file"], spaced=False)]
    for words in [found.group() for s in starts if (found := re.search(r"[\u4e00-\u9fff]{4,6}", s))]:
        hit = any(document[n].search_for(words) for n in range(first, len(document)))
        check(hit, f"searching for “{words}” finds nothing")


def check_picture(number, page):
    """A picture that fills the sheet runs 3 mm over its edges and has no folio."""
    sheet = page.rect + (-3 * MM, -3 * MM, 3 * MM, 3 * MM)
    boxes = [pymupdf.Rect(info["bbox"]) + (-0.1, -0.1, 0.1, 0.1) for info in page.get_image_info()]
    check(any(box.contains(sheet) for box in boxes), f"page {number + 1}: the picture does not reach the bleed")
    captions = "".join(g.c for g in Sheet(number, page).below)
    check(not re.fullmatch(r"\W*\d+\W*", captions), f"page {number + 1}: a picture page has the folio {captions}")


def check_english(page):
    """Marks in the English name are Latin ones, not a whole em wide."""
    marks = [g for g in glyphs(page) if g.c in "'‘’“”\""]
    for g in marks:
        check(g.c not in "'\"" and g.right - g.left < 0.5 * g.size, f"cover: {g.c} is no narrow Latin mark")


def main(pdf, issue, layout):
    document = pymupdf.open(pdf)
    folder = pathlib.Path(issue)
    manifest = tomllib.loads((folder / "issue.toml").read_text("utf-8"))
    articles = [article for column in manifest["column"] for article in column["article"]]
    for page in document:
        check(abs(page.rect.width - SHEET[0]) < 0.1 and abs(page.rect.height - SHEET[1]) < 0.1, "the sheet is not A4")

    check_english(document[0])

    # Numbered pages are those with something below the type area at one height.
    first = next(n for n, page in enumerate(document) if n > 3 and any("1" in g.c for g in Sheet(n, page).below))
    last = max(n for n, page in enumerate(document) if n < len(document) - 2 and (Sheet(n, page).below or is_picture(page)))
    check(first % 2 == 0, "page 1 is no right-hand page")
    sheets = []
    for number in range(first, last + 1):
        page = document[number]
        if is_picture(page):
            check_picture(number, page)
            continue
        sheet = Sheet(number, page)
        if not sheet.inside and not sheet.below:
            continue  # a blank page before a right-hand one
        sheets.append(sheet)

    counts = [22] if layout == "gbt9704" else [28, 36]
    full = 0
    body = collections.Counter(sheet.size for sheet in sheets).most_common(1)[0][0]
    for sheet in sheets:
        check_folio(sheet, layout, sheet.number - first + 1)
        if abs(sheet.size - body) > 0.02:  # a page of tables
            continue
        check_edges(sheet)
        count = check_grid(sheet, counts)
        plain = [line for line in sheet.lines if len(line) > 1]
        if len(plain) == len(sheet.lines) == count:
            full += 1
            check_full(sheet, count)
            left = min(g.left for g in sheet.inside)
            right = max(g.right for g in sheet.inside)
            # Whole characters leave up to one over.
            check(left - sheet.left < sheet.size, f"{sheet.name()}: {(left - sheet.left) / MM:.2f} mm are unused at the left")
            check(sheet.right - right < sheet.size, f"{sheet.name()}: {(sheet.right - right) / MM:.2f} mm are unused at the right")
    check(full >= 3, f"only {full} full pages to measure")
    if layout == "gbt9704":
        exact = [line for s in sheets for line in s.lines if len(line) == 28 and all(wide(g) for g in line)]
        check(len(exact) > 20, f"only {len(exact)} lines have 28 characters")
        steps = collections.Counter(round(b.x - a.x, 1) for line in exact for a, b in zip(line, line[1:]))
        check(steps.most_common(1)[0][0] in (15.7, 15.8), f"characters stand {steps.most_common(1)} apart, not 15.75 pt")

    check_faces(sheets, layout, [head for a in articles for head in heads_of((folder / a["file"]).read_text("utf-8"))])
    check_titles(sheets, articles)
    check_order(document, first, articles, folder)

    for failure in failures:
        print(failure)
    print(f"{layout}: {len(sheets)} numbered pages, {full} full")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
