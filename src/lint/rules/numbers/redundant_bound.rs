//! 数字-002

use crate::lint::figures::tail;
use crate::lint::passage::Passage;
use crate::lint::pattern::Match;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 表示多少的词前后重复或矛盾：“超……以上”“约……左右”“近……多”“不足……左右”“以内左右”。
    ///
    /// “超50亿元”已是50亿元以上；“约3万人”已不是确数：概数只说一次。
    ///
    /// 错：`投资超50亿元以上`　`约300人左右`　`近20余个`　`至少开展2次以上`　`48小时以内左右`
    /// 对：`投资超50亿元`　`约300人`　`近20个`　`至少开展2次`　`48小时以内`
    ///
    /// 改法：前后两个词只留一个。“达……以上”“比重提高到……以上”不算。
    "数字-002", "“超……以上”一类的重复", Suggested, Warning, Passage(check)
}

/// A number as it may stand between both words.
macro_rules! number {
    () => {
        r"([0-9零一二三四五六七八九十百千两][0-9.,零一二三四五六七八九十百千两分之成—～]*(?:%|％|万|亿|千)*)"
    };
}

/// What is counted: no numeral, which would open another amount.
macro_rules! counted {
    () => {
        r"(?:[一-鿿--零一二三四五六七八九十百千两]{0,4}?)"
    };
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains(['以', '左', '上', '多', '余', '来', '约']) {
        return;
    }
    let before = sink.found.len();
    let over = pattern!(concat!(
        r"(超过|超出|突破|多于|高于|大于|不低于|不少于|不小于|至少|起码|最少|最低|超|逾)(?:了|到|出)?",
        number!(),
        "(?:(多|余|来)|",
        counted!(),
        "(以上|及以上|左右|上下|以内|以下))"
    ));
    let about = pattern!(concat!(
        r"(大约|约|约为|大概|将近|接近|近|差不多|估计)",
        number!(),
        "(?:(多|余|来)|",
        counted!(),
        "(以上|左右|上下|以下))"
    ));
    let under = pattern!(concat!(
        r"(不超过|不多于|不高于|不大于|至多|最多|最高|少于|低于|不足|不到)",
        number!(),
        "(?:(多|余)|",
        counted!(),
        "(以下|以内|左右|上下|以上))"
    ));
    // 至少开展2次以上: a verb stands between.
    let apart = pattern!(concat!(
        r"(至少|最少|起码|至多|最多|(?:最高|最低)(?:可|不|给予|奖励|补助|补贴|资助|支持|处)+)[一-鿿--零一二三四五六七八九十百千两]{0,5}?",
        number!(),
        counted!(),
        "(以上|左右|上下|以内|以下)"
    ));
    let mut last = 0;
    for pattern in [over, about, under, apart] {
        for found in pattern.captures_iter(passage) {
            let (Some(first), Some(second)) = (found.get(1), found.get(3).or_else(|| found.get(4))) else {
                continue;
            };
            // One finding for a pair, whichever words are taken for the first.
            let told = second.start() == last;
            if !told
                && !is_other(passage, first.start(), first.as_str())
                && !is_word(passage, &first, &second)
            {
                last = second.start();
                pair(passage, first.as_str(), first.start()..second.end(), second.range(), sink);
            }
        }
    }
    // What is told of 超…余 need not be told again of 余…左右.
    if sink.found.len() == before {
        twofold(passage, sink);
    }
}

fn pair(
    passage: &Passage,
    first: &str,
    range: std::ops::Range<usize>,
    second: std::ops::Range<usize>,
    sink: &mut Sink,
) {
    let word = passage.get(second.clone());
    let message = format!("“{first}……{word}”意思重复或矛盾");
    let help = format!("删去“{first}”或“{word}”");
    sink.report(passage, range, message).help(help).edit(second, "");
}

