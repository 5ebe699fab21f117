#!/usr/bin/env python3
"""Reads a finished PDF back with another program and holds it against its issue.

usage: readback.py FILE.pdf ISSUE_DIR        (needs PyMuPDF and Python 3.11)

Checks that every text of the issue is in the PDF whole and in its order, that
the contents name the pages where the articles begin, and that the folios count
on without a gap.
"""
import collections
import pathlib
import re
import sys
import tomllib

import pymupdf

MM = 72 / 25.4
TYPE_AREA = (37 * MM - 4, (37 + 225) * MM + 6)  # top and bottom, with room for ascent


def squeeze(text):
    return re.sub(r"[\s\u2060]", "", text)


def full_of_picture(page):
    """Whether a picture covers the sheet: such a page has no type area."""
    return any(pymupdf.Rect(info["bbox"]).contains(page.rect) for info in page.get_image_info())


def page_text(page, inside):
    """Characters of the type area (or outside it), in the order of the file."""
    out = []
    everywhere = full_of_picture(page)
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    y = char["origin"][1]
                    if inside == (everywhere or TYPE_AREA[0] <= y <= TYPE_AREA[1]):
                        out.append(char["c"])
    return squeeze("".join(out))


def folio(page):
    found = re.search(r"(\d+)\D*$", page_text(page, inside=False))
    return found and found.group(1)


def source(path):
    """The characters of a text that must be printed."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = re.sub(r"!\[([^\]]*)\]\([^)]*\)(?:\s*\{[^}]*\})?", r"\1", text)
        text = re.sub(r"^\[\^[^\]]+\]:", "", text, flags=re.M)
        text = re.sub(r"\[\^[^\]]+\]", "", text)
        text = re.sub(r"^\|?[-:| ]+\|[-:| ]*$", "", text, flags=re.M)
        text = re.sub(r"^(#+ |[-*+] |> ?|-{3,}$)", "", text, flags=re.M).replace("|", "")
        text = re.sub(r"\^\^|<<|\{横排\}", "", text)
    if "名词解释" in text:  # marks of terms are raised numbers
        text = re.sub(r"[\[［【](\d{1,3})[\]］】]", r"\1", text)
    return squeeze(text.replace("**", ""))


def main(pdf, issue):
    document = pymupdf.open(pdf)
    folder = pathlib.Path(issue)
    manifest = tomllib.loads((folder / "issue.toml").read_text("utf-8"))
    articles = [article for column in manifest["column"] for article in column["article"]]
    failures = []

    folios = [(number, folio(page)) for number, page in enumerate(document)]
    numbered = [(number, int(text)) for number, text in folios if text]
    first = numbered[0][0] - numbered[0][1] + 1
    for number, printed in numbered:
        if printed != number - first + 1:
            failures.append(f"page {number + 1} of the file has folio {printed}")

    contents = "".join(page_text(page, True) for page in document.pages(2, first))
    body = "".join(page_text(page, True) for page in document.pages(first))
    if "\u200b" in body:
        failures.append(f"{body.count(chr(0x200b))} invisible characters that no text has")
    at = 0
    begins = []
    for article in articles:
        title = squeeze(re.sub(r"[|｜]", "", article["title"]))
        text = source(folder / article["file"])
        if article["file"].endswith(".txt"):
            # The title stands in the text or is set before it.
            wanted = text if text.startswith(title) else title + squeeze(article.get("byline", "")) + text
            found = body.find(wanted, at)
            if found < 0:
                where = next((n for n in range(len(wanted)) if wanted[: n + 1] not in body), 0)
                failures.append(f"{article['file']}: text differs after “{wanted[max(0, where - 20):where]}”")
                continue
            at = found + len(wanted)
        else:
            missing = collections.Counter(text) - collections.Counter(body)
            if missing:
                failures.append(f"{article['file']}: not printed: {dict(missing)}")
        start = next((n for n in range(first, len(document)) if title in page_text(document[n], True)), None)
        printed = start is not None and folio(document[start])
        begins.append(str(printed))
        if not printed or not re.search(re.escape(title) + r"\.*" + printed, contents):
            failures.append(f"contents: {title} begins on page {printed}, which they do not say")

    if len(document) % 4:
        failures.append(f"{len(document)} pages are no multiple of 4")
    for failure in failures:
        print(failure)
    last = numbered[-1][1] if numbered else 0
    print(f"{len(document)} pages, last numbered {last}, articles begin on {', '.join(begins)}")
    print(f"{len(articles) - min(len(failures), len(articles))} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
