//! The list of a round for the file (存档): every finding with its place and
//! what became of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compare::{Compared, Fate, compare};
use super::names::page_name;
use super::record::{Record, RecordedFinding};
use super::round::round_name;
use super::summary::DOUBTS;
use super::words::ranges;

/// The list as Markdown. `earlier` is the round before: what it had and this
/// round has not was put right.
pub fn report(record: &Record, earlier: Option<&Record>) -> String {
    let compared = compare(record, earlier);
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write(&mut out, record, earlier, &compared);
    out
}

fn write(
    out: &mut String,
    record: &Record,
    earlier: Option<&Record>,
    compared: &Compared<'_>,
) -> std::fmt::Result {
    let Compared { known, gone } = compared;
    writeln!(out, "# {}{}{}疑点登记\n", record.publication, record.issue, round_name(record.round))?;
    writeln!(out, "- 日期：{}", record.date)?;
    writeln!(out, "- 篇幅：{} 页，{} 字", record.pages, record.characters)?;
    writeln!(out, "- 疑点：{}", record.tally().text(record.characters))?;
    writeln!(
        out,
        "- 说明：{DOUBTS}；差错率由质量检查人员按《报纸期刊质量管理规定》（国新出发〔2020〕10号）所附的计错办法另计"
    )?;
    match earlier {
        Some(earlier) => {
            let count = |fate| gone.iter().filter(|(_, other)| *other == fate).count();
            let parts = [Fate::Mended, Fate::Removed, Fate::Unreported];
            let parts = parts.map(|fate| format!("{} {} 处", fate.label(), count(fate)));
            let name = round_name(earlier.round);
            writeln!(out, "- 与{name}（{}）相比：{}", earlier.date, parts.join("；"))?;
        }
        None if record.round > 1 => writeln!(out, "- 没有上一校的记录，不知道改了哪些")?,
        None => {}
    }
    let state = |(found, known): (&RecordedFinding, bool)| match (&found.waived, earlier.filter(|_| known)) {
        (Some(reason), _) => format!("准予保留：{reason}"),
        (None, Some(earlier)) => format!("待处理，{}已提出", round_name(earlier.round)),
        (None, None) => "待处理".to_owned(),
    };
    let here = record.findings.iter().zip(known).map(|(found, known)| (found, state((found, *known))));
    section(out, "本校的疑点", here.collect())?;
    let gone = gone.iter().map(|(found, fate)| (*found, fate.label().to_owned()));
    section(out, "上一校有、本校没有的", gone.collect())
}

const HEAD: &str =
    "| 号 | 状态 | 级别 | 代码 | 问题 | 办法 | 文件 | 校样 |\n|---|---|---|---|---|---|---|---|";

/// A list: what a person decides about one by one, then what `check --fix`
/// mends, a line for each rule, page and state.
fn section(out: &mut String, title: &str, findings: Vec<(&RecordedFinding, String)>) -> std::fmt::Result {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {title}\n\n{HEAD}")?;
    let (safe, each): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|(found, _)| found.safe && found.waived.is_none());
    for (found, state) in each {
        row(out, &[found], &state)?;
    }
    let mut groups: BTreeMap<(Option<usize>, &str, String), Vec<&RecordedFinding>> = BTreeMap::new();
    for (found, state) in safe {
        groups.entry((found.page, &found.code, state)).or_default().push(found);
    }
    for ((.., state), found) in groups {
        row(out, &found, &state)?;
    }
    Ok(())
}

/// A line for one finding, or for several of a rule and a page.
fn row(out: &mut String, findings: &[&RecordedFinding], state: &str) -> std::fmt::Result {
    let Some(found) = findings.first() else { return Ok(()) };
    let numbers = ranges(findings.iter().map(|found| found.number));
    let page = found.page.map(|page| page_name(page, found.folio.as_deref()));
    let mut place = page.unwrap_or_else(|| "不在版面".to_owned());
    let mut message = found.message.clone();
    let mut help = found.help.join("；");
    let mut files = found.source();
    if let [_, _, ..] = findings {
        let others = findings.iter().any(|other| other.message != found.message);
        message = format!("{message}{}，{} 处", if others { "等" } else { "" }, findings.len());
        if findings.iter().any(|other| other.help != found.help) {
            help += "等";
        }
        files = lines(findings);
    } else {
        place += &found.spot;
    }
    if found.more > 0 {
        message = format!("{message}；同一文件里同类的还有 {} 处", found.more);
    }
    writeln!(
        out,
        "| {} | {} | {} | {} | {} | {} | {} | {place} |",
        numbers,
        cell(state),
        found.severity.label(),
        found.code,
        cell(&message),
        cell(&help),
        cell(&files),
    )
}

/// The lines of the files that several findings are in: `a.txt 第3、5行`.
fn lines(findings: &[&RecordedFinding]) -> String {
    let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for found in findings {
        files.entry(found.file.as_deref().unwrap_or_default()).or_default().extend(found.line);
    }
    let file = |(file, mut lines): (&str, Vec<usize>)| {
        lines.sort_unstable();
        lines.dedup();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        format!("{file} 第{}行", lines.join("、"))
    };
    files.into_iter().map(file).collect::<Vec<_>>().join("；")
}

