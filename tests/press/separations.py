"""Holds the plates of a print file, as Ghostscript separates them, against what a press wants.

    python separations.py FILE [most ink in per cent, 300 unless said]

On every page the inks of all plates together stay below the limit; on pages without pictures no
pixel mixes black with another ink, which would show as a coloured rim when plates are out of
register. Needs Ghostscript on the path; pymupdf, numpy and pillow.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import pymupdf
from PIL import Image

# Ink below this share of full strength is taken for an effect of rendering.
TRACE = 0.15
DPI = 100


def plates(file):
    """Page number → plate name → ink from 0 to 1, an array of pixels."""
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        options = ["-dTextAlphaBits=1", "-dGraphicsAlphaBits=1", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-q"]
        # Registration marks are on every plate, and stand outside the trim.
        trim = "-dUseTrimBox"
        target = f"-sOutputFile={folder}/%d.tif"
        subprocess.run(["gs", *options, "-sDEVICE=tiffsep", f"-r{DPI}", trim, target, file], check=True)
        for path in Path(folder).iterdir():
            # `3.tif` is the composite, `3(Cyan).tif` a plate.
            named = re.fullmatch(r"(\d+)\((.*)\)\.tif", path.name)
            if named:
                grey = numpy.asarray(Image.open(path).convert("L"), dtype=float)
                pages.setdefault(int(named[1]), {})[named[2]] = 1 - grey / 255
    return pages


def main(file, limit):
    with pymupdf.open(file) as document:
        pictures = {page.number + 1 for page in document if page.get_images()}
        expected = document.page_count
    pages = plates(file)
    failures = [] if len(pages) == expected else [f"{len(pages)} of {expected} pages were separated"]
    most = 0.0
    for number, inks in sorted(pages.items()):
        sum_of_inks = 100 * sum(inks.values()).max()
        most = max(most, sum_of_inks)
        if sum_of_inks > limit + 0.5:
            failures.append(f"page {number}: {sum_of_inks:.0f} % of ink")
        black = inks.pop("Black")
        others = sum(inks.values())
        mixed = int(((black > TRACE) & (others > TRACE)).sum())
        if mixed and number not in pictures:
            failures.append(f"page {number}: {mixed} pixels of black mixed with another ink")
    print(f"{file}: {len(pages)} pages, at most {most:.0f} % of ink, {len(failures)} failures")
    for failure in failures:
        print(" ", failure)
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 300.0))
