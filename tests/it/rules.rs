//! The rules of the proof reader, by cases in `tests/rules`, one file a rule;
//! and what must hold of any text.
//!
//! A case is a fence: its word is the article's kind, what follows it the
//! title. Under 报 the rule must find what stands between ⟦ and ⟧ and nothing
//! else; without such marks, something. Under 不报 it must find nothing. Lines
//! `=== name` open further files of the office; `issue.toml+` replaces the first
//! lines of the issue's manifest, `issue.toml-` is added at its end.

use std::collections::BTreeMap;
use std::fs;

use gongbao::content::{ArticleKind, Format, Hints, parse};
use gongbao::diagnostic::{Diagnostic, Fix, SourceText};
use gongbao::issue::Issue;
use gongbao::lint::{Cache, Desk, Manuscript, apply_fixes, proofread, rule, rules, safe_fixes};
use gongbao::manifest::{Date, Lint, People};
use gongbao::project::Project;
use proptest::prelude::*;

use crate::support::{Office, root};

/// One case of a rule.
struct Case {
    /// Whether the rule must find something.
    positive: bool,
    info: String,
    text: String,
}

fn cases(page: &str) -> Vec<Case> {
    let (mut out, mut positive, mut open): (Vec<Case>, bool, Option<Case>) = (Vec::new(), true, None);
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                open = Some(Case { positive, info: info.to_owned(), text: String::new() });
            }
            (Some(_), Some(_)) => out.extend(open.take()),
            (None, Some(case)) => case.text += &format!("{line}\n"),
            (None, None) if line.starts_with("## ") => positive = line == "## 报",
            (None, None) => {}
        }
    }
    out
}

/// The findings of a case, the marked places, and where the article stands.
fn read(case: &Case) -> (Vec<Diagnostic>, Vec<(usize, usize)>) {
    let (kind, title) = case.info.split_once(' ').unwrap_or((&case.info, "试验文章"));
    let ending = if matches!(kind, "statistics" | "order") { "md" } else { "txt" };
    let (mut files, mut current): (BTreeMap<String, String>, _) = (BTreeMap::new(), "a.txt".to_owned());
    for line in case.text.lines() {
        match line.strip_prefix("=== ") {
            Some(name) => current = name.to_owned(),
            None => *files.entry(current.clone()).or_default() += &format!("{line}\n"),
        }
    }
    let (mut body, mut marks, mut starts) = (String::new(), Vec::new(), Vec::new());
    for c in files.remove("a.txt").unwrap_or_default().chars() {
        match c {
            '⟦' => starts.push(body.len()),
            '⟧' => marks.extend(starts.pop().map(|start| (start, body.len()))),
            c => body.push(c),
        }
    }
    let head = files.remove("2024-01/issue.toml+");
    let head = head.unwrap_or_else(|| "year = 2024\nnumber = 1\ntotal = 7\n".to_owned());
    let tail = files.remove("2024-01/issue.toml-").unwrap_or_default();
    let manifest = format!(
        "{head}date = 2024-06-28\n\n[[column]]\ntitle = \"试验\"\n\n[[column.article]]\n\
         title = \"{title}\"\nfile = \"a.{ending}\"\nkind = \"{kind}\"\n{tail}"
    );
    let office = Office::new();
    office.write("publication.toml", "name = \"示例县人民政府公报\"\n");
    office.write("2024-01/issue.toml", manifest);
    office.write(&format!("2024-01/a.{ending}"), body);
    for (name, text) in files {
        office.write(&name, text);
    }
    let project = Project::open(&office.issue()).expect("an issue");
    let issue = Issue::load(&project);
    assert!(issue.manifest.is_some(), "{}", case.text);
    marks.sort_unstable();
    (issue.proofread().found, marks)
}

#[test]
fn cases_are_found_and_no_others() {
    let mut seen = Vec::new();
    for entry in fs::read_dir(root().join("tests/rules")).expect("cases").flatten() {
        let path = entry.path();
        let code = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        assert!(rule(&code).is_some(), "{code} is no rule");
        let all = cases(&fs::read_to_string(&path).expect("a page"));
        for positive in [true, false] {
            let n = all.iter().filter(|case| case.positive == positive).count();
            assert!(n >= 3, "{code}: {n} cases where positive is {positive}");
        }
        for case in &all {
            let (found, marks) = read(case);
            let found: Vec<_> = found.iter().filter(|found| found.code.text() == code).collect();
            assert_eq!(case.positive, !found.is_empty(), "{code}: {}\n{found:#?}", case.text);
            let ranges = found.iter().filter_map(|found| found.place.as_ref()?.range.clone());
            let mut ranges: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
            ranges.sort_unstable();
            ranges.dedup();
            if !marks.is_empty() {
                assert_eq!(ranges, marks, "{code}: {}", case.text);
            }
        }
        seen.push(code);
    }
    let missing: Vec<_> =
        rules().map(|rule| rule.code).filter(|code| !seen.iter().any(|c| c == code)).collect();
    assert!(missing.is_empty(), "no cases for {missing:?}");
}

