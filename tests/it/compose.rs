//! Line breaking: recorded cases in `tests/compose`, and what holds for any
//! text. Widths are those of a plain font: Han and marks one em, figures a half.

use std::fs;
use std::path::Path;

use gongbao::compose::{Item, Kind, Measure, Names, Setting, compose, half_width, tongues};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::snapshots;

fn items(text: &str) -> Vec<Item> {
    let chars: Vec<char> = text.chars().collect();
    let tongues = tongues(&chars);
    let item = |at: usize| {
        let c = chars[at];
        let kind = half_width(&chars, at).unwrap_or_else(|| Kind::of(c, tongues[at]));
        let width = match kind {
            Kind::Break | Kind::Chance => 0.0,
            _ if c == '.' => 0.25,
            Kind::Latin | Kind::Sign | Kind::Space => 0.5,
            _ => 1.0,
        };
        Item { c, kind, width, last: width, lead: 0.0, trail: 0.0, squeezable: kind.is_mark() }
    };
    (0..chars.len()).map(item).collect()
}

fn set(items: &[Item], width: f64, looseness: i8) -> Setting {
    let names: Names = ["郑某某", "欧阳某某"].into_iter().collect();
    compose(items, &Measure { width, indent: 2.0, looseness }, &names)
}

/// The lines with what was squeezed: `-` for half an em less, `+` for a gap.
fn shown(items: &[Item], setting: &Setting) -> String {
    let mut out = String::new();
    for line in &setting.lines {
        for (at, item) in items.iter().enumerate().take(line.end).skip(line.start) {
            if at > line.start {
                let before = setting.before[at];
                out.push_str(match before {
                    _ if before < -0.4 => "-",
                    _ if before > 0.15 => "+",
                    _ => "",
                });
            }
            out.push(item.c);
        }
        out.push('\n');
    }
    out
}

#[test]
fn paragraphs_break_as_recorded() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compose");
    let mut files: Vec<_> = fs::read_dir(&dir)
        .expect("tests/compose is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    snapshots(&dir).bind(|| {
        for path in files {
            let file = fs::read_to_string(&path).expect("UTF-8");
            let (head, text) = file.split_once('\n').expect("a line with the width");
            let width: f64 = head.trim_start_matches("%% ").parse().expect("a width in em");
            let set = |line: &str| {
                let items = items(line);
                shown(&items, &set(&items, width, 0))
            };
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            insta::assert_snapshot!(name, text.lines().map(set).collect::<Vec<_>>().join("\n"));
        }
    });
}

