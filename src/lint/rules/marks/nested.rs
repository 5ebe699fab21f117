//! 标点-004

use std::ops::Range;

use crate::content::chars::{is_han, is_numeral};
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 引号里还用双引号，书名号里还用双书名号，括号里还用同样的括号；外层的引号、书名号用了单的。
    ///
    /// 依据：GB/T 15834—2011，4.8.3、4.9.3、4.15.3：外层用双的，里层用单的，再里一层又用双的；套用的括号用不同的形式。
    ///
    /// 错：`《关于印发《实施办法》的通知》`　`开展‘十个一’活动`　`〈实施办法〉自公布之日起施行`
    /// 对：`《关于印发〈实施办法〉的通知》`　`开展“十个一”活动`　`《实施办法》自公布之日起施行`
    ///
    /// 改法：里层换成 ‘ ’、〈 〉；括号套用的，里层换成〔 〕或改写句子。“县（市、区）”一类的简称不查。
    "标点-004", "引号、书名号套用不分里外", Suggested, Warning, Passage(check)
}

/// Deeper than this nobody nests.
const DEEPEST: usize = 12;

/// An open mark.
struct Open {
    c: char,
    at: usize,
    /// Whether it has the wrong form where it stands.
    wrong: bool,
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.text.contains(['“', '《', '（', '‘', '〈']) || !is_balanced(passage) {
        return;
    }
    let mut open: Vec<Open> = Vec::new();
    for &(at, c) in &passage.chars {
        if is_opening(c) {
            let wrong = match enclosing(&open, c) {
                // One of the wrong form counts as one of the right form.
                Some(around) => around.c == c && !around.wrong,
                None => matches!(c, '‘' | '〈'),
            };
            open.push(Open { c, at, wrong });
        }
        let Some(first) = opener(c) else { continue };
        match open.pop_if(|mark| mark.c == first) {
            Some(mark) if mark.wrong => tell(passage, first, mark.at..at + c.len_utf8(), sink),
            Some(_) => {}
            // An apostrophe; crossed marks are 标点-003's.
            None if first == '‘' => {}
            None => return,
        }
        if open.len() > DEEPEST {
            return;
        }
    }
}

/// The mark around a place that counts for one of a kind: brackets begin anew
/// within a title or a quotation.
fn enclosing(open: &[Open], first: char) -> Option<&Open> {
    let family = |c: char| match c {
        '“' | '‘' => 1,
        '《' | '〈' => 2,
        _ => 3,
    };
    let own = family(first);
    open.iter().rfind(|mark| family(mark.c) == own || own == 3).filter(|mark| family(mark.c) == own)
}

/// Reports a pair of the wrong form.
fn tell(passage: &Passage, first: char, pair: Range<usize>, sink: &mut Sink) {
    let mark = first.len_utf8();
    let (start, end) = (pair.start..pair.start + mark, pair.end - mark..pair.end);
    let inner = passage.get(start.end..end.start);
    let _ = match first {
        // “甲“”乙”: the two in the middle are the wrong way round.
        '“' if inner.is_empty() => {
            sink.report(passage, pair, "前后引号的方向反了").edit(start, "”").edit(end, "“")
        }
        '“' => {
            sink.report(passage, pair, "双引号里又用了双引号，里层用单引号").edit(start, "‘").edit(end, "’")
        }
        '《' => {
            sink.report(passage, pair, "“《》”里又用了“《》”，里层用“〈〉”").edit(start, "〈").edit(end, "〉")
        }
        '‘' if inner.contains(is_han) => {
            sink.report(passage, pair, "外层的引号用双引号，这里是单引号").edit(start, "“").edit(end, "”")
        }
        '〈' if inner.contains(is_han) => {
            sink.report(passage, pair, "外层的书名号用“《》”，这里是“〈〉”").edit(start, "《").edit(end, "》")
        }
        '（' if !is_abbreviation(inner) => {
            sink.report(passage, pair, "圆括号里又用了圆括号").help("里层换成〔 〕，或改写句子")
        }
        _ => return,
    };
}

/// `县（市、区）`, `拦、跨（穿）`, `修正案（九）`: part of a name, whatever is
/// around it.
fn is_abbreviation(inner: &str) -> bool {
    inner.chars().count() <= 2
        || inner.split(['、', '，']).all(|part| {
            let area = ["市", "区", "县", "旗", "州", "镇", "乡", "街道", "村", "社区", "自治区", "直辖市"];
            area.contains(&part) || part.chars().all(is_numeral)
        })
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（')
}

/// What opens a pair that ends in a mark.
fn opener(c: char) -> Option<char> {
    Some(match c {
        '”' => '“',
        '’' => '‘',
        '》' => '《',
        '〉' => '〈',
        '）' => '（',
        _ => return None,
    })
}

/// Whether each mark has its other half; those without are 标点-003's.
fn is_balanced(passage: &Passage) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）')]
        .into_iter()
        .all(|(open, close)| passage.text.matches(open).count() == passage.text.matches(close).count())
}