/// Text that stays in its cell.
fn cell(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escaped = matches!(c, '|' | '\\' | '<' | '*' | '`' | '_');
            escaped.then_some('\\').into_iter().chain([if c.is_control() { ' ' } else { c }])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::record::{Grade, RecordedParagraph, RecordedText};
    use super::*;

    /// A finding about a word of a record's only text.
    fn found(record: &Record, number: usize, code: &str, quote: &str) -> RecordedFinding {
        let paragraphs = &record.texts[0].paragraphs;
        let at =
            paragraphs.iter().enumerate().find_map(|(at, paragraph)| Some((at, paragraph.text.find(quote)?)));
        let (paragraph, byte) = at.expect("the word");
        RecordedFinding {
            number,
            severity: Grade::Warning,
            code: code.to_owned(),
            message: "用了|半角".to_owned(),
            help: vec!["改".to_owned()],
            file: Some("a.txt".to_owned()),
            line: Some(2 * paragraph + 1),
            column: Some(1),
            quote: quote.to_owned(),
            page: Some(3),
            folio: Some("01".to_owned()),
            spot: "第2行".to_owned(),
            within: Some((0, paragraph, byte, quote.len())),
            safe: false,
            waived: None,
            more: 0,
        }
    }

    /// A record of a text in which every word given is found wanting.
    fn record(round: u8, text: &str, wanting: &[(&str, &str)]) -> Record {
        let paragraph = |text: &str| RecordedParagraph { text: text.to_owned(), page: Some(3), folio: None };
        let mut record = Record {
            publication: "试验公报".to_owned(),
            issue: "2024年第1期".to_owned(),
            round,
            date: "2024-03-29".to_owned(),
            pages: 4,
            characters: 10_000,
            texts: vec![RecordedText {
                file: "a.txt".to_owned(),
                title: "题".to_owned(),
                byline: None,
                paragraphs: text.lines().map(paragraph).collect(),
            }],
            findings: Vec::new(),
        };
        let findings = wanting.iter().enumerate();
        record.findings = findings.map(|(at, (code, word))| found(&record, at + 1, code, word)).collect();
        record
    }

    fn rows(text: &str) -> Vec<&str> {
        text.lines().filter(|line| line.starts_with("| ") && line.contains("标点")).collect()
    }

    #[test]
    fn findings_are_followed_by_their_place() {
        let old = "这一段要删,连标点一起。\n中间的一段留着,没有人动过它。\n最后一段甲,乙,丙写得长一些。";
        let new = "中间的一段留着,没有人动过它。\n加了一段。\n最后一段甲，乙,丙写得长一些。";
        let comma = "标点-001";
        let first = record(1, old, &[(comma, ",连"), (comma, ",没"), (comma, ",乙"), (comma, ",丙")]);
        let second = record(2, new, &[(comma, ",没"), (comma, ",丙")]);
        let text = report(&second, Some(&first));
        assert_eq!(
            rows(&text),
            [
                "| 1 | 待处理，一校已提出 | 警告 | 标点-001 | 用了\\|半角 | 改 | a.txt:1:1 | 第3页（页码01）第2行 |",
                "| 2 | 待处理，一校已提出 | 警告 | 标点-001 | 用了\\|半角 | 改 | a.txt:5:1 | 第3页（页码01）第2行 |",
                "| 1 | 随文删去 | 警告 | 标点-001 | 用了\\|半角 | 改 | a.txt:1:1 | 第3页（页码01）第2行 |",
                "| 3 | 已改 | 警告 | 标点-001 | 用了\\|半角 | 改 | a.txt:5:1 | 第3页（页码01）第2行 |",
            ]
        );
        assert!(
            text.contains("与一校（2024-03-29）相比：已改 1 处；随文删去 1 处；原处未动，不再报出 0 处"),
            "{text}"
        );
    }

    #[test]
    fn what_was_not_touched_is_not_called_mended() {
        let text = "甲写了两次，乙写了一次。";
        let first = record(1, text, &[("一致-003", "乙")]);
        let report = report(&record(2, text, &[]), Some(&first));
        assert!(report.contains("| 1 | 原处未动，不再报出 | 警告 | 一致-003 |"), "{report}");
    }

    #[test]
    fn what_is_waived_is_counted_apart() {
        let mut first = record(1, "甲,乙,丙", &[("标点-001", ",乙"), ("标点-001", ",丙")]);
        first.findings[1].waived = Some("专名".to_owned());
        let text = report(&first, None);
        assert!(rows(&text)[1].starts_with("| 2 | 准予保留：专名 | 警告 | 标点-001 |"), "{text}");
        assert!(text.contains("待处理 1 处（错误 0，警告 1），合每万字 1.0 处；已准予保留 1 处"), "{text}");
        assert!(text.contains("不是本期的差错率"), "{text}");
    }

    #[test]
    fn what_can_be_mended_at_once_is_one_line_a_page() {
        let mut first =
            record(1, "甲,乙,丙\n丁!戊", &[("标点-001", ",乙"), ("标点-001", ",丙"), ("标点-001", "!")]);
        for found in &mut first.findings {
            (found.safe, found.number) = (true, 4);
        }
        first.findings[2].message = "别的".to_owned();
        let text = report(&first, None);
        assert_eq!(
            rows(&text),
            [
                "| 4 | 待处理 | 警告 | 标点-001 | 用了\\|半角等，3 处 | 改 | a.txt 第1、3行 | 第3页（页码01） |"
            ]
        );
    }
}
