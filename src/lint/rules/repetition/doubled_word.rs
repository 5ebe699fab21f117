//! 重复-001

use crate::content::ArticleKind;
use crate::content::chars::is_han;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 连着写了两遍的词：“的的”“植物植物园”“认真认真”。
    ///
    /// 改稿、粘贴时最常见的差错。
    ///
    /// 错：`加快植物植物园建设`　`群众的的诉求`
    /// 对：`加快植物园建设`　`群众的诉求`
    ///
    /// 改法：删去一个。“一个一个”“的的确确”“为了了解”之类本来重叠的，不查。
    "重复-001", "词语重复", Suggested, Warning, Passage(check)
}

/// Single characters that are never doubled, with what may come before or
/// after all the same.
const SINGLE: &[(char, &[&str])] = &[
    ('的', &["的的确确", "目的的", "标的的", "有的的"]),
    ('了', &["了了解", "了了望", "了了断", "一了了", "了了了", "了了事"]),
    ('和', &["和和美", "和和气", "和和睦", "和和平"]),
    ('与', &["参与与"]),
    ('及', &["普及及", "涉及及", "以及及"]),
    ('着', &["着着"]),
    ('是', &["是是非", "于是是", "但是是", "还是是", "或是是", "若是是"]),
    ('把', &["把把关", "一把把"]),
    ('被', &[]),
    ('将', &["即将将"]),
    ('从', &[]),
    ('向', &["方向向", "面向向", "走向向", "动向向", "导向向", "意向向"]),
    ('对', &["一对对", "对对口", "对对接", "对对子", "针对对", "面对对", "相对对"]),
    ('于', &["关于于", "由于于", "基于于"]),
    ('以', &["可以以", "予以以", "难以以", "得以以"]),
    ('这', &[]),
    ('我', &[]),
    ('在', &["存在在", "现在在", "正在在", "所在在", "实在在", "在在建"]),
    ('也', &[]),
    ('不', &["不不"]),
    ('并', &["合并并"]),
    ('而', &["而而"]),
    ('由', &["自由由", "理由由", "缘由由"]),
    ('到', &["到到位", "到到底", "到到场", "到到岗"]),
    ('之', &[]),
    ('其', &["其其格"]),
    ('已', &[]),
    ('些', &[]),
    ('此', &["因此此", "为此此", "在此此", "对此此", "由此此"]),
    ('又', &[]),
    ('但', &[]),
    ('且', &[]),
    ('仍', &[]),
    ('很', &[]),
    ('更', &["变更更"]),
    ('都', &["首都都", "成都都"]),
    ('还', &["归还还", "偿还还"]),
    ('他', &["其他他", "吉他他"]),
    ('没', &[]),
    ('让', &["转让让", "出让让"]),
    ('就', &["成就就", "就就业", "就就近"]),
];

/// Two-character words that are doubled on purpose.
const FINE: &[&str] = &[
    "很多", "许多", "研究", "讨论", "考虑", "了解", "认识", "学习", "商量", "打扫", "休息", "活动", "调整",
    "准备", "收拾", "哈哈", "世世", "常常", "渐渐", "某某", "某人", "税缓", "如何", "多少", "怎么", "什么",
    "怎样",
];

fn check(passage: &Passage, sink: &mut Sink) {
    // A correction quotes what was wrong.
    if matches!(passage.role, Role::Cell | Role::Verse) || passage.kind == ArticleKind::Correction {
        return;
    }
    let chars = &passage.chars;
    for (i, &(at, c)) in chars.iter().enumerate() {
        if !is_han(c) {
            continue;
        }
        if chars.get(i + 1).is_some_and(|&(_, next)| next == c) {
            single(passage, i, at, c, sink);
        }
        for length in [2, 3, 4, 5, 6] {
            if repeats(passage, i, length) {
                phrase(passage, i, length, sink);
                break;
            }
        }
    }
}

fn single(passage: &Passage, i: usize, at: usize, c: char, sink: &mut Sink) {
    let Some((_, fine)) = SINGLE.iter().find(|(known, _)| *known == c) else { return };
    let from = i.saturating_sub(2);
    let near: String = passage.chars.iter().skip(from).take(6).map(|&(_, c)| c).collect();
    let width = c.len_utf8();
    // Three in a row are told of once.
    if fine.iter().any(|word| near.contains(word))
        || i.checked_sub(1).and_then(|i| passage.chars.get(i)).is_some_and(|&(_, before)| before == c)
    {
        return;
    }
    let message = format!("“{c}”字重复");
    sink.report(passage, at..at + 2 * width, message).edit(at + width..at + 2 * width, "");
}

/// Whether so many characters stand twice in a row from here.
fn repeats(passage: &Passage, i: usize, length: usize) -> bool {
    let chars = &passage.chars;
    let (Some(first), Some(second)) = (chars.get(i..i + length), chars.get(i + length..i + 2 * length))
    else {
        return false;
    };
    first.iter().zip(second).all(|(a, b)| a.1 == b.1 && (is_han(a.1) || length > 2 && a.1.is_ascii_digit()))
        && is_han(second.last().map_or(' ', |&(_, c)| c))
        // 谢谢谢谢 repeats in another length.
        && first.first().map(|c| c.1) != first.get(1).map(|c| c.1)
}

fn phrase(passage: &Passage, i: usize, length: usize, sink: &mut Sink) {
    let chars = &passage.chars;
    let Some(&(start, _)) = chars.get(i) else { return };
    let end = |n: usize| chars.get(i + n).map_or(passage.text.len(), |&(at, _)| at);
    let word = passage.get(start..end(length));
    let counted = |c: char| "一二两三四五六七八九十百千半几每".contains(c);
    let before = i.checked_sub(1).and_then(|i| chars.get(i)).map(|&(_, c)| c);
    let fine = FINE.contains(&word)
        || word.ends_with('着')
        || word.starts_with(counted)
        || length == 2 && word.starts_with(['各', '某'])
        || length == 2 && before.is_some_and(|c| "一二三四五六七八九十".contains(c))
        || is_across(passage, i, length);
    // An earlier start of the same repetition has been told of.
    let told = i.checked_sub(1).is_some_and(|i| repeats(passage, i, length));
    if fine || told {
        return;
    }
    let message = format!("“{word}”写了两遍");
    sink.report(passage, start..end(2 * length), message).edit(end(length)..end(2 * length), "");
}

/// Whether the repetition comes of two words that meet: 中国人民|人民…… does
/// not, 全区|区… has another length; 市民政|民政局 does.
fn is_across(passage: &Passage, i: usize, length: usize) -> bool {
    const MEETING: &[&str] = &[
        "区区政府",
        "市市场",
        "人民人民",
        "代表代表",
        "工程程",
        "发展展",
        "会议议",
        "管理理",
        "学校校",
        "中心心",
        "报告报告",
        "规定规定",
        "主任任",
        "组织组织部",
        "宣传宣传部",
        "工作工作组",
        "会议会议室",
        "教育教育局",
        "报告报告人",
        "负责负责",
        "问题问题",
        "服务服务",
        "通知通知",
    ];
    let Some(&(start, _)) = passage.chars.get(i) else { return false };
    let rest = passage.after(start);
    length == 2 && MEETING.iter().any(|words| words.chars().count() > 4 && rest.starts_with(words))
}
