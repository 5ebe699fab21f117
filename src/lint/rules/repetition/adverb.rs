//! 重复-004

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “的”“地”“得”用混：副词修饰动词用“地”，补语前用“得”。
    ///
    /// 只查公文里常用、不会误判的搭配。
    ///
    /// 错：`切实的加强`　`深入的开展`　`取的成效`　`做的更好`
    /// 对：`切实地加强`　`深入地开展`　`取得成效`　`做得更好`
    ///
    /// 改法：换字；多数情况下，“切实加强”不用“地”更简洁。
    "重复-004", "的、地、得用混", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.text.contains(['的', '地', '得']) {
        return;
    }
    let adverb = pattern!("(?:切实|认真|积极|深入|深刻|全面|不断|进一步|扎实|努力|坚决|坚定|及时|充分|自觉|主动|严格|持续|稳妥|有序|大力|牢牢|始终如一|更好|清醒)(的)(?:加强|推进|推动|开展|落实|贯彻|执行|提高|提升|做好|抓好|抓|完善|学习|研究|分析|组织|解决|解答|改善|改进|维护|把握|认识到|领会|理解|开创|服务于|履行|完成|参与|配合|查找|排查|整改|整治|宣传|推广|发挥)");
    let achieve = pattern!("(?:取|获|赢|夺|博)(的)(?:了|新|显著|明显|重大|积极|较大|良好|成效|成绩|突破|进展|圆满|丰硕|阶段性|一定|优异)");
    let complement = pattern!("(?:做|办|抓|干|走|变|搞|过|说|看)(的)(?:更|很|好|不够|越来越|非常|比较|十分|扎实|出色)");
    let noun = pattern!("[一-鿿](地)(?:发展|进步|成效|成绩|成果|精神|要求|任务|问题|工作|责任|意义|作用)(?:[，。、；]|$)");
    let verbs = [(adverb, "地"), (achieve, "得"), (complement, "得")];
    for (pattern, right) in verbs {
        for found in pattern.captures_iter(&passage.text) {
            let (Some(whole), Some(word)) = (found.get(0), found.get(1)) else { continue };
            // 做的更多工作 is an attribute.
            if right == "得" && passage.after(whole.end()).starts_with(['的', '多']) && whole.as_str().contains("做") {
                continue;
            }
            let message = format!("“{}”里的“的”应是“{right}”", whole.as_str());
            sink.report(passage, word.range(), message).edit(word.range(), right);
        }
    }
    for found in noun.captures_iter(&passage.text) {
        let (Some(whole), Some(word)) = (found.get(0), found.get(1)) else { continue };
        let place = passage.prev(word.start()).is_some_and(|c| "土天基各当本外产林耕用工内场实就田园草荒湿山腹高洼谷质陆盆营驻属某两异租征宅坡坪目胜圣策源因要心见重阵余".contains(c));
        if !place && passage.before(word.start()).ends_with(['好', '快', '定', '深', '新']) {
            let message = format!("“{}”里的“地”应是“的”", whole.as_str());
            sink.report(passage, word.range(), message).edit(word.range(), "的");
        }
    }
}
