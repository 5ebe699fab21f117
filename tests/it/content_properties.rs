//! What holds for every text whatever: no character is lost, places are right,
//! time is in proportion to length.

use std::time::{Duration, Instant};

use gongbao::content::{Article, ArticleKind, Block, BlockKind, Format, Hints, Inline, parse};
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces of official documents without any Markdown.
const CHINESE: &[&str] = &[
    "甲",
    "乙",
    "各位代表",
    "为",
    "关于",
    "工作",
    "局",
    "王某某",
    "李 明",
    "任",
    "组长",
    "成 员",
    "一、",
    "（一）",
    "(二)",
    "1.",
    "１．",
    "2、",
    "（1）",
    "第一章",
    "第二条 ",
    "第",
    "号",
    "附件",
    "附件：",
    "抄送：",
    "　2030年1月2日印发",
    "问：",
    "答：",
    "记者：",
    "区长 王某某",
    "山高路远，步履不停；\n",
    "风正帆悬，奋楫争先。\n",
    "[1]",
    "①",
    "名词解释\n1. 甲：乙\n",
    "名词解释",
    "表1",
    "2030年1月2日",
    "二〇三〇年一月二日",
    "1月2日",
    "同日",
    "下午",
    "1月",
    "——",
    "—",
    "。",
    "，",
    "；",
    "：",
    ":",
    ",",
    "！",
    "？",
    "“",
    "”",
    "（",
    "）",
    "(",
    ")",
    "《",
    "》",
    "〔2030〕",
    " ",
    "\u{3000}",
    "\u{3000}\u{3000}",
    "\t",
    "\u{a0}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{feff}",
    "全区工作",
    "报告",
    "区长何某某",
    "a",
    "12.5",
    "🎉",
    "㐀",
    "𠀀",
];

/// Marks of Markdown that stand for nothing but themselves or markup.
const MARKS: &[&str] =
    &["*", "**", "***", "# ", "## ", "#", "> ", ">", "- ", "---", "\\", "*甲*", "|", "|-|-|\n", "|甲|乙|\n"];

/// A paragraph with stars in every position, and nothing that divides it.
const STARS: &[&str] = &["甲", "，", "“", "”", " ", "a", "*", "**", "***", "****", "[乙](c)", "["];

/// Marks whose text may leave the page or change: links, notes, entities.
const LINKS: &[&str] = &[
    "[",
    "]",
    "](",
    "![",
    "[^a]",
    "[^a]: ",
    "[^",
    "[甲](b)",
    "![图](c.png)",
    "{整页}",
    "{通栏 ",
    "}",
    "&amp;",
    "&#x4e00;",
    "&",
];

