//! 重复-001

use std::ops::Range;

use crate::content::chars::{is_han, is_numeral};
use crate::content::{ArticleKind, is_plausible_name};
use crate::lint::context::without_one;
use crate::lint::pairs::{BETWEEN, is_word, weight};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::segments::divide;
use crate::lint::sink::Sink;

rule! {
    /// 连着写了两遍的字、词：“的的”“植物植物园”“实施施方案”“3家家企业”。
    ///
    /// 改稿、粘贴时最常见的差错。两个词相接碰巧成的（“企业创业创新”“集装箱装箱”“会议议程”），不报。
    ///
    /// 错：`加快植物植物园建设`　`群众的的诉求`　`做好好工作`　`不足五5册`
    /// 对：`加快植物园建设`　`群众的诉求`　`做好工作`　`不足五册`
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
    (
        '要',
        &[
            "重要要",
            "主要要",
            "需要要",
            "首要要",
            "必要要",
            "纪要要",
            "摘要要",
            "概要要",
            "只要要",
            "简要要",
            "次要要",
            "紧要要",
            "要要求",
            "要要素",
            "要要件",
        ],
    ),
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

/// Characters that begin a word right after a word that ends with them, or end
/// one right before: 公路|路产, 保安局|局长. Found in official texts.
const AFTER_A_WORD: &str = "与东为乐习井亚以任会作保党入全关内军北区南反受同名向喜回园国土在场坝堆声学定局川工市席年库康建徽心接播斯新日有本机村校梁毒气水河法海湖源火灯灾片理生病的真空站箱网股肥船药落补证诊路过队震馆验镇级地洪雨";
const BEFORE_A_WORD: &str = "七业中事人会住光八其内军列利动区医千原县司和团国图在地城处多夫审对局展山岛州工市年库建开强所拍教旅日月有期村来林标树案桥欢正水江河港源生用电省社税站红组经结罪股船行角证诊车部钉队院面食骨高镇级洪雨气";

/// Two-character words that are doubled on purpose.
const FINE: &[&str] = &[
    "很多", "许多", "研究", "讨论", "考虑", "了解", "认识", "学习", "商量", "打扫", "休息", "活动", "调整",
    "准备", "收拾", "哈哈", "世世", "常常", "渐渐", "某某", "某人", "税缓", "如何", "多少", "怎么", "什么",
    "怎样", "来越", "越来", "跑领",
];

/// Words with 一 that count nothing, so that doubling them is no 一步一步.
const UNCOUNTED: &[&str] = &[
    "一律",
    "一定",
    "一致",
    "一切",
    "一旦",
    "一般",
    "一起",
    "一直",
    "一些",
    "一并",
    "一体",
    "一流",
    "一同",
    "一贯",
    "一向",
    "一线",
    "一方面",
    "一系列",
    "一次性",
    "一体化",
];

/// What counts things: doubled after a figure it is a slip.
const COUNTERS: &str = "家个项名人次件册条所座处台辆亩吨元万亿户位份期批篇本张支队组场";

/// What may stand twice in a row.
const LENGTHS: [usize; 9] = [2, 3, 4, 5, 6, 7, 8, 9, 10];

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
        let ahead = |n: usize| chars.get(i + n).map(|&(_, c)| c);
        if ahead(1) == Some(c) {
            single(passage, i, at, c, sink);
        }
        if let Some(figure) = ahead(1).and_then(|next| next.to_digit(10)) {
            figure_twice(passage, i, figure, sink);
        }
        for length in LENGTHS {
            // Most places are none: the first characters differ.
            if ahead(length) == Some(c) && repeats(passage, i, length) {
                phrase(passage, i, length, sink);
                break;
            }
        }
    }
}

