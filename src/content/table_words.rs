//! What stands around a table and belongs to it: `{横排}` at its caption's end,
//! notes below it, and the file that its cells come from.

use super::model::{Inline, ProblemKind, Span, TableFile};
use super::scan::Scan;

/// Endings of files that hold the cells of a table.
const ENDINGS: [&str; 8] = ["csv", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods", "et"];

/// The file of a table, if a picture's path leads to one.
pub(super) fn file(path: &str, span: Span) -> Option<TableFile> {
    let (file, sheet) = match path.split_once('#') {
        Some((file, sheet)) => (file, Some(sheet.to_owned())),
        None => (path, None),
    };
    let ending = file.rsplit_once('.')?.1.to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str()).then(|| TableFile { path: file.to_owned(), sheet, span })
}

/// Takes the word in braces off the end of a caption. `Ok(true)` for 横排.
pub(super) fn take_word(caption: &mut Vec<Inline>) -> Result<bool, (ProblemKind, Span)> {
    let Some(Inline::Text { text, span }) = caption.last_mut() else { return Ok(false) };
    let kept = text.trim_end();
    let Some(inner) = kept.strip_suffix(['}', '｝']) else { return Ok(false) };
    let Some(open) = inner.rfind(['{', '｛']) else { return Ok(false) };
    let word = inner[open..].trim_start_matches(['{', '｛']).trim();
    let verbatim = text.len() == span.len();
    if word != "横排" {
        let place = if verbatim { span.start + open..span.start + kept.len() } else { span.clone() };
        return Err((ProblemKind::UnknownTableWord(word.to_owned()), place));
    }
    let before = inner[..open].trim_end().len();
    text.truncate(before);
    if verbatim {
        span.end = span.start + before;
    }
    if before == 0 {
        caption.pop();
    }
    Ok(true)
}

/// Whether a paragraph right below a table is a note to it.
pub(super) fn is_note(text: &str) -> bool {
    let mut scan = Scan::new(text);
    if scan.any(&["资料来源", "数据来源", "来源", "说明", "备注"]) {
        return scan.one(|c| matches!(c, '：' | ':'));
    }
    if !scan.word("注") {
        return false;
    }
    scan.run(2, |c| c.is_ascii_digit());
    scan.one(|c| matches!(c, '：' | ':'))
}