/// 5万余多份: two words for one remainder; 以内左右: two for one bound.
fn twofold(passage: &Passage, sink: &mut Sink) {
    let remainder = pattern!(concat!(
        "[0-9万亿千百十](余|多)",
        r"(?:[一-鿿--零一二三四五六七八九十百千两]{1,3}?)(左右|上下|以上|[多余](?:[，。；、）]|$))"
    ));
    for found in remainder.captures_iter(passage) {
        if let (Some(first), Some(second)) = (found.get(1), found.get(2))
            && !is_word(passage, &first, &second)
        {
            let word = second.as_str().trim_end_matches(['，', '。', '；', '、', '）']);
            let second = second.start()..second.start() + word.len();
            pair(passage, first.as_str(), first.start()..second.end, second, sink);
        }
    }
    let twofold = pattern!("[0-9万亿千百十](余多|多余|余来|来余)[一-鿿]");
    for found in twofold.captures_iter(passage) {
        if let Some(words) = found.get(1) {
            let message = format!("“{}”意思重复", words.as_str());
            let first = words.as_str().chars().next().map_or(0, char::len_utf8);
            sink.report(passage, words.range(), message).edit(words.start() + first..words.end(), "");
        }
    }
    let bounds =
        pattern!("[0-9万亿千百十%％][一-鿿]{0,4}?(以上|以内|以下|左右)(左右|上下|以上|以内|以下|约)");
    for found in bounds.captures_iter(passage) {
        let (Some(first), Some(second)) = (found.get(1), found.get(2)) else { continue };
        if first.as_str() != second.as_str() && !is_word(passage, &first, &second) {
            let message = format!("“{}{}”意思重复或矛盾", first.as_str(), second.as_str());
            sink.report(passage, first.start()..second.end(), message).edit(second.range(), "");
        }
    }
}

/// Whether the second word belongs to another one: 规模以上, 上下游, 县以上; or the
/// first says no more than a comparison or a breakthrough.
fn is_word(passage: &Passage, first: &Match<'_>, second: &Match<'_>) -> bool {
    let after = passage.after(second.end());
    let compared = matches!(first.as_str(), "高于" | "低于" | "多于" | "少于" | "大于")
        && (matches!(second.as_str(), "左右" | "上下") || tail(&passage.text, first.start(), 3) == "不");
    let breakthrough = first.as_str() == "突破"
        && passage.get(first.end()..second.end()).contains(['项', '种', '款', '个', '道', '类'])
        || first.as_str() == "突破" && after.starts_with(['项', '种', '款', '个', '道', '类']);
    passage.prev(second.start()).is_some_and(|c| "模额县处局省市级科厅岁".contains(c))
        || second.as_str() == "来" && after.starts_with(['自', '源', '临', '看', '说'])
        || second.as_str().starts_with('余')
            && passage.prev(second.start()).is_some_and(|c| "结盈剩其".contains(c))
        || second.as_str() == "上下" && after.starts_with(['游', '级', '联', '班', '铺', '同', '一'])
        || second.as_str() == "左右" && after.starts_with(['两', '侧', '邻', '摇', '分'])
        || second.as_str() == "约" && after.starts_with(['定', '束', '谈', '占', '为', '有', '合', '同'])
        || compared
        || breakthrough
}

/// Whether the word is part of another: 附近, 条约, 最近3年多.
fn is_other(passage: &Passage, at: usize, word: &str) -> bool {
    let prev = passage.prev(at);
    match word {
        "近" => {
            prev.is_some_and(|c| "附最新靠临接远邻逼".contains(c))
                || passage.after(at).chars().take(5).any(|c| c == '年')
        }
        "约" => prev.is_some_and(|c| "条公合契节制预签违特和大邀履".contains(c)),
        "超" => prev.is_some_and(|c| "赶".contains(c)),
        "少于" | "低于" | "高于" | "多于" | "大于" | "超过" | "超出" => prev == Some('不'),
        _ => false,
    }
}
