//! 重复-006

use crate::lint::pairs::is_alike;
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 党和国家领导人的姓名写错。
    ///
    /// 查三字姓名里换了同音字、形近字，字序颠倒，和一个字写了两遍的；“核心”误作“核新”也查。
    ///
    /// 错：`习进平`　`习近平平`　`习平近`　`同志为核新`
    /// 对：`习近平`　`同志为核心`
    ///
    /// 改法：改正。印前必须改，不许带错付印。
    "重复-006", "领导人姓名写错", Suggested, Error, Passage(check)
}

/// Names that official texts write every day, of three characters.
const NAMES: &[[char; 3]] = &[
    ['习', '近', '平'],
    ['毛', '泽', '东'],
    ['邓', '小', '平'],
    ['江', '泽', '民'],
    ['胡', '锦', '涛'],
    ['赵', '乐', '际'],
    ['王', '沪', '宁'],
    ['丁', '薛', '祥'],
];

fn check(passage: &Passage, sink: &mut Sink) {
    for (at, slip) in passage.text.match_indices("同志为核新") {
        let range = at..at + slip.len();
        sink.report(passage, range.clone(), "“核新”应是“核心”").help("改成“核心”").edit(range, "同志为核心");
    }
    let chars = &passage.chars;
    // Two of the characters are right.
    let near = |name: &&[char; 3]| name.iter().filter(|c| passage.letters().may_have(**c)).count() > 1;
    let names: Vec<[char; 3]> = NAMES.iter().filter(near).copied().collect();
    if names.is_empty() {
        return;
    }
    for (i, &(_, c)) in chars.iter().enumerate() {
        let at = |n: usize| chars.get(i + n).map_or(' ', |&(_, c)| c);
        let text = [c, at(1), at(2), at(3)];
        let offset = |n: usize| chars.get(n).map_or(passage.text.len(), |&(at, _)| at);
        for &name in &names {
            let Some(length) = wrong(text, name) else { continue };
            // 学习习近平: the first character ends the word before.
            if at(1) == name[0] && passage.prev(offset(i)).is_some_and(|c| "学练复实研补自".contains(c))
            {
                continue;
            }
            let range = offset(i)..offset(i + length);
            let right: String = name.iter().collect();
            let message = format!("“{}”应是“{right}”", passage.get(range.clone()));
            sink.report(passage, range.clone(), message).help(format!("改成“{right}”")).edit(range, right);
        }
    }
}

/// How many characters of the text are the name in a wrong form.
fn wrong([a, b, c, d]: [char; 4], [x, y, z]: [char; 3]) -> Option<usize> {
    let same = [a == x, b == y, c == z];
    match same {
        // 习近平平, but not 习近平平安.
        [true, true, true] => (d == z && d != '民' && d != '东').then_some(4),
        // 习习近平 and 习近近平.
        [true, false, false] if b == x && c == y && d == z => Some(4),
        [true, true, false] if c == y && d == z => Some(4),
        [true, false, false] if b == z && c == y => Some(3),
        [false, false, true] if a == y && b == x => Some(3),
        [false, true, true] if is_alike(a, x) && (x == '习' || x == '邓') => Some(3),
        [true, false, true] if is_alike(b, y) => Some(3),
        [true, true, false] if is_alike(c, z) => Some(3),
        _ => None,
    }
}
