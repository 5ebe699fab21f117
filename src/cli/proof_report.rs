//! `gongbao proof-report`

use std::path::Path;

use serde_json::{Map, json};

use super::CLEAN;
use super::args::ProofReportArgs;
use super::proof::{file, read};
use super::report::{Report, exit_code, open, shown};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::write_atomic;
use crate::proof::{Record, report, round_name};

/// More rounds than this are not made.
const MOST: u8 = 9;

pub(super) fn run(args: &ProofReportArgs) -> u8 {
    let press = match open("proof-report", &args.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    let name = press.project().name();
    let made = record(name, args).and_then(|record| {
        let before = record.round.checked_sub(1).filter(|&round| round > 0);
        let earlier = before.map_or(Ok(None), |round| read(name, &args.out, round))?;
        let path = file(name, &args.out, record.round, "report.md");
        write_atomic(&path, report(&record, earlier.as_ref()).as_bytes())?;
        let round = round_name(record.round);
        let summary = format!("已写出 {}（{round}）：{} 处疑点", shown(&path), record.findings.len());
        Ok((summary, shown(&path)))
    });
    let mut data = Map::new();
    let (summary, diagnostics) = match made {
        Ok((summary, path)) => {
            data.insert("output".to_owned(), json!([{ "path": path }]));
            (summary, Vec::new())
        }
        Err(found) => ("没有写出疑点登记".to_owned(), vec![*found]),
    };
    let code = if diagnostics.is_empty() { CLEAN } else { exit_code(&diagnostics) };
    let format = args.issue.format;
    Report { command: "proof-report", format, diagnostics: &diagnostics, summary, data }.print();
    code
}

/// The record of the round asked for, else of the last one.
fn record(name: &str, args: &ProofReportArgs) -> Result<Record, Box<Diagnostic>> {
    let rounds = match args.round {
        Some(round) => round..=round,
        None => 1..=MOST,
    };
    for round in rounds.rev() {
        if let Some(record) = read(name, &args.out, round)? {
            return Ok(record);
        }
    }
    Err(missing(name, &args.out, args.round))
}

fn missing(name: &str, out: &Path, round: Option<u8>) -> Box<Diagnostic> {
    let number = round.unwrap_or(1);
    let message = format!("没有{}的记录", round.map_or("校样".to_owned(), round_name));
    let help =
        format!("先排校样：gongbao proof <期文件夹> --round {number}；或用 --out 指明记录在哪个文件夹");
    let place = Place::path(shown(&file(name, out, number, "json")));
    Box::new(Diagnostic::error(Code::NotFound, message).at(place).help(help))
}