fn single(passage: &Passage, i: usize, at: usize, c: char, sink: &mut Sink) {
    let before = i.checked_sub(1).and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let after = passage.chars.get(i + 2).map(|&(_, c)| c);
    // Three in a row are told of once; 二〇二二年 is a year; 大大小小 is a word.
    let at_twice = |i: Option<usize>| {
        let two = i.and_then(|i| passage.chars.get(i..i + 2)).unwrap_or_default();
        matches!(two, [a, b] if a.1 == b.1 && is_han(a.1))
    };
    if before == Some(c) || is_numeral(c) || at_twice(i.checked_sub(2)) || at_twice(Some(i + 2)) {
        return;
    }
    let counted = before.is_some_and(|c| c.is_ascii_digit()) && COUNTERS.contains(c);
    let slip = match SINGLE.iter().find(|(known, _)| *known == c) {
        Some((_, fine)) => {
            let near: String =
                passage.chars.iter().skip(i.saturating_sub(2)).take(6).map(|&(_, c)| c).collect();
            // 醒目的的: here 目的 is no word.
            let seen = ["醒目的的", "注目的的", "夺目的的", "项目的的", "节目的的", "题目的的", "数目的的"];
            let fine = fine.iter().any(|word| near.contains(word))
                && !seen
                    .iter()
                    .any(|word| near.contains(word) || passage.before(at + 2 * c.len_utf8()).ends_with(word));
            !fine && !begins_a_word(passage, i)
        }
        // 2024年年，3月月5日; but 2024年年底.
        None if before.is_some_and(|c| c.is_ascii_digit()) && "年月日".contains(c) => {
            !after.is_some_and(|c| "底初末中度报会产均内终货薪鉴检考审".contains(c)) && after != Some(c)
        }
        None => {
            let left_over = (counted || before.is_some_and(is_han)) && is_left_over(passage, i, c, counted);
            (left_over || is_likelier_once(passage, i, c)) && !is_given(passage, i, c)
        }
    };
    // A leader's name is another rule's.
    if !slip || after == Some(c) || passage.before(at).ends_with("习近") || is_head(passage, i, 1) {
        return;
    }
    let width = c.len_utf8();
    let message = format!("“{c}”字重复");
    sink.report(passage, at..at + 2 * width, message)
        .help(format!("删去一个“{c}”"))
        .edit(at + width..at + 2 * width, "");
}

/// Characters that begin the word behind a place or an organ, 北坡村|村民, and those
/// that are doubled on purpose: 家家户户, 郁郁葱葱.
const OF_PLACES: &str = "省市县区州镇乡村地党局部会院处厅科所军";
const ON_PURPOSE: &str = "人家天时处层双深等村乡县组户件批场月年日事步次条项个种样点句字行代世言声滴丝慢常早多小大好久高远静渐轻细明郁葱齐支杉水江港串台封悠炎堂洋蒸浓重紧牢实默区生源频徐蒙茫滔巍亭依娓仆兢真切熙攘头孜循念历斤彬井面节心款熊缕潺绵皑拳芸泱赫涓猩饽馍蛐蝈说跳蹦框林总门桩周季岗校镇店站所馆厂看听试想谈问走坐笑谆累硕斑冉殷津比息悄匆稍略刚往恰偏仅纷奶爷爸妈哥姐弟妹叔宝星太公婆闪亮甸油灿暖喜乎融冲汪绕团勃腾烈滚耿欣谦翩栩凛蓬郎朗漫沉茸嫩脆酸甜香辣火热忙盈遥迢昭煌粼潇绰袅婷侃姗窃鼎振脉铮啧嗡轰隆哗咚叮当噼啪";

/// Characters that end one word and begin the next of terms in use: 省级|级联,
/// 降雨|雨量, 防洪|洪峰, 用气|气价.
const MEETING: &str = "级雨洪气";

/// Whether what stands around two equal characters is so much likelier with one of
/// them that the other is a slip. How much it must be depends on whether they make
/// words with their neighbours; in a million characters of texts that were right
/// hardly any place came to it.
fn is_likelier_once(passage: &Passage, i: usize, c: char) -> bool {
    const SURELY: i32 = 37;
    const COMMON: u8 = 15;
    const HEAD: i32 = 15;
    const END: i32 = 15;
    const END_OF_MANY: i32 = 25;
    const WITHIN: i32 = 20;
    let around = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map_or(' ', |&(_, c)| c);
    let (before, after) = (around(i.checked_sub(1)), around(Some(i + 2)));
    // 12家家庭农场 counts.
    if before.is_numeric() || MEETING.contains(c) {
        return false;
    }
    let likelier = without_one(passage, i);
    if likelier < HEAD {
        return false;
    }
    let (joined, joins) = (is_word(before, c), is_word(c, after));
    // 泱泱, 猩猩: what is hardly written but twice.
    if !joined && !joins && (weight(c) < COMMON || ON_PURPOSE.contains(c)) {
        return false;
    }
    if likelier >= SURELY {
        return true;
    }
    let (words, at) = divide(passage, i, 2, 6);
    let word = |at: usize| words.iter().find(|word| word.contains(&at)).cloned().unwrap_or(at..at + 1);
    let (first, second) = (word(at), word(at + 1));
    if first == second {
        return false;
    }
    match (joined, joins) {
        // 老年人|人身: the first one belongs to a word too.
        (false, true) => first.len() == 1 && !OF_PLACES.contains(c) && !ON_PURPOSE.contains(c),
        (true, false) => {
            second.len() == 1
                && !ON_PURPOSE.contains(c)
                && likelier >= if AFTER_A_WORD.contains(c) { END_OF_MANY } else { END }
        }
        // 超算|算力: two words that meet.
        (false, false) => likelier >= WITHIN && first.len().min(second.len()) == 1,
        (true, true) => false,
    }
}

