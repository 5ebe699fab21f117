//! The sheet that comes before the pages: facts, signatures, and every finding
//! with its place.

use serde_json::{Value, json};

use super::lines::Lines;
use super::notes::{Counts, Mark};
use super::places::Spot;
use super::record::{Grade, Record};
use super::round::round_name;
use super::spot_name;

/// Most errors that 10 000 characters may have: 《报纸期刊质量管理规定》
/// (国新出发〔2020〕10号) allows a periodical two.
pub(super) const LIMIT: f64 = 2.0;

/// Rounds that every issue goes through (三校).
const ROUNDS: u8 = 3;

/// Adds to the data what the summary shows.
pub(super) fn add(
    data: &mut Value,
    lines: &Lines,
    marks: &[Mark],
    record: &Record,
    earlier: Option<&Record>,
    changes: Option<Counts>,
) {
    let rounds: Vec<String> = (1..=record.round.max(ROUNDS)).map(round_name).collect();
    data["reviews"] = json!(["初审", "复审", "终审"]);
    data["rounds"] = json!(rounds);
    data["facts"] = json!(facts(record, earlier, changes));
    let told = |finding: bool| {
        let of = marks.iter().filter(move |mark| mark.finding.is_some() == finding);
        of.filter_map(|mark| line(lines, mark, record)).collect::<Value>()
    };
    data["findings"] = told(true);
    data["changes"] = told(false);
}

fn facts(record: &Record, earlier: Option<&Record>, changes: Option<Counts>) -> Vec<(&'static str, String)> {
    let count = |grade| {
        record
            .findings
            .iter()
            .filter(|found| found.severity == grade)
            .map(|found| 1 + found.more)
            .sum::<usize>()
    };
    let (errors, warnings) = (count(Grade::Error), count(Grade::Warning));
    let waived = record.findings.iter().filter(|found| found.waived.is_some()).count();
    let unplaced = record.findings.iter().filter(|found| found.page.is_none()).count();
    let mut found = format!("错误 {errors} 处，警告 {warnings} 处");
    if waived > 0 {
        found = format!("{found}，其中准予保留 {waived} 处");
    }
    if unplaced > 0 {
        found = format!("{found}；不在版面上的 {unplaced} 处，列在最后");
    }
    let changed = match (earlier, changes) {
        (Some(earlier), Some(Counts { added, removed, replaced, moved })) => {
            let from = round_name(earlier.round);
            format!(
                "与{from}（{}）相比：增 {added} 处，删 {removed} 处，改 {replaced} 处，移 {moved} 段",
                earlier.date
            )
        }
        _ if record.round > 1 => "没有找到上一校的记录，没有标改动".to_owned(),
        _ => "第一次校样，不标改动".to_owned(),
    };
    vec![
        ("期号", record.issue.clone()),
        ("篇幅", format!("{} 页，{} 字", record.pages, record.characters)),
        ("疑点", found),
        ("改动", changed),
        ("要求", format!("差错率不超过每万字 {LIMIT:.0} 处（国新出发〔2020〕10号）")),
    ]
}

/// A line of the list.
fn line(lines: &Lines, mark: &Mark, record: &Record) -> Option<Value> {
    let note = mark.note.as_ref()?;
    let page = mark.spot.as_ref().and_then(Spot::first).map(|at| at.page + 1);
    // Findings are recorded in the order of their numbers.
    let number: Option<usize> = mark.finding.and_then(|_| note.number.parse().ok());
    let found = number.and_then(|number| record.findings.get(number.checked_sub(1)?));
    let place = match page {
        Some(page) => format!("{page} 页 {}", spot_name(lines, mark)),
        None => "不在版面".to_owned(),
    };
    let source = match found {
        Some(found) => {
            let file = found.file.as_deref().unwrap_or_default();
            match (found.line, found.column) {
                (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
                _ => file.to_owned(),
            }
        }
        None => String::new(),
    };
    Some(json!({
        "number": note.number,
        "tone": mark.tone.key(),
        "label": note.label,
        "message": note.message,
        "place": place,
        "source": source,
    }))
}
