//! 标点-009

use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::joins::joins;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 不能相连的标点连在一起，或标点多余。
    ///
    /// 依据：GB/T 15834—2011，4.4—4.7、4.8.3、附录 B.1.2、B.2。
    ///
    /// 错：`落实到位，。`　`（，一并）`　`甲、乙、等`　`甲、和乙`　`要求：“抓落实。”。`
    /// 对：`落实到位。`　`（一并）`　`甲、乙等`　`甲和乙`　`要求：“抓落实。”`
    ///
    /// 改法：留下该用的一个。
    "标点-009", "标点相连、多余", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let joins = joins(manuscript);
    for (i, passage) in manuscript.passages.iter().enumerate() {
        let joined = i.checked_sub(1).and_then(|i| joins.get(i)) == Some(&true);
        check_passage(passage, joined, sink);
    }
}

/// `joined`: the passage goes on with the sentence of the one before.
fn check_passage(passage: &Passage, joined: bool, sink: &mut Sink) {
    let text = &passage.text;
    let mark = |c: char| {
        matches!(
            c,
            '，' | '、'
                | '；'
                | '：'
                | '。'
                | '？'
                | '！'
                | ','
                | ';'
                | '》'
                | '”'
                | '）'
                | '…'
                | '（'
                | '“'
                | '《'
        )
    };
    if !text.contains(mark) {
        return;
    }
    let clash = pattern!(
        "([，、；：,;][。；：，、,;]+)|([。！？])[，、；：。,;]+|[。！？]”(。)|（([，、；。])|([，、；：])[）》]|([、，])(?:等[，。、；一-鿿]|等$)|([、])(?:和|及)[一-鿿“《]|^([，。、；：）》])|“([，、；])"
    );
    for found in clash.captures_iter(passage) {
        let Some(whole) = found.get(0) else { continue };
        let (range, right, message) = if let Some(run) = found.get(1) {
            if is_same(run.as_str()) {
                continue;
            }
            // The heaviest of the marks is kept.
            let heaviest = |c: &char| "，,、：；;。".find(*c);
            let right = run.as_str().chars().max_by_key(heaviest).unwrap_or('。');
            let right = match right {
                ',' => '，',
                ';' => '；',
                c => c,
            };
            (run.range(), right.to_string(), format!("“{}”两个标点相连", run.as_str()))
        } else if let Some(end) = found.get(2) {
            if is_same(whole.as_str()) {
                continue;
            }
            (end.end()..whole.end(), String::new(), format!("“{}”后面又有标点", end.as_str()))
        } else if let Some(stop) = found.get(3) {
            // 高呼“……！”“……！”。 is a list.
            if !whole.as_str().starts_with('。') && !is_introduced(passage, whole.start()) {
                continue;
            }
            (stop.range(), String::new(), "引文末尾已有句号，引号外不再加".to_owned())
        } else if let Some(lead) = found.get(4).or_else(|| found.get(9)) {
            (lead.range(), String::new(), format!("开头的引号、括号后面不用“{}”", lead.as_str()))
        } else if let Some(close) = found.get(5) {
            (close.range(), String::new(), format!("括号、书名号末尾的“{}”多余", close.as_str()))
        } else if let Some(comma) = found.get(6) {
            if comma.as_str() == "，"
                && !whole.as_str().ends_with("等")
                && whole.as_str().chars().count() > 2
                && !is_listed(passage, comma.start())
            {
                continue;
            }
            if is_word(passage, comma.end()) || is_member(passage, comma.end()) {
                continue;
            }
            (comma.range(), String::new(), format!("“等”前面不用“{}”", comma.as_str()))
        } else if let Some(comma) = found.get(7) {
            if is_word(passage, comma.end()) || is_member(passage, comma.end()) {
                continue;
            }
            (comma.range(), String::new(), "“和”“及”前面不用顿号".to_owned())
        } else if let Some(first) = found.get(8) {
            if joined {
                continue;
            }
            (first.range(), String::new(), format!("一段开头不能是“{}”", first.as_str()))
        } else {
            continue;
        };
        let report = sink.report(passage, range.clone(), message);
        let _ = if right.is_empty() { report.edit(range, "") } else { report.edit(range, right) };
    }
}

fn is_same(marks: &str) -> bool {
    let mut chars = marks.chars();
    let first = chars.next();
    chars.all(|c| {
        Some(c) == first
            || matches!(
                (first, c),
                (Some('，'), ',') | (Some('；'), ';') | (Some(','), '，') | (Some(';'), '；')
            )
    })
}

/// Words that begin like 等, 和, 及, by what follows that character.
fn is_word(passage: &Passage, at: usize) -> bool {
    const WORDS: &[(char, &str)] = &[
        ('等', "等价级同待候效额次于比外离靠量值高距宽长分式号温压深身闲到位边差强保腰渗车客"),
        ('和', "平谐睦美顺解善气风田合县政龙林硕静衷而约声弦服义煦缓蔼好亲乐畅悦棋盘颜谈尚局数暖"),
        ('及', "时格早第至"),
    ];
    let mut next = passage.after(at).chars();
    let (first, second) = (next.next(), next.next());
    WORDS.iter().any(|(c, seconds)| Some(*c) == first && second.is_some_and(|c| seconds.contains(c)))
}

/// Whether what begins here is followed by another member of the list: then it
/// is one itself, and begins with no conjunction (望京路、和义路、江厦街).
fn is_member(passage: &Passage, at: usize) -> bool {
    let rest = passage.head(at, 12);
    rest.find(|c| !is_han(c)).is_some_and(|end| rest.get(end..).is_some_and(|rest| rest.starts_with('、')))
}

/// Whether a quotation that ends here is introduced by a colon.
fn is_introduced(passage: &Passage, end: usize) -> bool {
    let before = passage.tail(end, 200);
    before.rfind('“').is_some_and(|open| before.get(..open).is_some_and(|head| head.ends_with('：')))
}

/// Whether the clause before is an enumeration.
fn is_listed(passage: &Passage, at: usize) -> bool {
    let before = passage.tail(at, 60);
    let clause =
        before.rfind(['。', '；', '，']).map_or(before, |from| before.get(from..).unwrap_or_default());
    clause.contains('、') && passage.after(at).starts_with("，等")
}
