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
    if !passage.has_any(['的']) {
        return;
    }
    let adverb = pattern!(
        "(?:切实|认真|积极|深入|深刻|全面|不断|进一步|扎实|努力|坚决|坚定|及时|充分|自觉|主动|严格|持续|稳妥|有序|大力|牢牢|始终如一|更好|清醒)(的)(?:加强|推进|推动|开展|落实|贯彻|执行|提高|提升|做好|抓好|完善|组织|解决|维护|把握|认识到|开创|履行|完成|参与|配合|查找|排查|整改|整治|推广|发挥)"
    );
    let achieve = pattern!(
        "(?:取|获|赢|夺|博)(的)(?:了|新|显著|明显|重大|积极|较大|良好|成效|成绩|突破|进展|圆满|丰硕|阶段性|一定|优异)"
    );
    let complement =
        pattern!("(?:做|办|抓|干|走|变|搞|过)(的)(?:更|很|好|不够|越来越|非常|比较|十分|扎实|出色)");
    let verbs = [(adverb, "地"), (achieve, "得"), (complement, "得")];
    for (pattern, right) in verbs {
        for found in pattern.captures_iter(passage) {
            let (Some(whole), Some(word)) = (found.get(0), found.get(1)) else { continue };
            // 做的更多工作 is an attribute.
            if right == "得"
                && passage.after(whole.end()).starts_with(['的', '多'])
                && whole.as_str().contains("做")
            {
                continue;
            }
            // 切实的执行 may end a phrase, 推动作用 be a word of its own.
            let tail = passage.after(whole.end());
            if right == "地" && !tail.starts_with(crate::content::chars::is_han)
                || tail.starts_with(['作', '力', '处', '性', '者', '事'])
            {
                continue;
            }
            // 采取的积极态度, 共赢的新路: the word before is another.
            if passage.prev(whole.start()).is_some_and(|c| "采争换夺收领索选录汲听共双多".contains(c))
            {
                continue;
            }
            let message = format!("“{}”里的“的”应是“{right}”", whole.as_str());
            sink.report(passage, word.range(), message).edit(word.range(), right);
        }
    }
}
