//! `gongbao check`

use serde_json::Map;

use super::args::{CheckArgs, Format};
use super::fix;
use super::report::{Report, counts, exit_code, open};
use crate::diagnostic::sort_up_to;

/// So many findings of one rule in one file are listed for people.
const LISTED: usize = 50;

/// What a program reads it may have in full; still a hostile file must not make
/// it endless.
const READ: usize = 20_000;

pub(super) fn run(args: &CheckArgs) -> u8 {
    let mut press = match open("check", &args.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    if args.fix || args.fix_suggested || args.accept || args.revert {
        let checked = press.check();
        return fix::run(args, press.project(), &checked);
    }
    let (checked, read) = press.proofread();
    let characters: usize = checked.issue.texts.iter().map(|text| text.article.characters()).sum();
    let mut diagnostics = checked.diagnostics;
    diagnostics.extend(read.found);
    let most = if args.all || args.issue.format != Format::Human { READ } else { LISTED };
    sort_up_to(&mut diagnostics, most);
    let summary =
        format!("查了 {} 篇文章，{characters} 字：{}", checked.issue.texts.len(), counts(&diagnostics));
    let mut data = Map::new();
    data.insert("articles".to_owned(), checked.issue.texts.len().into());
    data.insert("characters".to_owned(), characters.into());
    Report { command: "check", format: args.issue.format, diagnostics: &diagnostics, summary, data }.print();
    exit_code(&diagnostics)
}
