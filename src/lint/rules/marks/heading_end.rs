//! 标点-010

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, opening, outline};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 独占一行的标题、题名末尾的标点。
    ///
    /// 依据：GB/T 15834—2011，附录 B.4：文章标题的末尾通常不用标点符号，有时可用问号、叹号或省略号。
    ///
    /// 错：`一、总体要求。`（独占一行）　`二、主要任务；`
    /// 对：`一、总体要求`　`二、主要任务`
    ///
    /// 改法：删去。标题后面接着排正文的，句号保留；同级的标题有接排的，或都带句号的，不查（形式混用见 结构-004）。
    "标点-010", "标题末尾的标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for passage in &manuscript.passages {
        if matches!(passage.role, Role::Title { .. } | Role::Caption) && !is_sentence(&passage.text) {
            report(passage, sink);
        }
    }
    // Each attachment has headings of its own.
    for section in outline(manuscript).split(Option::is_none) {
        check_section(manuscript, section, sink);
    }
}

fn check_section(manuscript: &Manuscript<'_>, section: &[Option<Numbered<'_>>], sink: &mut Sink) {
    let levels = groups(section);
    // Whether the last of a level ended in a semicolon: then they are items.
    let mut items = [false; 5];
    for (entry, level) in section.iter().flatten().zip(&levels) {
        let Some(item) = items.get_mut(usize::from(entry.level)) else { continue };
        let listed = std::mem::replace(item, entry.passage.text.ends_with('；'));
        let next = manuscript.passages.get(entry.index + 1);
        if !listed && level.is_plain() && is_wrong(entry, level, next) {
            report(entry.passage, sink);
        }
    }
}

/// What the headings that go with each are like: those of one level below one
/// heading. Where these are of one form that is plain, others elsewhere may run
/// on; where they are few, all of the level count.
fn groups(section: &[Option<Numbered<'_>>]) -> Vec<Level> {
    let mut all: [Level; 5] = Default::default();
    let mut groups: Vec<Level> = Vec::new();
    let mut open: [Option<usize>; 5] = [None; 5];
    let mut of: Vec<(usize, usize)> = Vec::new();
    for entry in section.iter().flatten() {
        let at = usize::from(entry.level);
        // A heading closes what is below it; a list that starts anew, the last.
        for below in open.iter_mut().skip(at + usize::from(entry.number != 1)) {
            *below = None;
        }
        let group = open.get(at).copied().flatten().unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Level::default());
        }
        if let Some(open) = open.get_mut(at) {
            *open = Some(group);
        }
        for level in groups.get_mut(group).into_iter().chain(all.get_mut(at)) {
            level.count(entry);
        }
        of.push((group, at));
    }
    let chosen = |(group, at): (usize, usize)| {
        let own = groups.get(group).copied().unwrap_or_default();
        let few = own.bare < 2 || own.run_in > 0;
        if few { all.get(at).copied().unwrap_or_default() } else { own }
    };
    of.into_iter().map(chosen).collect()
}

fn report(passage: &Passage, sink: &mut Sink) {
    if let Some(&(at, last)) = passage.chars.last()
        && (is_stop(last) || is_colon(last))
    {
        let range = at..at + last.len_utf8();
        sink.report(passage, range.clone(), format!("标题末尾不用“{last}”"))
            .help("删去；本应与下文接排的，接成一段")
            .edit(range, "");
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | ',' | ';' | '.')
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

/// The numbered headings of one level of an article.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    /// Those that their text runs in with.
    run_in: usize,
    /// Those on a line of their own without a mark.
    bare: usize,
    /// Those on a line of their own with one.
    marked: usize,
}

impl Level {
    fn count(&mut self, entry: &Numbered<'_>) {
        let text = entry.passage.text.as_str();
        let marked = text.ends_with(|c| is_stop(c) || is_colon(c));
        let body = text.trim_end_matches(is_stop);
        if body.contains('。') || entry.passage.chars.len() > 45 {
            self.run_in += 1;
        } else if marked {
            self.marked += 1;
        } else {
            self.bare += 1;
        }
    }

    /// Whether its headings are lines of their own and have no mark as a rule.
    fn is_plain(&self) -> bool {
        self.run_in == 0 && (self.marked < 2 || self.bare >= self.marked)
    }
}

fn is_wrong(entry: &Numbered<'_>, level: &Level, next: Option<&Passage>) -> bool {
    let passage = entry.passage;
    let text = passage.after(entry.range.end);
    let Some(last) = text.chars().next_back() else { return false };
    if !is_stop(last) && !is_colon(last) || passage.chars.len() > 45 || is_sentence(text) {
        return false;
    }
    // What follows must be the heading's: text, or headings below it.
    let numbered = next.and_then(|next| opening(&next.text)).map(|(other, ..)| other);
    let below = match numbered {
        Some(other) => other > entry.level,
        None => next.is_some_and(|next| next.is_prose() || next.role == Role::Salutation),
    };
    let heading = matches!(passage.role, Role::Heading(_)) || level.bare > 0;
    // 含有下列物质的废弃物： leads to a list.
    let leads = is_colon(last) && (entry.level > 1 || numbered.is_some() && text.chars().count() > 9);
    heading && below && !leads
}

/// Whether a heading is a sentence, which keeps its mark.
fn is_sentence(text: &str) -> bool {
    const VERBS: &[&str] =
        &["删除", "增加", "修改", "删去", "将", "任命", "免去", "同意", "批准", "决定", "撤销", "自"];
    let body = text.trim_end_matches(|c| is_stop(c) || is_colon(c));
    body.contains(['，', ',', '。', '；', '：'])
        || ["施行", "废止", "下列", "如下", "包括", "为"]
            .iter()
            .any(|word| body.ends_with(word) || body.contains("起施行"))
        || VERBS.iter().any(|verb| body.starts_with(verb)) && !body.starts_with("自然")
}