#[test]
fn every_rule_has_a_page_that_explains_it() {
    for rule in rules() {
        let page = rule.explanation();
        for word in [rule.code, rule.name, "错：", "对：", "改法："] {
            assert!(page.contains(word), "{}: no {word} in\n{page}", rule.code);
        }
    }
}

/// What the proof reader finds in a text by itself.
fn findings(text: &str, format: Format, kind: ArticleKind) -> Vec<Diagnostic> {
    let hints = Hints { kind, title: "2024年1月区政府大事记".to_owned(), byline: None };
    let article = parse(text, format, &hints);
    let ending = if format == Format::Plain { "txt" } else { "md" };
    let source = SourceText::new(format!("a.{ending}"), text);
    let (people, settings) = (People::default(), Lint::default());
    let desk = Desk {
        manuscripts: vec![Manuscript::new(&source, &article, kind, hints.title.clone())],
        publication: "示例县人民政府公报",
        date: Date::new(2024, 3, 29),
        identity: None,
        others: Vec::new(),
        earlier: Vec::new(),
        board: Vec::new(),
        print_date: None,
        people: &people,
        settings: &settings,
        cache: Cache::default(),
    };
    proofread(&desk).found
}

/// Texts of what rules look for, in any order.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "，", ",", "。", "、", "；", ":", "：", "（", "）", "(", ")", "《", "》", "“", "”", "‘", "’",
            "\"", "...", "……", "——", "--", "-", "～", "~", "·", ".", "%", "％", " ", "\u{3000}", "\n",
            "\n\n", "\u{200b}",
        ]),
        prop::sample::select(vec![
            "一、",
            "（二）",
            "3.",
            "（4）",
            "第一条 ",
            "一是",
            "二是",
            "第",
            "其中",
            "合计",
            "共",
            "超",
            "以上",
            "约",
            "左右",
            "2024年",
            "3月",
            "29日",
            "2月30日",
            "13月",
            "星期四",
            "9:30",
            "12.15",
            "事故",
            "47%:53%",
            "1-9月",
            "5千",
            "3亿5000万",
            "12,345",
            "0",
            "1",
            "987654321",
            "13812345678",
            "元",
            "件",
            "个",
            "亩",
            "KM",
        ]),
        prop::sample::select(vec![
            "植物",
            "的",
            "了",
            "布署",
            "截止目前",
            "区长",
            "王立新",
            "王立欣",
            "、李国栋、",
            "主持",
            "会议",
            "强调",
            "要",
            "各单位",
            "附件1",
            "见附件3",
            "名词解释\n\n1. 三资：",
            "表1 甲\n\n| a | 合计 |\n|---|---|\n| 1 | 2 |\n",
            "**",
            "<br>",
            "⼈",
            "С",
            "２",
            "O",
            "為",
            "\u{fffd}",
            "凉亭坪乡",
            "和",
            "等",
            "x",
            "ab",
            "𠀀",
        ]),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn kinds() -> impl Strategy<Value = (Format, ArticleKind)> {
    let format = prop::sample::select(vec![Format::Plain, Format::Markdown]);
    let kind = prop::sample::select(vec![
        ArticleKind::Notice,
        ArticleKind::Report,
        ArticleKind::Chronicle,
        ArticleKind::Appointment,
        ArticleKind::Statistics,
    ]);
    (format, kind)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Nothing panics; what is found and what is to be changed stands in the
    /// text, on the boundaries of characters.
    #[test]
    fn places_are_in_the_text(text in texts(), (format, kind) in kinds()) {
        for found in findings(&text, format, kind) {
            if let Some(range) = found.place.as_ref().and_then(|place| place.range.clone()) {
                prop_assert!(text.get(range.clone()).is_some(), "{} {range:?}", found.code);
            }
            for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.range.clone()).is_some(), "{} {:?}", found.code, edit.range);
            }
        }
    }

    /// Safe fixes, made until none is left, are made for good.
    #[test]
    fn safe_fixes_come_to_an_end(text in texts(), (format, kind) in kinds()) {
        let mut text = text;
        for _ in 0..20 {
            let found = findings(&text, format, kind);
            let (new, made) = apply_fixes(&text, safe_fixes(&found));
            if made == 0 {
                prop_assert_eq!(&new, &text);
                return Ok(());
            }
            text = new;
        }
        prop_assert!(false, "no end in sight: {}", text);
    }

    /// In whatever order fixes come, the text comes out the same; those that go
    /// together come out the same one by one.
    #[test]
    fn fixes_commute_or_are_refused(text in texts(), (format, kind) in kinds(), seed in any::<u64>()) {
        let found = findings(&text, format, kind);
        let fixes: Vec<&Fix> = found.iter().filter_map(|found| found.fix.as_ref()).collect();
        let (together, made) = apply_fixes(&text, fixes.iter().copied());
        let mut shuffled = fixes.clone();
        shuffled.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.range.start as u64 ^ seed).min());
        let again = apply_fixes(&text, shuffled);
        prop_assert_eq!((&together, made), (&again.0, again.1));
        // From the last to the first, so that places stay where they are.
        let mut taken: Vec<&Fix> = Vec::new();
        for fix in fixes {
            let with: Vec<&Fix> = taken.iter().copied().chain([fix]).collect();
            if apply_fixes(&text, with.iter().copied()).1 == with.len() {
                taken = with;
            }
        }
        let (joint, _) = apply_fixes(&text, taken.iter().copied());
        let mut edits: Vec<_> = taken.iter().flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.range.start, edit.range.end)));
        let mut single = text.clone();
        for edit in edits {
            single.replace_range(edit.range.clone(), &edit.text);
        }
        prop_assert_eq!(joint, single);
    }
}