/// Pieces of text that lines are broken in.
const PIECES: &[&str] = &[
    "甲",
    "乙丙丁",
    "工作报告",
    "，",
    "。",
    "、",
    "；",
    "：",
    "？",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "——",
    "……",
    "·",
    "2031年4月8日",
    "3.2亿元",
    "63%～68%",
    "第3期",
    "〔2031〕6号",
    "12",
    "GDP",
    "foo bar",
    " ",
    "(",
    ")",
    ",",
    ":",
    "①",
    "①②",
    "郑某某",
    "欧阳某某",
    "\u{3000}",
    "\u{200b}",
    "\u{a0}",
    "\n",
    "𬭎",
    "-",
    "/",
    "％",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// What may be wrong in a text itself: a mark where no line could put it.
fn natural() -> impl Strategy<Value = String> {
    let clause = prop::collection::vec(
        select(&["甲乙", "工作报告", "12个", "3.2亿元", "GDP", "“甲”乙", "《丙》", "（丁戊）"][..]),
        2..5,
    );
    let sentence = (clause, select(&["，", "。", "；", "、", "：", "？"][..]));
    prop::collection::vec(sentence, 1..12)
        .prop_map(|parts| parts.into_iter().map(|(clause, mark)| clause.concat() + mark).collect())
}

/// The width of a line as it is set, without what stretches it.
fn width(items: &[Item], setting: &Setting, start: usize, end: usize, first: bool) -> f64 {
    let mut sum = 0.0;
    for (at, item) in items.iter().enumerate().take(end).skip(start) {
        sum += item.width + if at > start { setting.before[at] } else { 0.0 };
    }
    if !first && items[start].kind == Kind::Open && items[start].width > 0.9 {
        sum -= 0.5;
    }
    let last = items[end - 1];
    if matches!(last.kind, Kind::Close | Kind::Pause | Kind::Stop) && last.width > 0.9 {
        sum -= 0.5;
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_character_stands_in_one_line(text in text(), width in 6.0..40.0f64, looseness in -1i8..=1) {
        let items = items(&text);
        let setting = set(&items, width, looseness);
        let mut at = 0;
        for line in &setting.lines {
            prop_assert!(line.start >= at && line.end >= line.start);
            for item in &items[at..line.start] {
                prop_assert!(matches!(item.kind, Kind::Space | Kind::Chance | Kind::Break), "{:?} lost", item.c);
            }
            at = line.end.max(at);
        }
        for item in &items[at..] {
            prop_assert!(matches!(item.kind, Kind::Space | Kind::Chance | Kind::Break), "{:?} lost", item.c);
        }
        prop_assert_eq!(setting, set(&items, width, looseness));
    }

    #[test]
    fn what_is_not_filled_does_not_count_on_it(
        pieces in prop::collection::vec(select(&["甲", "2031年4月8日", "至", "3.2亿元", "12", "工作", "，"][..]), 1..30),
        width in 6.0..24.0f64,
    ) {
        let items = items(&pieces.concat());
        let setting = set(&items, width.round(), 0);
        for line in setting.lines.iter().filter(|line| !line.full) {
            for at in line.start + 1..line.end {
                if matches!((items[at - 1].kind, items[at].kind), (Kind::Han, Kind::Latin) | (Kind::Latin, Kind::Han)) {
                    prop_assert!(setting.before[at] > 0.125 - 1e-6, "{} em", setting.before[at]);
                }
            }
        }
    }

    #[test]
    fn lines_begin_and_end_well_and_fit(text in natural(), measure in 16.0..32.0f64, looseness in -1i8..=1) {
        let measure = measure.round();
        let items = items(&text);
        let setting = set(&items, measure, looseness);
        for (number, line) in setting.lines.iter().enumerate() {
            let (head, tail) = (items[line.start], items[line.end - 1]);
            prop_assert!(!"，。；、：？”》）".contains(head.c), "{} begins a line", head.c);
            prop_assert!(!"“《（".contains(tail.c), "{} ends a line", tail.c);
            if number > 0 {
                let before = items[setting.lines[number - 1].end - 1];
                prop_assert!(!(before.c.is_ascii() && head.c.is_ascii() && head.c != ' '), "a number is broken");
            }
            let room = measure - if number == 0 { 2.0 } else { 0.0 };
            let set = width(&items, &setting, line.start, line.end, number == 0);
            prop_assert!(set <= room + 1e-6, "{set} em in {room}");
            if number + 1 == setting.lines.len() && number > 0 {
                let texts = items[line.start..line.end].iter().filter(|item| item.kind.is_text()).count();
                prop_assert!(texts > 1, "a lone character");
            }
        }
    }
}

#[test]
fn a_paragraph_can_be_a_line_longer_or_shorter() {
    let text = "春天修渠，夏天护堤，秋天清库，冬天补路，一年四季，各有各的忙处，件件都要记在账上。".repeat(4);
    let items = items(&text);
    let natural = set(&items, 18.0, 0);
    assert!(natural.shrinks.is_some() || natural.grows.is_some());
    for (by, able) in [(-1, natural.shrinks), (1, natural.grows)] {
        let lines = set(&items, 18.0, by).lines.len();
        let expected = natural.lines.len().saturating_add_signed(if able.is_some() { by.into() } else { 0 });
        assert_eq!(lines, expected);
    }
}

#[test]
fn a_long_paragraph_takes_time_in_proportion() {
    let text = "全年新建渠道46.8公里，完成投资3.2亿元，比上年增长12.5%，“一渠一档”都已建成。".repeat(400);
    let items = items(&text);
    let started = std::time::Instant::now();
    set(&items, 18.0, 0);
    assert!(started.elapsed() < std::time::Duration::from_secs(5), "{:?}", started.elapsed());
}
