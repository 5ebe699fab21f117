//! 结构-006

use crate::lint::outline::{Run, numeral};
use crate::lint::passage::Passage;
use crate::lint::pattern::Pattern;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 一段之内的“一是……二是……”“①②③”不连续、重复。
    ///
    /// 错：`一是抓学习；二是抓落实；四是抓督查。`
    /// 对：`一是抓学习；二是抓落实；三是抓督查。`
    ///
    /// 改法：查清是漏了一项还是编错了号。
    "结构-006", "段内序号不连续", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.chars.len() < 8 {
        return;
    }
    let forms = [
        pattern!("(?:^|[。；，：;,:、）”])([一二三四五六七八九十]{1,3})是"),
        pattern!("(?:^|[。；：;:])第([一二三四五六七八九十]{1,3})[，、,]"),
        pattern!("([①-⑳])"),
        pattern!("(?:[。；：;:”）？！，])[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"),
    ];
    for form in forms {
        run(passage, form, sink);
    }
}

fn run(passage: &Passage, form: &Pattern, sink: &mut Sink) {
    let mut last = Run::default();
    for found in form.captures_iter(passage) {
        let Some(mark) = found.get(1) else { continue };
        let circled = mark.as_str().chars().next().filter(|c| ('①'..='⑳').contains(c));
        let number = circled
            .map(|c| u32::from(c) - u32::from('①') + 1)
            .or_else(|| mark.as_str().parse().ok())
            .or_else(|| numeral(mark.as_str()));
        let Some(number) = number else { continue };
        // What does not begin at one may be running text.
        if number == 1 && last.last() != Some(1) {
            last = Run::after(Some(1));
        } else if let Some(before) = last.last()
            && let Some(due) = last.take(number)
        {
            let fault = if number == before { "重复" } else { "不连续" };
            let message =
                format!("段内序号{fault}：“{}”前面是第{before}项，这里应是第{due}项", mark.as_str());
            sink.report(passage, mark.range(), message).help("查清是漏了一项还是编错了号");
        }
    }
}
