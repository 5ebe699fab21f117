//! The sheet that comes before the pages: facts, signatures, and every finding
//! with its place.

use serde_json::{Value, json};

use super::listed::lists;
use super::marks::{Counts, Mark};
use super::names::Names;
use super::record::Record;
use super::round::round_name;

/// Rounds that every issue goes through (三校).
const ROUNDS: u8 = 3;

/// What findings are not: a count of them is easily taken for the rate of
/// errors that rules limit.
pub(super) const DOUBTS: &str =
    "疑点是程序找出来请人核对的地方，有的不是差错，差错也不会全在其中；疑点的多少不是本期的差错率";

/// Adds to the data what the summary shows.
pub(super) fn add(
    data: &mut Value,
    names: &Names<'_>,
    marks: &[Mark],
    record: &Record,
    earlier: Option<&Record>,
    changes: Option<Counts>,
) {
    let rounds: Vec<String> = (1..=record.round.max(ROUNDS)).map(round_name).collect();
    data["reviews"] = json!(["初审", "复审", "终审"]);
    data["rounds"] = json!(rounds);
    data["facts"] = json!(facts(record, earlier, changes));
    data["lists"] = lists(names, marks, record);
}

fn facts(record: &Record, earlier: Option<&Record>, changes: Option<Counts>) -> Vec<(&'static str, String)> {
    let tally = record.tally();
    let mut found = tally.text(record.characters);
    let unplaced = record.findings.iter().filter(|found| found.page.is_none()).count();
    if unplaced > 0 {
        found = format!("{found}；不在版面上的 {unplaced} 处");
    }
    let changed = match (earlier, changes) {
        (Some(earlier), Some(Counts { added, removed, replaced, moved, rejoined })) => {
            let from = round_name(earlier.round);
            let rejoined =
                if rejoined > 0 { format!("，接排或另起 {rejoined} 处") } else { String::new() };
            format!(
                "与{from}（{}）相比：增 {added} 处，删 {removed} 处，改 {replaced} 处，移 {moved} 段{rejoined}",
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
        ("说明", format!("{DOUBTS}。")),
        ("改动", changed),
    ]
}