fn text_of(pieces: &[&[&'static str]]) -> impl Strategy<Value = String> + use<> {
    prop::collection::vec(select(pieces.concat()), 0..60).prop_map(|parts| parts.concat())
}

fn hints() -> impl Strategy<Value = (Format, Hints)> {
    let kinds = vec![
        ArticleKind::Notice,
        ArticleKind::Report,
        ArticleKind::Chronicle,
        ArticleKind::Order,
        ArticleKind::Appointment,
        ArticleKind::Statistics,
        ArticleKind::Correction,
    ];
    (select(vec![Format::Plain, Format::Markdown]), select(kinds), any::<bool>()).prop_map(
        |(format, kind, byline)| {
            let byline = byline.then(|| "区长 何某某".to_owned());
            (format, Hints { kind, title: "全区工作报告".into(), byline })
        },
    )
}

/// The visible characters, white space and `dropped` ones left out.
fn visible(text: &str, dropped: &str) -> String {
    let space = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    text.chars().filter(|&c| !space(c) && !dropped.contains(c)).collect()
}

fn joined(article: &Article) -> String {
    article.texts().into_iter().map(|(text, _)| text).collect()
}

/// Every span must lie in the file, on character boundaries, and after the one
/// before; verbatim text must be what stands there.
fn check_places(src: &str, article: &Article) -> Result<(), TestCaseError> {
    let mut end = 0;
    for Block { kind, span } in &article.blocks {
        prop_assert!(src.get(span.clone()).is_some(), "block {span:?}");
        prop_assert!(span.start >= end, "block {span:?} after {end}");
        end = span.end;
        match kind {
            BlockKind::Table(table) => {
                let width = table.columns.len();
                prop_assert!(table.head.iter().chain(&table.rows).all(|row| row.len() == width));
                let cells = table.head.iter().chain(&table.rows).flatten();
                let covered: usize = cells.clone().map(|cell| cell.across * cell.down).sum();
                prop_assert_eq!(covered, cells.count());
            }
            BlockKind::Figure { path, path_span, .. } => {
                prop_assert_eq!(src.get(path_span.clone()), Some(path.as_str()));
            }
            BlockKind::AttachmentList(items) => {
                prop_assert!(items.iter().all(|item| src.get(item.span.clone()).is_some()));
            }
            BlockKind::Roster(rows) => {
                prop_assert!(rows.iter().all(|row| src.get(row.span.clone()).is_some()));
            }
            _ => {}
        }
    }
    let mut end = 0;
    for block in &article.blocks {
        for (text, span) in block.runs().into_iter().flat_map(flat) {
            let slice = src.get(span.clone());
            prop_assert!(slice.is_some(), "text {span:?}");
            prop_assert!(span.start >= end, "text {text:?} at {span:?} after {end}");
            prop_assert!(block.span.start <= span.start && span.end <= block.span.end);
            if text.len() == span.len() {
                prop_assert_eq!(slice, Some(text));
            }
            end = span.end;
        }
    }
    for problem in &article.problems {
        prop_assert!(src.get(problem.span.clone()).is_some());
    }
    Ok(())
}

fn flat(inlines: &[Inline]) -> Vec<(&str, &std::ops::Range<usize>)> {
    inlines
        .iter()
        .flat_map(|inline| match inline {
            Inline::Text { text, span } | Inline::TermMark { text, span, .. } => vec![(text.as_str(), span)],
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => flat(body),
            Inline::NoteRef { .. } | Inline::Picture { .. } | Inline::Break => Vec::new(),
        })
        .collect()
}

/// How many stars the emphasis in a text was written with.
fn emphasis_marks(inlines: &[Inline]) -> usize {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Strong(body) => 4 + emphasis_marks(body),
            Inline::Emph(body) => 2 + emphasis_marks(body),
            Inline::Link { body, .. } => emphasis_marks(body),
            Inline::Text { .. }
            | Inline::TermMark { .. }
            | Inline::NoteRef { .. }
            | Inline::Picture { .. }
            | Inline::Break => 0,
        })
        .sum()
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|w| w == c))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, failure_persistence: None, ..ProptestConfig::default()
    })]

    /// Without Markdown, the text comes out exactly as it went in.
    #[test]
    fn plain_text_is_kept_whole(src in text_of(&[CHINESE]), (format, hints) in hints()) {
        // Brackets that come together by chance are a link, whose address does not show.
        prop_assume!(!src.contains("]("));
        let article = parse(&src, format, &hints);
        prop_assert_eq!(visible(&joined(&article), ""), visible(&src, ""));
        check_places(&src, &article)?;
    }

    /// With emphasis, headings, lists, quotations and tables, only their own
    /// marks go away.
    #[test]
    fn markup_takes_only_its_marks(src in text_of(&[CHINESE, MARKS]), (format, hints) in hints()) {
        // Brackets that come together by chance are a link, whose address does not show.
        prop_assume!(!src.contains("]("));
        let article = parse(&src, format, &hints);
        let marks = "*#>-\\|";
        // The delimiter row of a table may hold colons.
        let marks = if src.contains('|') { "*#>-\\|:" } else { marks };
        prop_assert_eq!(visible(&joined(&article), marks), visible(&src, marks));
        check_places(&src, &article)?;
    }

    /// Of tables with merged cells, only the marks go away.
    #[test]
    fn merged_tables_keep_their_text(
        pieces in prop::collection::vec(select(vec!["| ", "^^ ", "<< ", "甲 ", "|\n", "|-|-|\n", "|-|-|-|\n", "注：乙\n", "表1 丙{横排}\n"]), 0..60),
    ) {
        let src = pieces.concat();
        let article = parse(&src, Format::Markdown, &Hints::default());
        let marks = "|-^<{横排}";
        prop_assert_eq!(visible(&joined(&article), marks), visible(&src, marks));
        check_places(&src, &article)?;
    }

    /// Stars go away only in pairs that became emphasis.
    #[test]
    fn stars_are_markup_or_text(pieces in prop::collection::vec(select(STARS.to_vec()), 0..30)) {
        let src = format!("甲{}乙", pieces.concat());
        let article = parse(&src, Format::Plain, &Hints::default());
        let stars = |text: &str| text.matches('*').count();
        let marks: usize = article.runs().into_iter().map(emphasis_marks).sum();
        prop_assert_eq!(stars(&src), stars(&joined(&article)) + marks);
    }

    /// With links and notes too, what comes out is part of what went in, in
    /// the same order (notes are read after the text).
    #[test]
    fn nothing_is_invented(
        src in text_of(&[CHINESE, MARKS, LINKS]),
        (format, hints) in hints(),
    ) {
        let article = parse(&src, format, &hints);
        check_places(&src, &article)?;
        // Escaped, a reference stays as it is; so the source offers both.
        let source = src.replace("&#x4e00;", "&#x4e00;一");
        for run in article.blocks.iter().flat_map(Block::runs).chain(article.notes.iter().map(|n| &n.body[..])) {
            let text: String = flat(run).into_iter().map(|(text, _)| text).collect();
            prop_assert!(is_subsequence(&visible(&text, ""), &visible(&source, "")));
        }
        if article.notes.is_empty() {
            prop_assert!(is_subsequence(&visible(&joined(&article), ""), &visible(&source, "")));
        }
    }

    /// Any text at all.
    #[test]
    fn any_text_parses(src in any::<String>(), (format, hints) in hints()) {
        check_places(&src, &parse(&src, format, &hints))?;
    }
}

