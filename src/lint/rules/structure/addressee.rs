//! 结构-009

use crate::content::ArticleKind;
use crate::lint::addressee::mark;
use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 主送机关后面不是冒号，或没有标点。
    ///
    /// 依据：GB/T 9704—2012，7.3.2：主送机关最后一个名称后标全角冒号。
    ///
    /// 错：`各乡镇人民政府，区直各单位；`（独占一行）
    /// 对：`各乡镇人民政府，区直各单位：`
    ///
    /// 改法：改成冒号。
    "结构-009", "主送机关后的标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    /// As far down a title of several lines, a number and a byline may reach.
    const HEAD: usize = 6;
    if !matches!(
        manuscript.kind,
        ArticleKind::Notice | ArticleKind::Appointment | ArticleKind::Order | ArticleKind::Correction
    ) {
        return;
    }
    let mut left = HEAD;
    for passage in &manuscript.passages {
        match passage.role {
            Role::Title { .. } => left = HEAD,
            Role::Byline | Role::DocNumber => {}
            Role::Salutation => left = 0,
            _ if left > 0 => {
                left -= 1;
                let end = passage.text.trim_end().len();
                let Some(found) = mark(passage) else {
                    // The text itself has begun.
                    left = if passage.text.contains(['。', '；']) { 0 } else { left };
                    continue;
                };
                left = 0;
                if matches!(found, "：" | ":") {
                    continue;
                }
                let range = end - found.len()..end;
                let place = if found.is_empty() { 0..end } else { range.clone() };
                let message = if found.is_empty() {
                    "主送机关后面没有标点，要用冒号".to_owned()
                } else {
                    format!("主送机关后面用了“{found}”，要用冒号")
                };
                sink.report(passage, place, message).edit(range, "：");
            }
            _ => {}
        }
    }
}