/// 李丽丽: a name where one may stand.
fn is_given(passage: &Passage, i: usize, c: char) -> bool {
    let around = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let Some(surname) = around(i.checked_sub(1)) else { return false };
    let head = i.checked_sub(2).and_then(|i| around(Some(i)));
    let stands = head.is_none_or(|c| !is_han(c) || "长任记员席志师导人工和命去由与为主授".contains(c));
    stands && is_plausible_name(&format!("{surname}{c}{c}"))
}

/// Whether the second of two equal characters begins a word: 对|对方.
fn begins_a_word(passage: &Passage, i: usize) -> bool {
    let (words, at) = divide(passage, i, 2, 6);
    words.iter().any(|word| word.start == at + 1 && word.len() > 1)
}

/// Whether one of two equal characters belongs to a word and the other to none:
/// 实施|施|方案, but 会议|议程.
fn is_left_over(passage: &Passage, i: usize, c: char, counted: bool) -> bool {
    let (words, at) = divide(passage, i, 2, 6);
    let word = |at: usize| words.iter().find(|word| word.contains(&at)).cloned().unwrap_or(at..at);
    let (first, second) = (word(at), word(at + 1));
    let around = |i: usize| passage.chars.get(i).map_or(' ', |&(_, c)| c);
    let joins = |a: usize| is_word(around(a), around(a + 1));
    if counted {
        // 12家家庭农场, 5户户主.
        let joins = joins(i + 1) || c == '户' && around(i + 2) == '均';
        return (first == second || second.len() == 1) && !joins;
    }
    if first == second {
        // 好好 is a word, 做好好 is none.
        return c == '好' && i.checked_sub(1).is_some_and(|i| "做办抓建管用守护搞".contains(around(i)));
    }
    let one = |first: &Range<usize>| (i + first.start).checked_sub(at).map_or(' ', around) == '一';
    match (first.len(), second.len()) {
        // 一幅幅, 一件件.
        (2.., 1)
            if first.len() == 2 && one(&first)
                || first.start.checked_sub(1).is_some_and(|b| one(&(b..b))) =>
        {
            false
        }
        (2.., 1) => !AFTER_A_WORD.contains(c) && !joins(i + 1),
        (1, 2..) => !BEFORE_A_WORD.contains(c) && !i.checked_sub(1).is_some_and(joins),
        // 院所|所|合作: a word that the lists do not have.
        (1, 1) => {
            let before = i.checked_sub(1).is_some_and(joins);
            before && !joins(i + 1) && !AFTER_A_WORD.contains(c) && !BEFORE_A_WORD.contains(c)
        }
        _ => false,
    }
}

