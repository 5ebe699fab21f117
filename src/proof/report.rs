//! The list of a round for the file (存档): every finding with its place and
//! what became of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::record::{Grade, Record, RecordedFinding};
use super::round::round_name;
use super::summary::LIMIT;

/// The list as Markdown. `earlier` is the round before: what it had and this
/// round has not was put right.
pub fn report(record: &Record, earlier: Option<&Record>) -> String {
    let (known, resolved) = compare(record, earlier);
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write(&mut out, record, earlier, &known, &resolved);
    out
}

/// What makes two findings the same one in two rounds: lines and pages shift.
type Key<'a> = (Option<&'a str>, &'a str, &'a str, &'a str);

fn key(found: &RecordedFinding) -> Key<'_> {
    (found.file.as_deref(), &found.code, &found.message, &found.quote)
}

/// For each finding whether the earlier round had it, and those that only the
/// earlier round has.
fn compare<'a>(record: &Record, earlier: Option<&'a Record>) -> (Vec<bool>, Vec<&'a RecordedFinding>) {
    let Some(earlier) = earlier else { return (vec![false; record.findings.len()], Vec::new()) };
    let mut left: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for found in &record.findings {
        *left.entry(key(found)).or_default() += 1;
    }
    let mut both: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut resolved = Vec::new();
    for found in &earlier.findings {
        match left.get_mut(&key(found)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                *both.entry(key(found)).or_default() += 1;
            }
            _ => resolved.push(found),
        }
    }
    let known = record.findings.iter().map(|found| match both.get_mut(&key(found)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    (known.collect(), resolved)
}

/// How many, those that are only counted included.
fn count<'a>(findings: impl Iterator<Item = &'a RecordedFinding>) -> usize {
    findings.map(|found| 1 + found.more).sum()
}

/// So many in 10 000 characters.
fn rate(count: usize, characters: usize) -> f64 {
    if characters == 0 { 0.0 } else { count as f64 * 10_000.0 / characters as f64 }
}

fn write(
    out: &mut String,
    record: &Record,
    earlier: Option<&Record>,
    known: &[bool],
    resolved: &[&RecordedFinding],
) -> std::fmt::Result {
    let open = || record.findings.iter().filter(|found| found.waived.is_none());
    let errors = count(open().filter(|found| found.severity == Grade::Error));
    let warnings = count(open().filter(|found| found.severity == Grade::Warning));
    let waived = count(record.findings.iter().filter(|found| found.waived.is_some()));
    let rated = rate(errors, record.characters);
    let verdict = if rated > LIMIT { "超过" } else { "不超过" };
    writeln!(out, "# {}{}{}疑点登记\n", record.publication, record.issue, round_name(record.round))?;
    writeln!(out, "- 日期：{}", record.date)?;
    writeln!(out, "- 篇幅：{} 页，{} 字", record.pages, record.characters)?;
    writeln!(out, "- 待处理：错误 {errors} 处，警告 {warnings} 处；准予保留：{waived} 处")?;
    writeln!(
        out,
        "- 错误合每万字 {rated:.2} 处，{verdict}规定的 {LIMIT:.0} 处（《报纸期刊质量管理规定》，国新出发〔2020〕10号）；\
         连同警告合每万字 {:.2} 处",
        rate(errors + warnings, record.characters)
    )?;
    match earlier {
        Some(earlier) => {
            let name = round_name(earlier.round);
            writeln!(out, "- 与{name}（{}）相比：已改 {} 处", earlier.date, count(resolved.iter().copied()))?;
        }
        None if record.round > 1 => writeln!(out, "- 没有上一校的记录，不知道改了哪些")?,
        None => {}
    }
    if !record.findings.is_empty() {
        writeln!(out, "\n## 本校的疑点\n\n{HEAD}")?;
        for (found, known) in record.findings.iter().zip(known) {
            let state = match (&found.waived, earlier.filter(|_| *known)) {
                (Some(reason), _) => format!("准予保留：{reason}"),
                (None, Some(earlier)) => format!("待处理，{}已提出", round_name(earlier.round)),
                (None, None) => "待处理".to_owned(),
            };
            row(out, found, &state)?;
        }
    }
    if !resolved.is_empty() {
        writeln!(out, "\n## 上一校以后已改的\n\n{HEAD}")?;
        for found in resolved {
            row(out, found, "已改")?;
        }
    }
    Ok(())
}

