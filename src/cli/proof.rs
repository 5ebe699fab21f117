//! `gongbao proof`

use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use super::args::{Format, ProofArgs};
use super::report::{Report, counts, exit_code, open, shown};
use super::{CLEAN, FAILED};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::press::{ProofFile, ProofRun};
use crate::project::{read_output, write_atomic};
use crate::proof::{Record, round_name};

/// Largest record of a round, in bytes: that of an issue with every article as
/// large as may be would not be read by anybody.
const RECORD_LIMIT: u64 = 64 << 20;

pub(super) fn run(args: &ProofArgs) -> u8 {
    let mut press = match open("proof", &args.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    let name = press.project().name().to_owned();
    let mut told = Vec::new();
    let earlier = earlier(&name, args).unwrap_or_else(|found| {
        told.push(*found);
        None
    });
    let ProofRun { made, diagnostics } = press.proof(args.round, args.date, earlier.as_ref());
    let mut data = Map::new();
    let mut summary = None;
    if let Some(ProofFile { pdf, document, record }) = made {
        let path = file(&name, &args.out, args.round, "pdf");
        let kept = file(&name, &args.out, args.round, "json");
        let written =
            write_atomic(&path, &pdf).and_then(|()| write_atomic(&kept, record.to_json().as_bytes()));
        match written {
            Ok(()) => {
                let sheets = document.pages().len();
                let (path, round) = (shown(&path), round_name(args.round));
                let found = counts(&diagnostics);
                summary = Some(format!("已排出 {path}（{round}样）：{sheets} 张，{found}"));
                let output = json!([
                    { "path": path, "pages": sheets, "bytes": pdf.len() },
                    { "path": shown(&kept) },
                ]);
                data.insert("output".to_owned(), output);
            }
            Err(found) => told.push(*found),
        }
    }
    // What was found is on the proof; here it is told only where there is none,
    // or for programs.
    let code = match &summary {
        Some(_) => CLEAN,
        None => exit_code(&diagnostics).max(exit_code(&told)).min(FAILED),
    };
    if summary.is_none() || args.issue.format == Format::Json {
        told.extend(diagnostics);
    }
    let summary = summary.unwrap_or_else(|| format!("没有排出校样：{}", counts(&told)));
    let format = args.issue.format;
    Report { command: "proof", format, diagnostics: &told, summary, data }.print();
    code
}

/// A file of a round.
pub(super) fn file(name: &str, out: &Path, round: u8, ending: &str) -> PathBuf {
    out.join(format!("{name}.proof-{round}.{ending}"))
}

/// The record of a round; `None` where there is none.
pub(super) fn read(name: &str, out: &Path, round: u8) -> Result<Option<Record>, Box<Diagnostic>> {
    let path = file(name, out, round, "json");
    let Some(bytes) = read_output(&path, RECORD_LIMIT)? else { return Ok(None) };
    let record = Record::read(&bytes).filter(|record| record.round == round);
    record.map(Some).ok_or_else(|| {
        let message = format!("{}的记录读不出来", round_name(round));
        let help = "这个文件不是校样留下的记录，或者改动过：从备份恢复，或重排那一校";
        Box::new(Diagnostic::error(Code::BadRecord, message).at(Place::path(shown(&path))).help(help))
    })
}

/// The record of the round before, if this is not the first; what is wrong with
/// it is no more than a warning.
fn earlier(name: &str, args: &ProofArgs) -> Result<Option<Record>, Box<Diagnostic>> {
    let Some(round) = args.round.checked_sub(1).filter(|&round| round > 0) else { return Ok(None) };
    let missing = || {
        let path = shown(&file(name, &args.out, round, "json"));
        let message = format!("没有{}的记录，这次的校样不标改动", round_name(round));
        let help = format!("把那次留下的记录放回 {}，再排一次", shown(&args.out));
        Box::new(Diagnostic::warning(Code::NoEarlierRound, message).at(Place::path(path)).help(help))
    };
    match read(name, &args.out, round) {
        Ok(Some(record)) => Ok(Some(record)),
        Ok(None) => Err(missing()),
        Err(found) => {
            Err(Box::new(Diagnostic { severity: Severity::Warning, ..*found }.help("这次的校样不标改动")))
        }
    }
}