/// What one text can be made of so that a careless rule takes time in
/// proportion to its square: each is repeated in one paragraph.
const HOSTILE: &[&str] = &[
    "会议强调,要坚持问题导向，抓好“三资”清理工作，全年完成投资110.56亿元、增长6%。区领导王立新、李国栋出席。",
    "抓好一个",
    "1个、",
    "加 1",
    "加强 工作，",
    "组 长",
    "1-1m",
    "（》",
    "《一二三四五六七八九十》",
    "((((加",
    "))))",
    "从1万元增加到2万元，增长50%，",
    "共3个：",
    "其中1万元，",
    "，包括3个",
    "近3多个",
    "卡号6222020000000000000，",
    "书记张德明主持",
    "县长李国栋、王立新、",
    "表1，见表2。",
    "一是抓好以下三个方面：",
    "凉亭坪乡、凉亭枰乡、",
    "的的",
    "，，",
    "“‘",
    "2024年2月30日星期四",
    "第一条 ",
    "附件1",
    "占5%，",
    "鹤政发〔2024〕1号",
    "，占",
    "甲",
    "1",
    " ",
    "、",
    "。",
];

/// Long texts take time in proportion to their length, whatever they are made
/// of: four times the text takes far less than sixteen times the time.
#[test]
fn time_is_in_proportion() {
    let time = |unit: &str, characters: usize| {
        let text = unit.repeat(characters / unit.chars().count());
        let start = std::time::Instant::now();
        let found = findings(&text, Format::Plain, ArticleKind::Notice);
        (start.elapsed().as_secs_f64(), found.len())
    };
    time("会议", 1000);
    let mut slow = Vec::new();
    for unit in HOSTILE {
        let ((short, _), (long, found)) = (time(unit, 10_000), time(unit, 40_000));
        if long > short * 9.0 + 0.15 {
            slow.push(format!("{unit}: {short:.2} s and {long:.2} s, {found} findings"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// What is right and what is wrong on a rule's page is found right and wrong.
/// An example is read as a paragraph, a paragraph with its full stop, and a
/// heading: where it would stand, its page does not say.
#[test]
fn examples_on_pages_hold() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let found = |example: &str| {
            let texts = [
                format!("{example}\n"),
                format!("有关部门{example}。\n"),
                format!("一、{example}\n\n正文。\n"),
            ];
            texts.iter().any(|text| {
                let found = findings(text, Format::Plain, ArticleKind::Notice);
                found.iter().any(|found| found.code.text() == rule.code)
            })
        };
        for line in rule.body().lines() {
            let Some((wanted, examples)) = line
                .strip_prefix("错：")
                .map(|text| (true, text))
                .or_else(|| Some((false, line.strip_prefix("对：")?)))
            else {
                continue;
            };
            for example in examples.split('`').skip(1).step_by(2) {
                if found(example) != wanted {
                    wrong.push(format!("{} {} {example}", rule.code, if wanted { "错" } else { "对" }));
                }
            }
        }
    }
    insta::assert_snapshot!("examples_that_need_more_than_a_paragraph", wrong.join("\n"));
}

/// What fixes make of the cases: looked at once by a person, then held.
#[test]
fn fixes_are_as_recorded() {
    let mut out = String::new();
    for rule in rules() {
        let page = fs::read_to_string(root().join(format!("tests/rules/{}.md", rule.code))).expect("a page");
        for case in cases(&page).iter().filter(|case| case.positive) {
            let (found, _) = read(case);
            let found = found.iter().filter(|found| found.code.text() == rule.code);
            for (place, fix) in found.filter_map(|found| Some((found.place.as_ref()?, found.fix.as_ref()?))) {
                let text = &place.source.text;
                let (first, last) = (fix.edits.first().expect("an edit"), fix.edits.last().expect("an edit"));
                let start = text[..first.range.start].char_indices().rev().nth(9).map_or(0, |(at, _)| at);
                let end = text[last.range.end..]
                    .char_indices()
                    .nth(10)
                    .map_or(text.len(), |(at, _)| last.range.end + at);
                let (after, _) = apply_fixes(text, [fix]);
                let tail = after.len() - (text.len() - end);
                let shown = |text: &str| text.replace('\n', "⏎");
                out +=
                    &format!("{} {} → {}\n", rule.code, shown(&text[start..end]), shown(&after[start..tail]));
            }
        }
    }
    insta::assert_snapshot!("fixes", out);
}
