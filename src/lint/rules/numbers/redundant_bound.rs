//! 数字-002

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 表示多少的词前后重复或矛盾：“超……以上”“约……左右”“近……多”“不足……左右”。
    ///
    /// “超50亿元”已是50亿元以上；“约3万人”已不是确数。依据：GB/T 15835—2011，4.2.2（概数）：概数只说一次。
    ///
    /// 错：`投资超50亿元以上`　`约300人左右`　`近20余个`
    /// 对：`投资超50亿元`　`约300人`　`近20个`
    ///
    /// 改法：前后两个词只留一个。“达……以上”“比重提高到……以上”不算。
    "数字-002", "“超……以上”一类的重复", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    twofold(passage, sink);
    let over = pattern!(
        r"(超过|超出|突破|多于|高于|大于|不低于|不少于|不小于|至少|起码|最少|最低|超|逾)(?:了|到|出)?([0-9零一二三四五六七八九十百千两][0-9.,零一二三四五六七八九十百千两]*(?:%|万|亿|千)*)(?:(多|余|来)|([一-鿿]{0,4}?)(以上|及以上|左右|上下))"
    );
    let about = pattern!(
        r"(大约|约|约为|大概|将近|接近|近|差不多|估计)([0-9零一二三四五六七八九十百千两][0-9.,零一二三四五六七八九十百千两]*(?:%|万|亿|千)*)(?:(多|余|来)|([一-鿿]{0,4}?)(以上|左右|上下|以下))"
    );
    let under = pattern!(
        r"(不超过|不多于|不高于|不大于|至多|最多|最高|少于|低于|不足|不到)([0-9零一二三四五六七八九十百千两][0-9.,零一二三四五六七八九十百千两]*(?:%|万|亿|千)*)(?:(多|余)|([一-鿿]{0,4}?)(以下|以内|左右|上下|以上))"
    );
    for pattern in [over, about, under] {
        let mut at = 0;
        while let Some(found) = pattern.captures_at(&passage.text, at) {
            let (Some(whole), Some(first)) = (found.get(0), found.get(1)) else { break };
            at = whole.end().max(at + 1);
            while !passage.text.is_char_boundary(at) {
                at += 1;
            }
            let Some(second) = found.get(3).or_else(|| found.get(5)) else { continue };
            if is_other(passage, first.start(), first.as_str()) {
                continue;
            }
            let range = first.start()..second.end();
            let message = format!("“{}……{}”意思重复或矛盾", first.as_str(), second.as_str());
            let help = format!("删去“{}”或“{}”", first.as_str(), second.as_str());
            sink.report(passage, range, message).help(help).edit(second.range(), "");
        }
    }
}

/// 5万余多份: two words for one remainder.
fn twofold(passage: &Passage, sink: &mut Sink) {
    let before_and_after = pattern!("[0-9万亿千百十](余|多)[一-鿿]{1,3}?(左右|上下|以上)");
    for found in before_and_after.captures_iter(&passage.text) {
        if let (Some(first), Some(second)) = (found.get(1), found.get(2))
            // 县以上 is a rank.
            && !passage.prev(second.start()).is_some_and(|c| "县处局省市级科厅岁".contains(c))
        {
            let message = format!("“{}……{}”意思重复或矛盾", first.as_str(), second.as_str());
            let help = format!("删去“{}”或“{}”", first.as_str(), second.as_str());
            let report = sink.report(passage, first.start()..second.end(), message);
            let _ = report.help(help).edit(second.range(), "");
        }
    }
    let twofold = pattern!("[0-9万亿千百十](余多|多余|余来|来余|左右以上|以上左右)[一-鿿]");
    for found in twofold.captures_iter(&passage.text) {
        if let Some(words) = found.get(1) {
            let message = format!("“{}”意思重复", words.as_str());
            let first = words.as_str().chars().next().map_or(0, char::len_utf8);
            sink.report(passage, words.range(), message).edit(words.start() + first..words.end(), "");
        }
    }
}

/// Whether the word is part of another: 附近, 条约, 最近3年多.
fn is_other(passage: &Passage, at: usize, word: &str) -> bool {
    let prev = passage.prev(at);
    match word {
        "近" => {
            prev.is_some_and(|c| "附最新靠临接远邻逼".contains(c))
                || passage.after(at).contains("年") && passage.after(at).chars().take(5).any(|c| c == '年')
        }
        "约" => prev.is_some_and(|c| "条公合契节制预签违特和大邀履".contains(c)),
        "超" => prev.is_some_and(|c| "赶".contains(c)),
        _ => false,
    }
}
