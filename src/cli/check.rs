//! `gongbao check`

use serde_json::Map;

use super::args::IssueArgs;
use super::report::{Report, counts, exit_code, open};

pub(super) fn run(args: &IssueArgs) -> u8 {
    let mut press = match open("check", args) {
        Ok(press) => press,
        Err(code) => return code,
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