/// A long run of anything parses in proportion to its length. The run is long
/// enough for a quadratic step to take far more than the limit, which itself is
/// wide enough for slow machines and builds without optimisation.
#[test]
fn hostile_text_takes_linear_time() {
    let units = [
        "**",
        "*",
        "**甲 ",
        "**甲*乙 ",
        "[",
        "![",
        "]",
        "[a](",
        "[a](b",
        "[a](b ",
        "](",
        "[^",
        "[^a]",
        "[^a]: b\n",
        "(",
        ")",
        "（",
        "）",
        ">",
        "> ",
        "> a\n",
        "|",
        "|\n",
        "|a",
        "|a|\n|-|\n",
        "|a|b|\n|-|-|\n|a\n",
        "![](a)",
        "![](a){",
        "![](a){整页 }",
        "![",
        "\\",
        "\\\n",
        "&",
        "&amp;",
        "#",
        "# a\n",
        "-",
        "- ",
        "- a\n",
        "---\n",
        "1. ",
        "1. a\n",
        "（一）",
        "一、甲\n",
        "一",
        "表",
        "表1\n",
        "甲",
        "甲\n",
        "甲\n\n",
        "。",
        "：",
        "甲：\n",
        "各位：\n\n",
        "组长：",
        "组长：王某\n",
        "王 某 ",
        "王某\n",
        "2030年1月2日\n",
        "王某\n2030年1月2日\n",
        "1月2日、",
        "1月2日，甲\n",
        "同日",
        "——",
        "—— ",
        "——甲\n",
        "第一条 甲\n",
        "附件\n",
        "附件：1. 甲\n",
        "附件：\n",
        "附件1：甲\n",
        "抄送：甲\n",
        "甲　2030年1月2日印发\n",
        "问：甲\n答：乙\n",
        "山高路远，步履不停；\n",
        "名词解释\n1. 甲：乙\n甲[1]",
        "甲甲甲①",
        "名词解释\n",
        "1. 甲：乙\n",
        "全区工作\n",
        "全区工作报告\n\n",
        "区长何某某\n",
        "《",
        " ",
        "\u{3000}",
        "\n",
        "\r",
        "\u{feff}",
        "全区工作报告\n\n各位：\n\n",
        "*a",
        "a\n ",
        "> 1.\n",
        "--",
    ];
    for unit in units {
        let mut sources = vec![unit.repeat((1 << 17) / unit.len())];
        if unit.contains(['[', '(', '*', '!']) {
            sources.push(sources[0].clone() + &")]".repeat(1 << 16));
        }
        for src in sources {
            for format in [Format::Plain, Format::Markdown] {
                let hints = Hints {
                    kind: ArticleKind::Chronicle,
                    title: "全区工作报告".into(),
                    byline: Some("区长何某某".into()),
                };
                let start = Instant::now();
                let article = parse(&src, format, &hints);
                let took = start.elapsed();
                assert!(took < Duration::from_secs(3), "{unit:?} {format:?} took {took:?}");
                drop(article);
            }
        }
    }
}
