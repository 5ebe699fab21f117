//! 重复-002

use std::collections::BTreeMap;

use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 分句、整句、整段写了两遍。
    ///
    /// 粘贴两次、合稿时最常见。查紧挨着的四字以上相同的分句，后一分句与前一分句末尾八字以上相同的，同一段里十字以上相同的句子，同一篇里四十字以上相同的句子，和紧挨着的二十字以上、不挨着的三十字以上相同的自然段。有“第一条”的法规里，各条罚则、兜底条款相同是有意的，只查同一段里的和紧挨着的段。
    ///
    /// 错：`厚植为民情怀，厚植为民情怀，坚持以人民为中心`
    /// 对：`厚植为民情怀，坚持以人民为中心`
    ///
    /// 改法：删去一处；有意重复的（如排比、各条同一要求），豁免。
    "重复-002", "句子、段落重复", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let is_law = manuscript.passages.iter().filter(|passage| is_article(passage)).take(3).count() == 3;
    let mut paragraphs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sentences: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, passage) in manuscript.passages.iter().enumerate() {
        if matches!(passage.role, Role::Colophon | Role::Item) {
            clauses(passage, sink);
        }
        if !matches!(passage.role, Role::Body { .. } | Role::Dated | Role::Glossary) {
            continue;
        }
        let whole = passage.text.trim();
        let length = passage.chars.len();
        if length >= 20
            && let Some(before) = paragraphs.insert(whole, at)
            && (before + 1 == at || length >= 30 && !is_law)
        {
            sink.report(passage, 0..passage.text.len(), "这一段与前面的一段相同").help("删去一处");
            continue;
        }
        let told = clauses(passage, sink);
        let mut start = 0;
        for sentence in passage.text.split_inclusive(['。', '；', '！', '？']) {
            let range = start..start + sentence.len();
            start = range.end;
            let text = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
            let length = text.chars().take(41).count();
            if length < 10 {
                continue;
            }
            match sentences.insert(text, at) {
                Some(before) if before == at && told.binary_search(&range.end).is_err() => {
                    let message = "这一句与同一段前面的一句相同";
                    sink.report(passage, range.clone(), message).help("删去一处").edit(range, "");
                }
                Some(before) if before != at && length > 40 && !is_law => {
                    sink.report(passage, range, "这一句与前面的一句相同").help("删去一处；有意重复的，豁免");
                }
                _ => {}
            }
        }
    }
}

/// Whether the passage is an article of a statute.
fn is_article(passage: &Passage) -> bool {
    passage.text.starts_with('第') && passage.text.chars().take(8).any(|c| c == '条')
}

/// The most clauses that are compared with those before them at once.
const CLAUSES: usize = 4;

/// Clauses that stand twice in a row: “甲，甲，”, “甲、乙，甲、乙，”, and one that
/// repeats the end of the one before. Gives where the second ones end.
fn clauses(passage: &Passage, sink: &mut Sink) -> Vec<usize> {
    let text = passage.text.as_str();
    let is_mark = |c: char| "，；。、！？：".contains(c);
    let marks: Vec<(usize, usize)> =
        text.match_indices(is_mark).map(|(at, mark)| (at, at + mark.len())).collect();
    let mut told: Vec<usize> = Vec::new();
    for (n, &(end, next)) in marks.iter().enumerate() {
        let separator = passage.get(end..next);
        if separator == "、" || told.last().is_some_and(|told| *told > end) {
            continue;
        }
        // The longest stretch after the mark that also ends before it.
        let ends = marks.iter().skip(n + 1).take(CLAUSES).map(|mark| mark.0);
        let last = (marks.len() <= n + CLAUSES).then_some(text.len());
        let Some((again, stop)) = ends
            .chain(last)
            .filter_map(|stop| Some((text.get(next..stop)?, stop)))
            .rfind(|(again, _)| passage.before(end).ends_with(*again))
        else {
            continue;
        };
        let length = again.chars().filter(|c| is_han(*c)).count();
        let first = end - again.len();
        let whole = passage.prev(first).is_none_or(is_mark);
        let least = if whole { 4 } else { 8 };
        // “……的，……的” is how statutes list cases; a bracket or quotation mark
        // must not be left alone.
        let paired = again.chars().all(|c| !"“”‘’《》（）()".contains(c));
        if length < least || !paired || again.ends_with('的') && !whole {
            continue;
        }
        let message = format!("“{again}”写了两遍");
        let cut = end..end + separator.len() + again.len();
        sink.report(passage, first..stop, message)
            .help(format!("改成“{}”", passage.get(first..end)))
            .edit(cut, "");
        told.push(passage.next(stop).filter(|c| is_mark(*c)).map_or(stop, |c| stop + c.len_utf8()));
    }
    told
}
