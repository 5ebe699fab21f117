//! 标点-001

use std::collections::BTreeSet;

use crate::content::chars::{is_han, is_space};
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::is_wide_mark;

rule! {
    /// 汉字文中的半角标点。
    ///
    /// 中文里的逗号、分号、冒号、问号、叹号、括号占一个字的位置，用全角。依据：GB/T 15834—2011，5.1。
    ///
    /// 错：`会议强调,要(按职责)落实;`
    /// 对：`会议强调，要（按职责）落实；`
    ///
    /// 改法：换成全角。数字里的 `1,234`、`9:30`，外文和代码里的标点，不查；两边都是比数的冒号见 标点-012。
    "标点-001", "汉字文中的半角标点", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains([',', ';', ':', '?', '!', '(', ')', '.']) || !text.contains(is_han) {
        return;
    }
    let pairs = chinese_brackets(passage);
    for (i, &(at, c)) in passage.chars.iter().enumerate() {
        let Some(wide) = wide(c) else { continue };
        let near = Near::of(passage, i);
        let chinese = match c {
            ',' | ';' | '?' | '!' => near.touches_chinese() || near.after_share(),
            ':' => near.touches_chinese() && near.after != Some('/'),
            '(' | ')' => pairs.contains(&i),
            // 买买提.艾力 is a name: the full stop needs an end behind it.
            _ => {
                near.before.is_some_and(is_han) && near.after.is_none_or(|c| matches!(c, '”' | '）')) && i > 3
            }
        };
        if chinese {
            let range = at..at + c.len_utf8();
            sink.report(passage, range.clone(), format!("汉字文中用了半角的“{c}”")).edit(range, wide);
        }
    }
}

fn wide(c: char) -> Option<&'static str> {
    Some(match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        '!' => "！",
        '(' => "（",
        ')' => "）",
        '.' => "。",
        _ => return None,
    })
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_mark(c) || matches!(c, '—' | '·')
}

/// What stands on either side of a mark, blanks left out.
struct Near {
    before: Option<char>,
    after: Option<char>,
}

impl Near {
    fn of(passage: &Passage, i: usize) -> Self {
        let solid = |&&(_, c): &&(usize, char)| !is_space(c);
        let before = passage.chars.get(..i).and_then(|chars| chars.iter().rev().find(solid));
        let after = passage.chars.get(i + 1..).and_then(|chars| chars.iter().find(solid));
        Self { before: before.map(|&(_, c)| c), after: after.map(|&(_, c)| c) }
    }

    fn touches_chinese(&self) -> bool {
        self.before.is_some_and(is_chinese) || self.after.is_some_and(is_chinese)
    }

    /// `6%,8%`: a list of figures.
    fn after_share(&self) -> bool {
        self.before.is_some_and(|c| matches!(c, '%' | ')' | '‰'))
            && self.after.is_some_and(|c| c.is_ascii_digit() || c == '(')
    }
}

/// Two brackets that belong together, by their positions among the characters.
struct Pair {
    open: Option<usize>,
    close: Option<usize>,
}

impl Pair {
    /// Whether they stand in Chinese text: there is some in them or right at
    /// them.
    fn is_chinese(&self, passage: &Passage) -> bool {
        let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
        let outside = at(self.open.and_then(|i| i.checked_sub(1))).is_some_and(is_chinese)
            || at(self.close.map(|i| i + 1)).is_some_and(is_chinese);
        let inside = match (self.open, self.close) {
            (Some(open), Some(close)) => {
                let body = passage.chars.get(open + 1..close).unwrap_or_default();
                body.iter().any(|&(_, c)| is_han(c))
            }
            (Some(open), None) => at(Some(open + 1)).is_some_and(is_chinese),
            (None, Some(close)) => at(close.checked_sub(1)).is_some_and(is_chinese),
            (None, None) => false,
        };
        outside || inside
    }
}

/// The round brackets that stand in Chinese text.
fn chinese_brackets(passage: &Passage) -> BTreeSet<usize> {
    let pairs = brackets(passage);
    let chinese = pairs.iter().filter(|pair| pair.is_chinese(passage));
    chinese.flat_map(|pair| [pair.open, pair.close]).flatten().collect()
}

/// The round brackets of a passage in pairs, whatever their widths.
fn brackets(passage: &Passage) -> Vec<Pair> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (i, &(_, c)) in passage.chars.iter().enumerate() {
        match c {
            '(' | '（' => open.push(i),
            ')' | '）' => pairs.push(Pair { open: open.pop(), close: Some(i) }),
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|i| Pair { open: Some(i), close: None }));
    pairs
}
