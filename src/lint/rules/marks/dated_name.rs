//! 标点-006

use crate::content::chars::{is_han, is_numeral};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 以月日命名的事件、节日：用间隔号，外加引号。
    ///
    /// 依据：GB/T 15834—2011，4.14.3：以月、日为标志的事件或节日，用阿拉伯数字的加间隔号；用汉字数字的，只在一、十一、十二月后加。
    /// GB/T 15835—2011，5.1.6。
    ///
    /// 错：`12.15火灾事故`　`5.12地震`　`“3.15”活动`　`“12-4”国家宪法日`　`“一二九”运动`　`“八·一”建军节`
    /// 对：`“12·15”火灾事故`　`“5·12”地震`　`“3·15”活动`　`“12·4”国家宪法日`　`“一二·九”运动`　`“八一”建军节`
    ///
    /// 改法：月、日之间用“·”，整个名称加引号。
    "标点-006", "以月日命名的事件", Suggested, Warning, Passage(check)
}

/// What such an event is called.
const EVENTS: &[&str] = &[
    "事故",
    "事件",
    "地震",
    "国家宪法日",
    "国家公祭日",
    "烈士纪念日",
    "火灾",
    "案件",
    "大案",
    "专案",
    "惨案",
    "讲话",
    "爆炸",
    "洪灾",
    "洪水",
    "泥石流",
    "坍塌",
    "矿难",
    "特大",
    "重大",
    "较大",
    "专项",
    "消费者",
    "国际消费者",
    "禁毒",
    "全国",
    "运动",
    "起义",
    "疫情",
    "暴雨",
    "滑坡",
    "行动",
    "救灾",
    "抗震",
    "防灾",
    "减灾",
    "护士",
    "植树",
    "爱眼",
    "爱牙",
    "妇女",
    "学雷锋",
    "世界",
    "国际",
    "宣传",
    "电梯",
    "交通",
    "燃气",
    "晚会",
    "系列",
];

/// What is called by a date in quotation marks, a few words on.
const CALLED: &[&str] = &[
    "灾", "害", "案", "事变", "事故", "事件", "震", "火", "爆", "活动", "主题", "期间", "当天", "宪法",
    "全民", "工程", "洪", "涝", "雹", "雪", "汛", "雨", "抢险", "专班", "讲话", "精神", "节", "纪念",
];

fn check(passage: &Passage, sink: &mut Sink) {
    let dated = pattern!(r"(?:^|[^0-9.·．])(1[0-2]|0?[1-9])([.．・•‧、-])([0-3]?[0-9])([”’]?)");
    for found in dated.captures_iter(passage) {
        let (Some(month), Some(dot), Some(day), Some(close)) =
            (found.get(1), found.get(2), found.get(3), found.get(4))
        else {
            continue;
        };
        let number: u8 = day.as_str().parse().unwrap_or(0);
        let after = passage.after(close.end());
        let quoted =
            !close.as_str().is_empty() && passage.prev(month.start()).is_some_and(|c| matches!(c, '“' | '‘'));
        // A place may stand between the date and what happened there.
        let name: String = after.chars().take_while(|&c| is_han(c)).take(8).collect();
        let named = quoted && CALLED.iter().any(|word| name.contains(word))
            || EVENTS.iter().any(|word| after.starts_with(word))
            || !quoted && is_placed(after, dot.as_str());
        if !(1..=31).contains(&number) || !named || after.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let whole = month.start()..day.end();
        let right = format!("{}·{}", month.as_str(), day.as_str());
        let right = if quoted { right } else { format!("“{right}”") };
        let message = format!(
            "“{}”是以月、日命名的，月、日之间用间隔号，外加引号：“{}·{}”",
            passage.get(whole.clone()),
            month.as_str(),
            day.as_str()
        );
        sink.report(passage, whole.clone(), message).edit(whole, right);
    }
    bare(passage, sink);
    if passage.has_any(['·', '•', '・', '.']) {
        numerals(passage, sink);
        plans(passage, sink);
    }
    for (at, name) in passage.text.match_indices("一二九").take(9) {
        let after = passage.after(at + name.len());
        let after = after.strip_prefix('”').unwrap_or(after);
        if ["运动", "学生运动", "纪念"].iter().any(|word| after.starts_with(word)) {
            let message = "以月、日命名的，月、日之间用间隔号：“一二·九”";
            sink.report(passage, at..at + name.len(), message).edit(at..at + name.len(), "一二·九");
        }
    }
}

