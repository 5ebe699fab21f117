"""Writes the tables of the pair model: sounds.txt, shapes.txt, edges.txt, pairs.txt;
or that of the context model: context.txt.

    pip install jieba pypinyin numpy pillow
    python3 src/lint/words/generate.py FOLDER...
    python3 src/lint/words/generate.py --context FOLDER...

FOLDER holds official texts (.txt, .md) that are known to be right: the more the
better. The project's own tables were made of 16 million characters of laws,
regulations, reports and news; context.txt, which came later, of 27 million. No
text goes into the tables, only which pairs and threes of characters it has and
how often. See `pairs.rs` and `context.rs` for what they are used for.
"""

import math
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypinyin import Style, pinyin

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
FONTS = ["NotoSansSC_400Regular.ttf", "NotoSerifSC_400Regular.ttf", "FandolKai-Regular.otf"]
RUN = re.compile("[\u4e00-\u9fff]+")

# How many characters are looked at; how many of them are common enough to be
# typed by mistake for one of the same sound.
KNOWN, COMMON = 4200, 2800
# Characters outside them that are mistaken for common ones.
STRAY = "囗巳戊戌戍菅曰冶汆籴亍旰盱彐亊仼併煅侯"
# How alike two shapes must be, and how many are kept of each.
ALIKE, MOST_ALIKE = 0.78, 7
# The same numbers as in pairs.rs.
RATIO, LEAST_CHANCE, NOVEL, LEAST_NOVEL, SHARE, REACH = 100, 0.05, 50, 0.3, 0.008, 6
# How often two and three characters must stand together for context.txt.
LEAST_PAIR, LEAST_THREE = 10, 20
# Characters that go with any other: words with them say nothing.
FREE = set("一二三四五六七八九十百千万亿两几各每这那哪此其他她它你我您本该第首双东南西北元年月号")
# Single characters that stand between words; the same as in pairs.rs.
BETWEEN = set(re.search('BETWEEN: &str = "([^"]*)"', (HERE.parent / "pairs.rs").read_text()).group(1))
# Words of the spoken language.
SPOKEN = {"待会", "众生", "家里"}
# Slips that stand in the texts themselves.
SLIPS = {"气侯", "吸姻", "稳订", "会义", "渎责"}


def texts(folders):
    seen = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix not in (".txt", ".md"):
                continue
            for line in path.read_text(errors="ignore").splitlines():
                line = line.strip()
                if len(line) < 12 or line not in seen:
                    seen.add(line)
                    yield from RUN.findall(line)


def dictionary():
    """jieba's words with their frequencies."""
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf8") as lines:
        return {word: int(count) for word, count, _ in (line.split() for line in lines)}


def title_costs():
    """The two lists of `title::words`, with what a word costs there."""
    folder = ROOT / "src/title"
    cost = {}
    for line in (folder / "words.txt").read_text().splitlines():
        cost[line.rstrip("0123456789")] = 20 - int(line[-1])
    for line in (folder / "official.txt").read_text().splitlines():
        cost[line] = 11
    return cost


def divide(run, cost):
    """The same division into words as `title::words`."""
    best = [(10**9, 0)] * (len(run) + 1)
    best[0] = (0, 0)
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + 8) + 1):
            price = cost.get(run[start:end], 17 if end == start + 1 else None)
            if price is not None and best[start][0] + price < best[end][0]:
                best[end] = (best[start][0] + price, start)
    words, end = [], len(run)
    while end:
        words.append((best[end][1], end))
        end = best[end][1]
    return words[::-1]


def stands_free(run, at, cost):
    """The same question as `pairs::stands_free`."""
    from_ = max(0, at - REACH)
    part, at = run[from_ : at + 2 + REACH], min(at, REACH)
    for start, end in divide(part, cost):
        if start < at + 2 and end > at and (start < at or end > at + 2):
            return False
        if end - start == 1 and (end == at or start == at + 2) and part[start] not in BETWEEN:
            return False
    return True


def half(count):
    """Twice the logarithm, as edges.txt has it."""
    return max(0, round(2 * math.log2(count + 0.5)))


