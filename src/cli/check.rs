//! `gongbao check`

use serde_json::Map;

use super::args::{CheckArgs, Format};
use super::fix;
use super::report::{Report, counts, exit_code, open};
use crate::diagnostic::{sort_for_reading, sort_up_to};
use crate::lint::Proofread;

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
    let (checked, Proofread { found, waived }) = press.proofread();
    let characters: usize = checked.issue.texts.iter().map(|text| text.article.characters()).sum();
    let mut diagnostics = checked.diagnostics;
    diagnostics.extend(found);
    let safe = diagnostics.iter().filter(|found| found.is_safe()).count();
    let mut summary =
        format!("查了 {} 篇文章，{characters} 字：{}", checked.issue.texts.len(), counts(&diagnostics));
    if safe > 0 {
        summary += &format!("；其中 {safe} 处可用 --fix 自动改");
    }
    if !waived.is_empty() {
        summary += &format!("；另有 {} 处已豁免", waived.len());
    }
    let code = exit_code(&diagnostics);
    match args.issue.format {
        Format::Human if !args.all => sort_for_reading(&mut diagnostics),
        Format::Human | Format::Github => sort_up_to(&mut diagnostics, READ),
        // Programs are told what is let stand, and why.
        Format::Json | Format::Sarif => {
            diagnostics.extend(waived);
            sort_up_to(&mut diagnostics, READ);
        }
    }
    let mut data = Map::new();
    data.insert("articles".to_owned(), checked.issue.texts.len().into());
    data.insert("characters".to_owned(), characters.into());
    Report { command: "check", format: args.issue.format, diagnostics: &diagnostics, summary, data }.print();
    code
}
