//! The rules of the proof reader, by cases in `tests/rules`, one file a rule;
//! and what must hold of any text.
//!
//! A case is a fence: its word is the article's kind, what follows it the
//! title. Under 报 the rule must find what stands between ⟦ and ⟧ and nothing
//! else; without such marks, something. Under 不报 it must find nothing. Lines
//! `=== name` open further files of the office; `issue.toml+` replaces the first
//! lines of the issue's manifest.

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
    let manifest = format!(
        "{head}date = 2024-06-28\n\n[[column]]\ntitle = \"试验\"\n\n[[column.article]]\n\
         title = \"{title}\"\nfile = \"a.{ending}\"\nkind = \"{kind}\"\n"
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
        names: Vec::new(),
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

/// Long texts take time in proportion to their length: ten times the text
/// takes no more than some thirty times the time.
#[test]
fn time_is_in_proportion() {
    let page = "会议强调,要坚持问题导向，抓好“三资”清理工作，全年完成投资110.56亿元、增长6%。区领导王立新、李国栋、\
                陈志强出席,共办理161件，其中建议90件、提案71件。要落实《重大隐患专项整治工作实施方案》要求。\n";
    let time = |times: usize| {
        let text = page.repeat(times);
        let start = std::time::Instant::now();
        assert!(!findings(&text, Format::Plain, ArticleKind::Notice).is_empty());
        start.elapsed().as_secs_f64()
    };
    time(10);
    let (short, long) = (time(100), time(1000));
    assert!(long < short * 30.0 + 0.5, "{short} s and {long} s");
}
