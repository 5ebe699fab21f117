//! 标点-009

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 不能相连的标点连在一起，或标点多余。
    ///
    /// 依据：GB/T 15834—2011，4.4—4.7、4.8.3、附录 A。
    ///
    /// 错：`落实到位，。`　`（一），加强`　`甲、乙、等`　`甲、和乙`　`要求：“抓落实。”。`
    /// 对：`落实到位。`　`（一）加强`　`甲、乙等`　`甲和乙`　`要求：“抓落实。”`
    ///
    /// 改法：留下该用的一个。
    "标点-009", "标点相连、多余", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
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
    for found in clash.captures_iter(text) {
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
            if is_word(passage, comma.end()) {
                continue;
            }
            (comma.range(), String::new(), format!("“等”前面不用“{}”", comma.as_str()))
        } else if let Some(comma) = found.get(7) {
            if is_word(passage, comma.end()) {
                continue;
            }
            (comma.range(), String::new(), "“和、与、及”前面不用顿号".to_owned())
        } else if let Some(first) = found.get(8) {
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

/// Words that begin like 等, 和, 与.
fn is_word(passage: &Passage, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "等等",
        "等价",
        "等级",
        "等同",
        "等待",
        "等候",
        "等效",
        "等额",
        "等次",
        "等于",
        "等比",
        "等外",
        "等离子",
        "等靠要",
        "和平",
        "和谐",
        "和睦",
        "和美",
        "和顺",
        "和解",
        "和善",
        "和气",
        "及时",
        "及格",
        "及早",
        "与会",
        "与时",
        "与民",
        "和风",
        "和田",
        "和合",
        "和县",
        "和政",
        "和龙",
        "和林",
        "和硕",
        "和静",
        "与人为善",
        "与此",
    ];
    WORDS.iter().any(|word| passage.after(at).starts_with(word))
}

/// Whether the clause before is an enumeration.
fn is_listed(passage: &Passage, at: usize) -> bool {
    let before = passage.before(at);
    let clause =
        before.rfind(['。', '；', '，']).map_or(before, |from| before.get(from..).unwrap_or_default());
    clause.contains('、') && passage.after(at).starts_with("，等")
}
