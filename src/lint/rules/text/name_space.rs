//! 文字-004

use crate::content::chars::is_han;
use crate::content::is_plausible_name;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps};

rule! {
    /// 两字姓名、两字职务中间的空格。
    ///
    /// 名单里两字姓名由排版程序排成三字宽；手打的空格会使检索、索引找不到这个名字，正文里则是多余的。
    ///
    /// 错：`组 长：李 明`　`副区长李 明参加`
    /// 对：`组长：李明`　`副区长李明参加`
    ///
    /// 改法：删去空格。
    "文字-004", "姓名、职务中间的空格", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let listed = matches!(passage.role, Role::Roster | Role::Byline | Role::Signer);
    if !listed && !passage.is_prose() && passage.role != Role::Cell {
        return;
    }
    // In lists the ideographic space is how names are aligned by hand.
    let aligned = |gap: &Gap| listed && passage.get(gap.range.clone()).contains('\u{3000}');
    for gap in gaps(passage)
        .filter(|gap| !aligned(gap))
        .filter(|gap| is_name(passage, gap) || listed && is_label(passage, gap))
    {
        let message =
            if is_label(passage, &gap) { "职务中间多了空格" } else { "姓名中间多了空格" };
        sink.report(passage, gap.range.clone(), message).edit(gap.range, "");
    }
}

/// Whether a blank stands inside a name of two characters.
pub(super) fn is_name(passage: &Passage, gap: &Gap) -> bool {
    if !is_han(gap.before) || !is_han(gap.after) || is_label(passage, gap) {
        return false;
    }
    let head = passage.before(gap.range.start);
    let head = head.get(..head.len() - gap.before.len_utf8()).unwrap_or_default();
    let tail = passage.after(gap.range.end);
    let tail = tail.get(gap.after.len_utf8()..).unwrap_or_default();
    /// What a name follows in running text.
    const POSTS: &[&str] = &["长", "记", "任", "员", "席", "志", "师", "人", "领导", "命", "免去", "、"];
    let starts = head.is_empty()
        || head.ends_with(|c: char| !is_han(c))
        || POSTS.iter().any(|post| head.ends_with(post));
    let ends = tail.is_empty()
        || tail.starts_with(|c: char| !is_han(c))
        || ["等", "同志", "任", "为", "的", "参加", "出席", "主持", "陪同", "作", "率"]
            .iter()
            .any(|word| tail.starts_with(word));
    let name: String = [gap.before, gap.after].iter().collect();
    starts && ends && is_plausible_name(&name)
}

/// `组 长：`, `成 员：`.
fn is_label(passage: &Passage, gap: &Gap) -> bool {
    let label: String = [gap.before, gap.after].iter().collect();
    matches!(
        label.as_str(),
        "组长"
            | "成员"
            | "主任"
            | "委员"
            | "主席"
            | "书记"
            | "局长"
            | "区长"
            | "县长"
            | "市长"
            | "主编"
            | "编委"
            | "联系"
            | "主送"
            | "抄送"
    ) && passage.before(gap.range.start).chars().count() < 4
}
