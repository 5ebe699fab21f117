//! 文字-004

use crate::content::ArticleKind;
use crate::content::chars::{is_han, is_space};
use crate::content::is_plausible_name;
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps};

rule! {
    /// 姓名、两字职务中间的空格。
    ///
    /// 名单里两字姓名由排版程序排成三字宽；手打的空格会使检索、索引找不到这个名字，正文里则是多余的。
    ///
    /// 错：`组 长：李 明`　`副区长李 明参加`
    /// 对：`组长：李明`　`副区长李明参加`
    ///
    /// 改法：删去空格。
    "文字-004", "姓名、职务中间的空格", Safe, Warning, Article(check)
}

/// So many rows of one list, each with a name set apart by hand, are told of
/// together.
const LIST: usize = 3;

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut rows: Vec<(&Passage, Gap)> = Vec::new();
    for passage in &manuscript.passages {
        for gap in stray(passage) {
            // Only names at the head of a row are rows of a list.
            if gap.range.start > gap.before.len_utf8() || passage.role == Role::Cell {
                tell(&[(passage, gap)], sink);
                continue;
            }
            rows.push((passage, gap));
        }
    }
    tell(&rows, sink);
}

/// The blanks inside names and posts of a passage.
fn stray(passage: &Passage) -> impl Iterator<Item = Gap> {
    let listed = matches!(passage.role, Role::Roster | Role::Byline | Role::Signer);
    let read = listed || passage.is_prose() || passage.role == Role::Cell;
    // In lists the ideographic space is how names are aligned by hand, in one of
    // appointments also before 的……职务, which is set as a paragraph.
    let row =
        move |gap: &Gap| passage.kind == ArticleKind::Appointment && gap.range.start == gap.before.len_utf8();
    let aligned =
        move |gap: &Gap| (listed || row(gap)) && passage.get(gap.range.clone()).contains('\u{3000}');
    // A line of two characters is rather a heading: 经 费.
    let alone = move |gap: &Gap| {
        !listed
            && passage.role != Role::Cell
            && passage.text.len() == gap.range.len() + gap.before.len_utf8() * 2
    };
    let plain =
        move |gap: &Gap| !aligned(gap) && !alone(gap) && (is_name(passage, gap) || listed && is_label(gap));
    gaps(passage).filter(move |gap| read && (plain(gap) || is_torn(passage, gap)))
}

/// Reports single blanks, and those of a long list together.
fn tell(rows: &[(&Passage, Gap)], sink: &mut Sink) {
    if let [(first, gap), ..] = rows
        && rows.len() >= LIST
    {
        let message = format!("名单里有{}个两字姓名中间加了空格", rows.len());
        let mut report = sink.report(first, gap.range.clone(), message).help("删去空格，由排版程序对齐");
        for (passage, gap) in rows {
            if let Some(span) = passage.exact(gap.range.clone()) {
                report = report.edit_span(span, "");
            }
        }
        return;
    }
    for (passage, gap) in rows {
        let message = if is_label(gap) { "职务中间多了空格" } else { "姓名中间多了空格" };
        sink.report(passage, gap.range.clone(), message).edit(gap.range.clone(), "");
    }
}

/// Whether a blank stands inside a name: `李 明`, `邓 凯允`.
pub(super) fn is_name(passage: &Passage, gap: &Gap) -> bool {
    if !is_han(gap.before) || !is_han(gap.after) || is_label(gap) {
        return false;
    }
    let head = passage.before(gap.range.start);
    let head = head.get(..head.len() - gap.before.len_utf8()).unwrap_or_default();
    /// What a name follows in running text.
    const POSTS: &[&str] = &["长", "记", "任", "员", "席", "志", "师", "人", "领导", "命", "免去", "、"];
    let starts = head.is_empty()
        || head.ends_with(|c: char| !is_han(c))
        || POSTS.iter().any(|post| head.ends_with(post));
    // Behind the surname stand one character or, in lists, two: 县长 主持 is no
    // name in running text.
    let listed = matches!(passage.role, Role::Roster | Role::Byline | Role::Signer);
    starts && (is_given(passage, gap, 1) || listed && is_given(passage, gap, 2))
}

/// `成　员：李志 明　局长`: a blank before the last character of a name, which
/// stands in a row of its own.
fn is_torn(passage: &Passage, gap: &Gap) -> bool {
    let listed = matches!(passage.role, Role::Roster | Role::Cell);
    if !listed || !is_han(gap.before) || !is_han(gap.after) {
        return false;
    }
    let mut before = passage.before(gap.range.start).chars();
    before.next_back();
    let Some(first) = before.next_back().filter(|&c| is_han(c)) else { return false };
    let head = before.as_str();
    let next = gap.range.end + gap.after.len_utf8();
    let apart = passage.next(next).is_none_or(|c| is_space(c) || matches!(c, '（' | '('));
    let opens = head.is_empty() || head.ends_with(['：', ':']);
    opens && apart && is_plausible_name(&[first, gap.before, gap.after].iter().collect::<String>())
}

/// Whether so many characters behind a blank are a given name.
fn is_given(passage: &Passage, gap: &Gap, length: usize) -> bool {
    const FOLLOWERS: &[&str] = &["等", "同志", "任", "为", "的", "参加", "出席", "主持", "陪同", "作", "率"];
    let given = passage.head(gap.range.end, length);
    let tail = passage.after(gap.range.end + given.len());
    let ends = tail.is_empty()
        || tail.starts_with(|c: char| !is_han(c))
        || FOLLOWERS.iter().any(|word| tail.starts_with(word));
    ends && given.chars().filter(|&c| is_han(c)).count() == length
        && is_plausible_name(&format!("{}{given}", gap.before))
}

/// `组 长：`, `成 员：`.
fn is_label(gap: &Gap) -> bool {
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
    ) && gap.range.start <= 9
}