/// `“八·一”建军节`: in Chinese numerals only 一, 十一 and 十二 need the mark.
fn numerals(passage: &Passage, sink: &mut Sink) {
    let dotted = pattern!(
        "(?:“([二三四五六七八九十])([·•・])(十?[一二三四五六七八九十])”|([二三四五六七八九十])([·•・])(十?[一二三四五六七八九十])(?:”?(?:建军|劳动|妇女|青年|儿童|国庆|节日|假期|运动|讲话|批示|指示|事变|惨案|起义|大地震|长假|期间)))"
    );
    for found in dotted.captures_iter(passage) {
        let group = |at: usize| found.get(at).or_else(|| found.get(at + 3));
        let (Some(month), Some(dot), Some(day)) = (group(1), group(2), group(3)) else { continue };
        // 十一·八 is November.
        let longer = passage.prev(month.start()).is_some_and(is_numeral)
            || month.as_str() == "十" && day.as_str() != "一";
        if !longer {
            let name = format!("{}{}", month.as_str(), day.as_str());
            let message = format!("用汉字数字的，一、十一、十二月以外不加间隔号：“{name}”");
            sink.report(passage, month.start()..day.end(), message).edit(dot.range(), "");
        }
    }
}

/// `“十四·五”规划`: the number of a plan is no date.
fn plans(passage: &Passage, sink: &mut Sink) {
    for dot in pattern!("十[一二三四五]([·•・.])五(?:”|规划|时期|期间)").captures_iter(passage)
    {
        let Some(dot) = dot.get(1) else { continue };
        let (start, end) = (dot.start() - 2 * '十'.len_utf8(), dot.end() + '五'.len_utf8());
        sink.report(passage, start..end, "五年规划的简称，中间不加间隔号").edit(dot.range(), "");
    }
}

/// `12·15事故` without quotation marks.
fn bare(passage: &Passage, sink: &mut Sink) {
    let dotted = pattern!(r"(?:^|[^0-9.“‘·])((?:1[0-2]|[1-9])·[1-3]?[0-9])([一-鿿]+)");
    for found in dotted.captures_iter(passage) {
        let (Some(name), Some(after)) = (found.get(1), found.get(2)) else { continue };
        if EVENTS.iter().any(|word| after.as_str().starts_with(word)) || is_placed(after.as_str(), ".") {
            let message = format!("“{}”是以月、日命名的，外加引号", name.as_str());
            sink.report(passage, name.range(), message).edit(name.range(), format!("“{}”", name.as_str()));
        }
    }
}

/// `湘西州吉首市民营小区批发市场火灾事故`: Han characters up to a disaster.
fn is_placed(after: &str, dot: &str) -> bool {
    const DISASTERS: &[&str] = &["事故", "事件", "地震", "火灾", "案件", "惨案", "爆炸", "洪灾", "坍塌"];
    let end = after.char_indices().find(|&(_, c)| !is_han(c)).map_or(after.len(), |(at, _)| at);
    let name: String = after.get(..end).unwrap_or_default().chars().take(24).collect();
    let place = ["省", "市", "县", "区", "州", "乡", "镇", "村", "路", "矿", "厂"];
    let measure = ["万", "亿", "个", "元", "亩", "公", "吨", "米", "平", "倍", "%", "级"];
    matches!(dot, "." | "．" | "・" | "•" | "‧")
        && place.iter().any(|word| name.contains(word))
        && !measure.iter().any(|word| name.starts_with(word))
        && DISASTERS.iter().any(|word| name.contains(word))
}
