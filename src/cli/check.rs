//! `gongbao check`

use serde_json::Map;

use super::args::IssueArgs;
use super::report::{self, Report, counts, exit_code};
use crate::press::Press;

pub(super) fn run(args: &IssueArgs) -> u8 {
    let mut press = match Press::open(&args.issue, args.fonts.as_deref()) {
        Ok(press) => press,
        Err(diagnostic) => return report::fail("check", args.format, *diagnostic),
    };
    let checked = press.check();
    let texts = checked.issue.texts.iter().flat_map(|text| text.article.texts());
    let characters = texts.flat_map(|(text, _)| text.chars()).filter(|c| !c.is_whitespace()).count();
    let diagnostics = checked.diagnostics;
    let summary =
        format!("查了 {} 篇文章，{characters} 字：{}", checked.issue.texts.len(), counts(&diagnostics));
    let mut data = Map::new();
    data.insert("articles".to_owned(), checked.issue.texts.len().into());
    data.insert("characters".to_owned(), characters.into());
    Report { command: "check", format: args.format, diagnostics: &diagnostics, summary, data }.print();
    exit_code(&diagnostics)
}