/// “五5册”: a number in both kinds of figures.
fn figure_twice(passage: &Passage, i: usize, figure: u32, sink: &mut Sink) {
    const NUMERALS: &str = "零一二三四五六七八九";
    let at = |n: usize| passage.chars.get(n).copied();
    let (Some((start, numeral)), Some((digit, _)), after) = (at(i), at(i + 1), at(i + 2)) else { return };
    let same = NUMERALS.chars().position(|c| c == numeral).is_some_and(|n| n as u32 == figure && n > 0);
    let lone = |c: Option<(usize, char)>| {
        c.is_none_or(|(_, c)| {
            c != '第' && !c.is_ascii_digit() && !".．%％一二三四五六七八九十百千".contains(c)
        })
    };
    if same
        && lone(after)
        && lone(i.checked_sub(1).and_then(at))
        && after.is_some_and(|(_, c)| COUNTERS.contains(c) || "年月日天".contains(c))
    {
        let message = format!("“{numeral}{figure}”：同一个数写了两遍");
        let help = format!("留下“{numeral}”或“{figure}”，照全文的写法");
        sink.report(passage, start..digit + 1, message).help(help).edit(digit..digit + 1, "");
    }
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
    // An earlier start of the same repetition has been told of.
    let told = i.checked_sub(1).is_some_and(|i| repeats(passage, i, length));
    if told {
        return;
    }
    let Some(&(start, _)) = chars.get(i) else { return };
    let end = |n: usize| chars.get(i + n).map_or(passage.text.len(), |&(at, _)| at);
    let word = passage.get(start..end(length));
    let counted = |c: char| "一二两三四五六七八九十百千半几每".contains(c);
    let before = i.checked_sub(1).and_then(|i| chars.get(i)).map(|&(_, c)| c);
    let fine = FINE.contains(&word)
        || word.ends_with('着')
        || word.starts_with(counted) && !UNCOUNTED.contains(&word)
        || word.starts_with(['的', '地'])
        || length == 2 && word.starts_with(['各', '某'])
        || length == 2 && before.is_some_and(|c| "一二三四五六七八九十".contains(c))
        || is_defined(passage, start, end(2 * length), word)
        || is_head(passage, i, length)
        || comes_of_words(passage, i, length);
    // 进一步一步, but 一步一步.
    let further = word == "一步" && before == Some('进');
    if fine && !further {
        return;
    }
    let message = format!("“{word}”写了两遍");
    let help = format!("删去一个“{word}”");
    sink.report(passage, start..end(2 * length), message).help(help).edit(end(length)..end(2 * length), "");
}

/// 青石镇|镇长, 执法大队|大队长, 北坡村|村委会: an organ or a place and who heads
/// it or belongs to it. What stands before must name it: 副镇镇长 is a slip.
fn is_head(passage: &Passage, i: usize, length: usize) -> bool {
    const HEADED: &str = "省州市县区旗乡镇村局处科部厅院校行队团站所社段班会馆园场组营连";
    const OF_PLACES: [(&str, &[char]); 4] = [
        ("镇", &['域', '区', '政', '级', '人', '党', '纪', '直', '属', '志']),
        ("乡", &['域', '政', '级', '人', '党', '纪', '志']),
        ("村", &['民', '委', '两', '支', '级', '组', '规', '集', '务', '监']),
        ("街道", &['办', '党', '人', '纪']),
    ];
    const UNNAMED: &str = "副任正原兼和与及或由向对在到从于为是的了";
    let at = |n: usize| passage.chars.get(n).map(|&(_, c)| c);
    let Some(last) = at(i + length - 1) else { return false };
    let start = passage.chars.get(i).map_or(0, |&(at, _)| at);
    let word = passage.head(start, length);
    let named = i.checked_sub(1).and_then(at).is_some_and(|c| is_han(c) && !UNNAMED.contains(c));
    let next = at(i + 2 * length);
    let heads = next == Some('长') && HEADED.contains(last);
    let belongs = || {
        let next = next.unwrap_or(' ');
        OF_PLACES.iter().any(|(place, words)| *place == word && words.contains(&next))
    };
    named && (heads || belongs())
}

/// 本规定规定的, 集体经济组织组织开展: a noun and the verb of the same form.
fn is_defined(passage: &Passage, start: usize, end: usize, word: &str) -> bool {
    let before = passage.before(start);
    match word {
        "规定" => {
            before.ends_with(['本', '该', '关', '章', '和', '家']) || passage.after(end).starts_with('的')
        }
        "组织" | "代表" | "领导" | "出版" => {
            passage.next(end).is_some_and(is_han) && before.ends_with(is_han)
        }
        _ => false,
    }
}

/// Whether the repetition comes of words that meet, 企业|创业|创新, and not of one
/// that was torn, 教育|现|育|现场, nor of one that begins a longer one,
/// 植物|植物园.
fn comes_of_words(passage: &Passage, i: usize, length: usize) -> bool {
    let (words, at) = divide(passage, i, 2 * length, 6);
    let (middle, end) = (at + length, at + 2 * length);
    let within = |word: &&Range<usize>| word.start < end && word.end > at;
    let crosses = |edge: usize| words.iter().any(|word| word.start < edge && word.end > edge);
    let torn = words.iter().filter(within).filter(|word| word.len() == 1).count();
    let next = passage.chars.get(i + 2 * length).map_or(' ', |&(_, c)| c);
    match (crosses(at), crosses(middle), crosses(end)) {
        (false, _, false) | (false, false, true) => false,
        // 失业保险|保险, but 人民政府|政府|采购.
        (true, false, false) => is_han(next) && !BETWEEN.contains(next),
        _ => torn < 2,
    }
}
