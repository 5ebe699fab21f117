//! Whether what is asked for fits the type area.

use super::lower::Lower;
use super::model::{Article, Column, Publication};
use crate::diagnostic::{Code, Diagnostic};

/// Lines must be further apart than their characters are high, by a little.
const CLOSEST: f64 = 1.1;

/// Checks every article's lines and characters against the type area.
///
/// The 公文 layout has the standard's lines and characters, whatever is asked.
pub(crate) fn check(lower: &mut Lower<'_>, publication: &Publication, columns: &[Column]) {
    if publication.layout.as_ref().is_some_and(|name| name.value == "gbt9704") {
        return;
    }
    for article in columns.iter().flat_map(|column| &column.articles) {
        check_lines(lower, publication, article);
        check_chars(lower, publication, article);
    }
}

fn check_lines(lower: &mut Lower<'_>, publication: &Publication, article: &Article) {
    let Some(lines) = &article.lines else { return };
    let size = publication.body_size;
    let pitch = publication.page.pitch(size, lines.value);
    if pitch >= size * CLOSEST {
        return;
    }
    let most = publication.page.most_lines(size, size * CLOSEST);
    let message = format!("每页 {} 行太密：行距 {pitch:.1} 磅，字高 {size} 磅", lines.value);
    let found =
        Diagnostic::error(Code::BadValue, message).help(format!("这样的版心和字号，每页最多 {most} 行"));
    lower.report(found, lines.span.clone());
}

fn check_chars(lower: &mut Lower<'_>, publication: &Publication, article: &Article) {
    let Some(chars) = &article.chars else { return };
    let most = publication.page.most_chars(publication.body_size, article.columns);
    if u32::from(chars.value) > most {
        let message = format!("每行 {} 字放不下", chars.value);
        let help = format!("这样的版心和字号，分 {} 栏时每行最多 {most} 字", article.columns);
        lower.report(Diagnostic::error(Code::BadValue, message).help(help), chars.span.clone());
    }
}
