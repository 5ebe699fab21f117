//! 数字-015

use crate::lint::outline::numeral;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 日期的写法：正文写“2024年3月9日”，月、日不补零，不用点、横线、斜线。
    ///
    /// 依据：GB/T 9704—2012，7.3.5.4：月、日不编虚位；GB/T 15835—2011，5.1.4：全数字式 `2024-03-09` 只用于表格、编码。
    ///
    /// 错：`2024年03月09日`　`2024.3.9`　`2024/3/9`　`3月9号`　`2024年12月日`　`二〇二四年三月九日`（成文日期）
    /// 对：`2024年3月9日`　`3月9日`
    ///
    /// 改法：写成年、月、日；漏了几日的补上。表格里的不查。
    "数字-015", "日期的写法", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if matches!(passage.role, Role::SignDate | Role::Signer) {
        sign_date(passage, sink);
    }
    if matches!(passage.role, Role::Cell | Role::SignDate | Role::DocNumber) {
        return;
    }
    let text = &passage.text;
    let zeros = pattern!(r"(?:[0-9]{4}年)?(?:0[1-9]月[0-9]{1,2}日|[0-9]{1,2}月0[1-9]日|0[1-9]月)");
    for found in zeros.find_iter(passage) {
        let right = found.as_str().replace("年0", "年").replace("月0", "月");
        let right = right.strip_prefix('0').unwrap_or(&right).to_owned();
        let before = passage.prev(found.start());
        if right != found.as_str() && !before.is_some_and(|c| c.is_ascii_digit()) {
            let message = format!("“{}”补了零", found.as_str());
            sink.report(passage, found.range(), message).edit(found.range(), right);
        }
    }
    let figures = pattern!(
        r"(?:^|[^0-9A-Za-z./-])((?:19|20)[0-9]{2})([./．-])([0-9]{1,2})[./．-]([0-9]{1,2})(日)?(?:[^0-9A-Za-z./-]|$)"
    );
    for found in figures.captures_iter(passage) {
        let (Some(year), Some(month), Some(day)) = (found.get(1), found.get(3), found.get(4)) else {
            continue;
        };
        let number = |part: &str| part.parse::<u8>().ok();
        let date = (year.as_str().parse().ok(), number(month.as_str()), number(day.as_str()));
        let (Some(y), Some(m), Some(d)) = date else { continue };
        let Some(date) = Date::new(y, m, d) else { continue };
        let range = year.start()..found.get(5).map_or(day.end(), |word| word.end());
        let message = format!("“{}”写成{}", passage.get(range.clone()), date.chinese());
        sink.report(passage, range.clone(), message).edit(range, date.chinese());
    }
    let colloquial = pattern!(r"[0-9]{1,2}月[0-9]{1,2}(号)(?:[^一-鿿楼]|上午|下午|召开|起|前|至|，|$)");
    for found in colloquial.captures_iter(passage) {
        if let Some(word) = found.get(1) {
            sink.report(passage, word.range(), "日期用“日”，不用“号”").edit(word.range(), "日");
        }
    }
    if text.contains("月日") {
        let missing = pattern!("[0-9]{1,2}月日(?:[^均报志刊程记子常历期]|$)");
        for found in missing.find_iter(passage) {
            let end = found.start() + found.as_str().find('日').map_or(0, |at| at + '日'.len_utf8());
            sink.report(passage, found.start()..end, "几月后面漏了几日").help("补上日期");
        }
    }
}

/// The date under a document is in Arabic figures: `二〇二四年三月九日`.
fn sign_date(passage: &Passage, sink: &mut Sink) {
    if passage.chars.len() > 14 || !passage.text.contains('年') {
        return;
    }
    let Some((year, rest)) = passage.text.split_once('年') else { return };
    let (month, day) = rest.split_once('月').unwrap_or((rest, ""));
    let year: Option<String> = year
        .chars()
        .map(|c| "〇一二三四五六七八九".chars().position(|known| known == c || c == '○' && known == '〇'))
        .map(|digit| digit.map(|digit| digit.to_string()))
        .collect();
    let (Some(year), Some(month)) = (year.filter(|year| year.len() == 4), numeral(month)) else { return };
    let day = numeral(day.trim_end_matches('日')).map_or(String::new(), |day| format!("{day}日"));
    let right = format!("{year}年{month}月{day}");
    let whole = 0..passage.text.len();
    sink.report(passage, whole.clone(), format!("成文日期用阿拉伯数字：{right}")).edit(whole, right);
}
