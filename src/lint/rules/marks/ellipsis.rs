//! 标点-007

use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 省略号、破折号的形式。
    ///
    /// 省略号是六个点“……”，破折号是“——”，各占两个字，不能拆开。依据：GB/T 15834—2011，4.10、4.11、5.1。
    ///
    /// 错：`养老...`　`其他。。。`　`--从产业看`　`—2024年3月8日在……会议上`（题下）　`———`　`……等`
    /// 对：`养老……`　`其他……`　`——从产业看`　`——2024年3月8日在……会议上`　`——`　`等`
    ///
    /// 改法：换成规定的形式；“……”与“等”只用一个。
    "标点-007", "省略号、破折号的形式", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for (i, passage) in manuscript.passages.iter().enumerate() {
        check_passage(passage, sink);
        if passage.text.starts_with('一') && is_dash_misread(manuscript, i) {
            let range = 0..'一'.len_utf8();
            let message = "上下各段都以“——”开头，这里的“一”应是破折号";
            sink.report(passage, range.clone(), message).edit(range, "——");
        }
    }
}

/// `一令人欣慰的是`: a dash that was read as 一, among paragraphs that begin with
/// dashes.
fn is_dash_misread(manuscript: &Manuscript<'_>, i: usize) -> bool {
    /// What 一 makes a word with.
    const FOLLOWERS: &str = "是方些个年批系直般定旦律切体次种条项场位名段份座家心线流级步下时度日月季期级、二三手路面对并经样起共旁生";
    let Some(passage) = manuscript.passages.get(i) else { return false };
    let next = passage.chars.get(1).map(|&(_, c)| c);
    let dashed = |i: Option<usize>| {
        i.and_then(|i| manuscript.passages.get(i)).is_some_and(|other| other.text.starts_with("——"))
    };
    passage.is_prose()
        && next.is_some_and(|c| is_han(c) && !FOLLOWERS.contains(c))
        && (dashed(i.checked_sub(1)) || dashed(Some(i + 1)))
}

fn check_passage(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    let dots = pattern!(r"\.{3,}|。{3,}|．{3,}|·{3,}|、{3,}|…+");
    for found in dots.find_iter(passage) {
        let mark = found.as_str();
        // A paragraph left out is twelve points.
        if mark == "……" || mark == "…………" || matches!(passage.role, Role::Cell) {
            if passage.after(found.end()).starts_with('等') && mark == "……" {
                let message = "“……”已表示省略，与“等”重复";
                sink.report(passage, found.start()..found.end(), message)
                    .help("删去其中一个")
                    .edit(found.range(), "");
            }
            continue;
        }
        let chinese = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        if mark.starts_with('.')
            && !chinese(passage.prev(found.start()))
            && !chinese(passage.next(found.end()))
        {
            continue;
        }
        sink.report(passage, found.range(), format!("省略号写作“……”，这里是“{mark}”"))
            .edit(found.range(), "……");
    }
    if !text.contains(is_han) {
        return;
    }
    // —2025年3月8日在…… stands below a title.
    let dashes = pattern!(
        r"—{3,}|-{2,}|－{2,}|–{2,}|―+|^(?:—|一一|-|–|－)(?:[一-鿿“《]|(?:[12][0-9]{3}年|[0-9]{1,2}月)[0-9一-鿿]|二[〇○零])"
    );
    for found in dashes.find_iter(passage) {
        let mark = found.as_str();
        let dated = mark.ends_with(|c: char| is_han(c) || c.is_ascii_digit())
            && mark.contains(|c: char| c.is_ascii_digit());
        let mark = mark.trim_end_matches(|c: char| {
            ('一'..='鿿').contains(&c) && c != '一' || c.is_ascii_digit() || "“《〇○".contains(c)
        });
        let range = found.start()..found.start() + mark.len();
        let head = found.start() == 0;
        let between = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        // 一一对应 is a word; a rule of dashes is for filling in.
        let word = mark.starts_with('一')
            && (!head
                || mark.chars().count() != 2
                || ["对应", "列举", "落实"]
                    .iter()
                    .any(|w| text.get(range.end..).is_some_and(|t| t.starts_with(w))));
        let rule = mark.chars().count() > 6;
        if word
            || rule
            || mark == "——"
            || !between(passage.prev(range.start))
            || !between(passage.next(range.end)) && (!head || mark.len() < 2 && !dated)
        {
            continue;
        }
        if passage.chars.len() < 3 || matches!(passage.role, Role::Cell) {
            continue;
        }
        sink.report(passage, range.clone(), format!("破折号写作“——”，这里是“{mark}”")).edit(range, "——");
    }
}
