//! 数字-019

use super::changes::{Change, changes};
use crate::lint::figures::{millionths, shown};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 增减的词与两个数的大小相反。
    ///
    /// “减少到”“缩短至”后面的数应当小，“增加到”“提高到”后面的数应当大。城乡居民收入比一类的比值（2.1∶1）也查，两个收入都写了的，再算一遍；出生、死亡和自然增减，也算。
    ///
    /// 错：`收入比由2.15∶1扩大到2.09∶1`　`由23天缩短至41天`　`由6处减少到47处`　`由92%提高到86%`
    /// 对：`由41天缩短至23天`　`由47处减少到6处`　`由86%提高到92%`
    ///
    /// 改法：查清两个数是否颠倒、写错，或换一个词。名次、等级的升降（“由第9位上升到第5位”）不查。
    "数字-019", "增减与数的大小相反", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    ratios(passage, sink);
    incomes(passage, sink);
    births(passage, sink);
    for Change { from, to, up, verb, .. } in changes(passage) {
        let grew = to.millionths > from.millionths;
        if to.millionths == from.millionths || grew == up {
            continue;
        }
        // To improve a rank, a grade, an accuracy or a time is to make it less.
        let verb_text = passage.get(verb);
        let rank = matches!(from.unit, "位" | "类" | "级" | "名")
            || up && matches!(from.unit, "天" | "个工作日" | "小时" | "分钟" | "米" | "个月" | "个小时");
        // 由下降5%回升到增长3%
        let signed = [from, to].iter().any(|figure| {
            let before = passage.before(figure.range.start);
            ["下降", "负", "-", "－", "−", "增长", "减少", "亏损", "低于"]
                .iter()
                .any(|word| before.ends_with(word))
                && !before.ends_with(verb_text)
        });
        if rank || signed {
            continue;
        }
        let (a, b) = (passage.get(from.range.clone()), passage.get(to.range.clone()));
        let message = format!("“{verb_text}”与数的大小相反：{a}→{b}");
        sink.report(passage, from.range.start..to.range.end, message)
            .help("查清两个数是否颠倒、写错，或换一个词");
    }
}

/// 收入比由2.15∶1缩小到2.09∶1.
fn ratios(passage: &Passage, sink: &mut Sink) {
    let ratio = pattern!(
        "[由从][^，。；0-9]{0,8}([0-9.]+)[∶:：]1[^，。；0-9]{0,4}?(扩大|提高|上升|增加|缩小|下降|降低|收窄|降|减小)[到至为]([0-9.]+)[∶:：]1"
    );
    for found in ratio.captures_iter(passage) {
        let value = |at: usize| found.get(at).and_then(|part| Some(millionths(part.as_str())?.0));
        let (Some(whole), Some(verb), Some(from), Some(to)) =
            (found.get(0), found.get(2), value(1), value(3))
        else {
            continue;
        };
        let up = matches!(verb.as_str(), "扩大" | "提高" | "上升" | "增加");
        if from != to && (to > from) != up {
            let message = format!("“{}”与数的大小相反：{}∶1→{}∶1", verb.as_str(), shown(from), shown(to));
            sink.report(passage, whole.range(), message).help("查清两个数是否颠倒、写错，或换一个词");
        }
    }
}

/// 城镇居民人均可支配收入39420元……农村居民……21340元……城乡居民收入比为1.85∶1.
fn incomes(passage: &Passage, sink: &mut Sink) {
    /// The two incomes stand no farther before the ratio, in characters.
    const NEAR: usize = 160;
    let said = pattern!("收入(?:比|之比|比值)(?:为|是)?([0-9.]+)[∶:：]1");
    for found in said.captures_iter(passage) {
        let (Some(whole), Some(ratio)) = (found.get(0), found.get(1)) else { continue };
        let before = passage.tail(whole.start(), NEAR);
        let from = whole.start() - before.len();
        let figures = passage.figures();
        let income = |word: &str| {
            let at = from + before.rfind(word)? + word.len();
            let figure = figures.get(figures.partition_point(|figure| figure.range.start < at))?;
            let gap = passage.get(at..figure.range.start.max(at));
            let said = gap.trim_start_matches("人均可支配收入").trim_start_matches(['为', '达', '到']);
            (figure.unit == "元" && gap.len() > said.len() && said.is_empty()).then_some(figure)
        };
        let town = income("城镇居民").or_else(|| income("城镇常住居民"));
        let country = income("农村居民").or_else(|| income("农村常住居民"));
        let (Some(town), Some(country), Some((ratio, place))) = (town, country, millionths(ratio.as_str()))
        else {
            continue;
        };
        let Some(due) = (town.millionths * 1_000_000).checked_div(country.millionths) else { continue };
        // The last place may be cut off instead of rounded.
        if (due - ratio).abs() > place {
            let shown = shown((due + place / 2).div_euclid(place) * place);
            sink.report(passage, whole.range(), format!("两个收入相除是{shown}∶1"))
                .help("查清两个收入和比值，改错的一个");
        }
    }
}

/// 出生人口1612人，死亡人口3265人，自然减少1653人.
fn births(passage: &Passage, sink: &mut Sink) {
    let said = pattern!(
        "出生(?:人口)?([0-9.]+万?)人[，、；](?:全年)?死亡(?:人口)?([0-9.]+万?)人[，、；](?:人口)?自然(净增|增加|增长|减少)(?:人口)?([0-9.]+万?)人"
    );
    for found in said.captures_iter(passage) {
        let number =
            |at: usize| found.get(at).and_then(|part| millionths(part.as_str().trim_end_matches('万')));
        let scaled = |at: usize| found.get(at).is_some_and(|part| part.as_str().ends_with('万'));
        let (Some(whole), Some((born, _)), Some((died, _)), Some(word), Some((change, place))) =
            (found.get(0), number(1), number(2), found.get(3), number(4))
        else {
            continue;
        };
        if scaled(1) != scaled(2) || scaled(1) != scaled(4) {
            continue;
        }
        let (grew, difference) = (born > died, (born - died).abs());
        // What is told in 万 is rounded.
        let slack = if scaled(1) { place } else { 0 };
        if grew == (word.as_str() == "减少") && difference > slack || (difference - change).abs() > slack {
            let due = if grew { "增加" } else { "减少" };
            let message = format!("出生和死亡相抵，是自然{due}{}", shown(difference));
            sink.report(passage, whole.range(), message).help("查清三个数，改错的一个");
        }
    }
}