def shapes(chars):
    """For each character those that look like it, the most alike first."""
    size, total = 40, 0
    for name in FONTS:
        font = ImageFont.truetype(str(ROOT / "fonts" / name), size - 4)
        rows = np.zeros((len(chars), size * size), dtype=np.float32)
        for row, c in enumerate(chars):
            image = Image.new("L", (size, size), 0)
            ImageDraw.Draw(image).text((2, -6), c, fill=255, font=font)
            pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(1.3)), dtype=np.float32).ravel()
            pixels = pixels - pixels.mean()
            rows[row] = pixels / (np.linalg.norm(pixels) + 1e-6)
        total = total + rows @ rows.T
    likeness = total / len(FONTS)
    out = {}
    for row, c in enumerate(chars):
        order = np.argsort(-likeness[row])[1 : MOST_ALIKE + 1]
        out[c] = [chars[other] for other in order if likeness[row, other] >= ALIKE]
    return out


def context(folders):
    """What often stands together: two and three characters, with a digit for how often.

    A line is a character and what follows it, each item after a space: a second
    character, the class of the pair, and the third characters, each lot of them
    after its class; or, if no third one is common, a class and the second ones.
    Each class is half as common again as the one before: that is twice the
    logarithm of what there is more than the least.
    """
    pair, three = Counter(), Counter()
    for run in texts(folders):
        pair.update(run[i : i + 2] for i in range(len(run) - 1))
        three.update(run[i : i + 3] for i in range(len(run) - 2))
    letter = "0123456789abcdefghijklmnopqrstuvwxyz"

    def digit(count, least):
        return letter[min(31, int(2 * math.log2(count / least)))]

    thirds, seconds = defaultdict(list), defaultdict(list)
    for string, count in three.items():
        if count >= LEAST_THREE:
            thirds[string[:2]].append((digit(count, LEAST_THREE), string[2]))
    for string, count in pair.items():
        if count >= LEAST_PAIR:
            seconds[string[0]].append((digit(count, LEAST_PAIR), string[1]))

    def grouped(items):
        groups = defaultdict(list)
        for class_, c in items:
            groups[class_].append(c)
        return "".join(class_ + "".join(sorted(group)) for class_, group in sorted(groups.items()))

    lines = []
    for first, items in sorted(seconds.items()):
        bare = grouped((class_, c) for class_, c in items if first + c not in thirds)
        rest = sorted((c, class_) for class_, c in items if first + c in thirds)
        lines.append(first + "".join(f" {c}{class_}{grouped(thirds[first + c])}" for c, class_ in rest))
        lines[-1] += f" {bare}" * bool(bare)
    (HERE / "context.txt").write_text("".join(line + "\n" for line in lines), encoding="utf8")
    print(sum(map(len, seconds.values())), "pairs,", sum(map(len, thirds.values())), "threes")