const HEAD: &str =
    "| 号 | 状态 | 级别 | 代码 | 问题 | 办法 | 文件 | 校样 |\n|---|---|---|---|---|---|---|---|";

fn row(out: &mut String, found: &RecordedFinding, state: &str) -> std::fmt::Result {
    let file = match (&found.file, found.line, found.column) {
        (Some(file), Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        (Some(file), ..) => file.clone(),
        (None, ..) => String::new(),
    };
    let page = found.page.map_or_else(|| "不在版面".to_owned(), |page| format!("{page} 页 {}", found.spot));
    let more = match found.more {
        0 => String::new(),
        more => format!("；同一文件里同类的还有 {more} 处"),
    };
    writeln!(
        out,
        "| {} | {} | {} | {} | {}{more} | {} | {} | {page} |",
        found.number,
        cell(state),
        found.severity.label(),
        found.code,
        cell(&found.message),
        cell(&found.help.join("；")),
        cell(&file),
    )
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
    use super::*;

    fn found(number: usize, message: &str) -> RecordedFinding {
        RecordedFinding {
            number,
            severity: Grade::Error,
            code: "标点-001".to_owned(),
            message: message.to_owned(),
            help: vec!["改".to_owned()],
            file: Some("a.txt".to_owned()),
            line: Some(number),
            column: Some(1),
            quote: ",".to_owned(),
            page: Some(3),
            spot: "第2行".to_owned(),
            waived: None,
            more: 0,
        }
    }

    fn record(round: u8, findings: Vec<RecordedFinding>) -> Record {
        Record {
            publication: "试验公报".to_owned(),
            issue: "2024年第1期".to_owned(),
            round,
            date: "2024-03-29".to_owned(),
            pages: 4,
            characters: 10_000,
            texts: Vec::new(),
            findings,
        }
    }

    #[test]
    fn tells_what_became_of_each() {
        let first = record(1, vec![found(1, "甲"), found(2, "甲"), found(3, "乙")]);
        let mut kept = found(3, "丁");
        kept.waived = Some("专名".to_owned());
        let second = record(2, vec![found(1, "甲"), found(2, "丙|丙"), kept]);
        let text = report(&second, Some(&first));
        let rows: Vec<&str> =
            text.lines().filter(|line| line.starts_with("| ") && line.contains("标点")).collect();
        assert_eq!(
            rows,
            [
                "| 1 | 待处理，一校已提出 | 错误 | 标点-001 | 甲 | 改 | a.txt:1:1 | 3 页 第2行 |",
                "| 2 | 待处理 | 错误 | 标点-001 | 丙\\|丙 | 改 | a.txt:2:1 | 3 页 第2行 |",
                "| 3 | 准予保留：专名 | 错误 | 标点-001 | 丁 | 改 | a.txt:3:1 | 3 页 第2行 |",
                "| 2 | 已改 | 错误 | 标点-001 | 甲 | 改 | a.txt:2:1 | 3 页 第2行 |",
                "| 3 | 已改 | 错误 | 标点-001 | 乙 | 改 | a.txt:3:1 | 3 页 第2行 |",
            ]
        );
        assert!(text.contains("每万字 2.00 处，不超过规定的 2 处"), "{text}");
        assert!(text.contains("与一校（2024-03-29）相比：已改 2 处"), "{text}");
    }

    #[test]
    fn the_limit_is_told() {
        let text = report(&record(1, vec![found(1, "甲"), found(2, "乙"), found(3, "丙")]), None);
        assert!(text.contains("每万字 3.00 处，超过规定的 2 处"), "{text}");
    }
}