def main():
    words, cost = dictionary(), title_costs()
    runs = list(texts(sys.argv[1:]))
    single, pair = Counter(), Counter()
    for run in runs:
        single.update(run)
        pair.update(run[i : i + 2] for i in range(len(run) - 1))

    # Common characters: of the texts and of the dictionary.
    spread = Counter()
    for word, count in words.items():
        for c in word:
            spread[c] += count
    all_texts, all_words = sum(single.values()), sum(spread.values())
    weight = {c: single[c] / all_texts + 0.3 * spread[c] / all_words for c in single.keys() | spread.keys()}
    chars = [c for c in sorted(weight, key=lambda c: (-weight[c], c)) if RUN.fullmatch(c)][:KNOWN]
    chars += [c for c in STRAY if c not in chars]
    rank = {c: at for at, c in enumerate(chars)}

    # How often a word begins and ends with a character.
    begins, ends, divided, length = Counter(), Counter(), 0, 0
    for run in runs[:: max(1, len(runs) // 700_000)]:
        length += len(run)
        for start, end in divide(run, cost):
            begins[run[start]] += 1
            ends[run[end - 1]] += 1
            divided += 1

    # The words that are looked for, by how many there are among a million pairs.
    million = sum(pair.values()) / 1e6
    wanted = {
        word: pair[word] / million
        for word, count in words.items()
        if len(word) == 2 and RUN.fullmatch(word) and count >= 3 and pair[word] >= 10
        and word[0] in rank and word[1] in rank and not FREE & set(word) and word not in SPOKEN
    }

    # The readings that a character has in those words.
    readings = defaultdict(Counter)
    for word, score in wanted.items():
        for c, reading in zip(word, pinyin(word, style=Style.NORMAL)):
            readings[c][reading[0]] += score
    sounds = defaultdict(list)
    for c in chars[:COMMON]:
        counts = readings[c] or Counter([pinyin(c, style=Style.NORMAL)[0][0]])
        for reading, count in counts.items():
            if count >= 0.1 * sum(counts.values()):
                sounds[reading].append(c)
    look = shapes(chars)

    confused = defaultdict(set)
    for group in sounds.values():
        for c in group:
            confused[c].update(group)
    for c, others in look.items():
        for other in others:
            confused[other].add(c)

    def is_likelier(wrong, score):
        a, b = wrong
        chance = 2 ** (half(ends[a]) / 2 + half(begins[b]) / 2) / divided
        novel = 2 ** (half(single[a]) / 2 + half(single[b]) / 2) / all_texts
        return (
            score * length / 1e6 >= RATIO * (chance + LEAST_CHANCE)
            and score * all_texts / 1e6 >= NOVEL * (novel + LEAST_NOVEL)
        )

    def digit(score):
        return max(1, 1 + int(math.log2(max(score, 1))))

    def is_slip(wrong):
        a, b = wrong
        found = [(wanted[c + b], b) for c in confused[a] if c != a and c + b in wanted]
        found += [(wanted[a + c], a) for c in confused[b] if c != b and a + c in wanted]
        found = [(1.45 * 2 ** (digit(score) - 1), kept) for score, kept in found]
        found = [score for score, kept in found if score * all_texts / 1e6 >= SHARE * 2 ** (half(single[kept]) / 2)]
        return bool(found) and is_likelier(wrong, max(found))

    # Pairs that the texts have although the model would take them for slips.
    taken = {p for p in pair if p not in wanted and p not in SLIPS and is_slip(p)}
    seen = {p for p in taken if p in cost or words.get(p, 0) >= 20}
    known = seen.copy()
    for run in runs:
        for at in range(len(run) - 1):
            wrong = run[at : at + 2]
            if wrong in taken and wrong not in known and stands_free(run, at, cost):
                known.add(wrong)
    # Words of the dictionary that no text has.
    for word, count in words.items():
        if len(word) == 2 and (count >= 20 or word in cost) and word not in wanted and word not in SLIPS:
            if all(c in rank for c in word) and is_slip(word):
                known.add(word)
    print(len(wanted), "words,", len(known), "other pairs that are right")

    def write(name, lines):
        (HERE / name).write_text("".join(line + "\n" for line in lines), encoding="utf8")

    write("sounds.txt", (f"{sound} {''.join(group)}" for sound, group in sorted(sounds.items()) if len(group) > 1))
    write("shapes.txt", (c + "".join(look[c]) for c in chars if look[c]))
    letter = "0123456789abcdefghijklmnopqrstuvwxyz"
    edges = defaultdict(list)
    for c in chars:
        edges[half(begins[c]), half(ends[c]), half(single[c])].append(c)
    write("edges.txt", (f"{b} {e} {s} {''.join(group)}" for (b, e, s), group in sorted(edges.items())))
    rows = defaultdict(str)
    for word in sorted(wanted.keys() | known):
        score = wanted.get(word)
        rows[word[0]] += word[1] + ("0" if score is None else letter[digit(score)])
    write("pairs.txt", (first + rest for first, rest in sorted(rows.items())))
    print("constants of pairs.rs:", divided, length, all_texts)


if sys.argv[1:2] == ["--context"]:
    context(sys.argv[2:])
else:
    main()
