//! What a break between two characters of a title would cost the sense.

use super::is_han;
use super::words::words;

/// A line can't begin or end so (GB/T 15834).
pub(super) const NEVER: u32 = 4000;
/// Tears a number, a date, a name.
const TEARS: u32 = 900;
/// Tears a word.
const WORD: u32 = 600;
/// An ordinary gap between words. All prices are in hundredths of it, so to speak.
const PLAIN: u32 = 30;
/// Behind the name of a place.
const AFTER_PLACE: u32 = 24;

const NO_START: &str = "、，。．：；！？）》〉」』】〕”’…—·%％℃℉～~-)]}";
const NO_END: &str = "（《〈「『【〔“‘([{—";

/// Characters that belong to the word before them.
const SUFFIX: &str = "的之等者类化性型级局所站办部厅委院校厂区县市镇乡村省州旗式度率费税法令案书表号期届次年月日时个项条名位人后前中内外间上下费额量园场店馆库河江湖山路街桥";
/// Characters that belong to the word behind them.
const PREFIX: &str = "第各全本该新老非再拟已不未为是在对向从将把被由以于经按依赴至到";
/// What joins two things.
const JOINERS: [&str; 7] = ["和", "与", "及", "以及", "暨", "或", "并"];
/// Words that need their object or verb on the same line.
const ADVERBS: &str = "进一步 切实 扎实 认真 严格 深入 大力 积极 继续 加快 全面 有效 持续 统筹 稳步 有序 坚决 公开 集中 联合 共同 依法";
/// Verbs that stand close to their objects.
const VERBS: &str = "加强 推进 做好 开展 实施 落实 规范 完善 促进 推动 深化 优化 提升 加大 强化 建立 健全 设立 成立 调整 召开 举办 组织 贯彻 支持 鼓励 扶持 取消 撤销 下放 征收 修改 修订 命名 表彰 授予 公布 发布 废止 宣布 划定 确定 批准 同意 核定 规划 保障 防范 治理 整治 创建 参加 举行 清理 启动 禁止 限制 加装";
/// Verbs that are mostly nouns in titles and follow what they are about.
const NOMINAL: &str =
    "改造 建设 管理 整治 保护 治理 养护 管护 防治 登记 审批 征收 服务 监管 监督 处置 救助 普查 保障";
/// Verbs behind 关于 that another document's name follows.
const ISSUES: [&str; 4] = ["印发", "转发", "批转", "下发"];
/// Nouns that close the name of a document or of a matter.
const HEADS: &str = "工作 方案 办法 细则 规定 意见 措施 规划 计划 预案 条例 要点 清单 制度 规则 规程 标准 目录 行动 活动 项目 工程 事项 机制 问题 情况 结果 名单 若干措施 若干政策 若干意见 实施方案 实施细则 实施意见 实施办法 管理办法 管理规定 暂行办法 暂行规定 工作方案 行动方案 行动计划 指导意见 应急预案 专项规划 总体规划 指挥部 领导小组";

/// Whether a list of words separated by blanks has one.
fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Prices of the gaps: `costs[i]` is that between characters `i - 1` and `i`;
/// the first one is of no use.
pub(super) fn costs(chars: &[char]) -> Vec<u32> {
    let tokens = tokens(chars);
    let mut costs = vec![WORD; chars.len() + 1];
    let text = |at: usize| tokens.get(at).and_then(|t| chars.get(t.clone())).unwrap_or_default();
    let word = |at: usize| text(at).iter().collect::<String>();
    for at in 1..tokens.len() {
        let earlier = at.checked_sub(2).map(word).unwrap_or_default();
        costs[tokens[at].start] = between(&earlier, &word(at - 1), &word(at));
    }
    let mut hold = |from: usize, to: usize, price: u32| {
        for cost in costs.iter_mut().take(to).skip(from + 1) {
            *cost = (*cost).max(price);
        }
    };
    numbers(chars, &mut hold);
    ordinals(chars, &mut hold);
    let ends = places(chars, &tokens, &mut hold);
    people(chars, &mut hold);
    bracketed(chars, &mut hold);
    // Not where a place's name goes on: 区级, or inside 《》.
    for end in ends {
        let quoted = chars[..end].iter().rev().find(|c| matches!(c, '《' | '》')) == Some(&'《');
        if let Some(cost) = costs.get_mut(end).filter(|cost| **cost <= PLAIN && !quoted) {
            *cost = AFTER_PLACE;
        }
    }
    for at in 1..chars.len() {
        let (before, after) = (chars[at - 1], chars[at]);
        let joined =
            matches!(after, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
        if NO_START.contains(after) || NO_END.contains(before) || after == '的' || joined {
            costs[at] = NEVER;
        } else if after == ' ' {
            // Behind the space, where what follows is looked at.
            costs[at] = NEVER;
        } else if before == ' ' {
            // The editor has put a space there.
            costs[at] = 5;
        }
    }
    costs
}

/// Words, runs of letters and digits, and single marks.
fn tokens(chars: &[char]) -> Vec<std::ops::Range<usize>> {
    let class = |c: char| match c {
        _ if is_han(c) => 0,
        _ if c.is_ascii_graphic() => 1,
        _ => 2,
    };
    let mut out = Vec::new();
    let mut start = 0;
    for run in chars.chunk_by(|a, b| class(*a) == class(*b) && class(*a) < 2) {
        match run.first().map(|&c| class(c)) {
            Some(0) => out.extend(words(run).into_iter().map(|r| start + r.start..start + r.end)),
            _ => out.push(start..start + run.len()),
        }
        start += run.len();
    }
    out
}

/// The price between two words; `earlier` is the one before them.
fn between(earlier: &str, before: &str, after: &str) -> u32 {
    let one = |word: &str| word.chars().count() == 1;
    let in_set = |set: &str, word: &str| one(word) && set.contains(word);
    let mark = |word: &str| word.chars().all(|c| !is_han(c) && !c.is_ascii());
    match (before, after) {
        (_, "关于") => 0,
        ("关于", _) if mark(after) => 25,
        ("关于", _) => 55,
        _ if earlier == "关于" && ISSUES.contains(&before) => 6,
        _ if ISSUES.contains(&before) => 12,
        ("、" | "，" | "；" | "：" | "。", _) => 10,
        ("》" | "”" | "）", _) => 20,
        (_, "《") => 10,
        (_, "（") => 150,
        // The kind of paper, behind all that it is about.
        ("的", _) => 14,
        _ if JOINERS.contains(&after) => 20,
        _ if JOINERS.contains(&before) => 45,
        ("等", _) => 40,
        // More than a line more costs.
        _ if in_set(SUFFIX, after) => 450,
        _ if in_set(PREFIX, before) => 200,
        (_, "“") => 22,
        (
            _,
            "人民政府"
            | "人民政府办公室"
            | "办公室"
            | "委员会"
            | "领导小组"
            | "工作领导小组"
            | "领导小组办公室"
            | "联席会议"
            | "指挥部",
        ) => 90,
        ("人民政府" | "办公室" | "人民政府办公室", _) => 18,
        _ if among(ADVERBS, before) => 90,
        _ if among(VERBS, before) => 60,
        _ if before.ends_with(['年', '月']) || before == "年度" => 28,
        _ if one(before) || one(after) => 70,
        _ if among(NOMINAL, after) => 38,
        (_, "工作" | "情况" | "问题" | "事项" | "活动") => 60,
        _ if among(HEADS, after) => 42,
        _ if among(VERBS, after) || among(ADVERBS, after) => 26,
        _ => PLAIN,
    }
}

/// 2024年3月, 15%, 3—5月: a number keeps its unit, a date is one.
fn numbers(chars: &[char], hold: &mut impl FnMut(usize, usize, u32)) {
    const UNITS: &str = "年月日号期届次季时分个项条名万亿元公里吨亩处所家人";
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '〇';
    let mut at = 0;
    while at < chars.len() {
        if !digit(chars[at]) {
            at += 1;
            continue;
        }
        let mut end = at;
        while let Some(&c) = chars.get(end) {
            let next = chars.get(end + 1).copied();
            let goes_on = digit(c)
                || end > at && UNITS.contains(c) && digit(chars[end - 1])
                || matches!(c, '—' | '-' | '～' | '~' | '.' | '·' | '、')
                    && end > at
                    && next.is_some_and(digit)
                    && c != '、'
                || matches!(c, '%' | '％');
            if !goes_on {
                break;
            }
            end += 1;
        }
        if chars.get(end) == Some(&'度') && chars.get(end.wrapping_sub(1)) == Some(&'年') {
            end += 1;
        }
        hold(at, end.min(chars.len()), TEARS);
        at = end.max(at + 1);
    }
}

/// 第五次, 第十八届, 一季度: what is counted stays with its number.
fn ordinals(chars: &[char], hold: &mut impl FnMut(usize, usize, u32)) {
    let numeral = |c: char| "一二三四五六七八九十百零两".contains(c) || c.is_ascii_digit();
    for at in (0..chars.len()).filter(|&at| chars[at] == '第') {
        let count = chars[at + 1..].iter().take_while(|&&c| numeral(c)).count();
        if count > 0 {
            // 第十四个五年规划
            let unit = if chars.get(at + count + 1) == Some(&'个') { 4 } else { 2 };
            hold(at, (at + count + unit).min(chars.len()), TEARS);
        }
    }
}

/// 鹤城区, 青石县云岭镇: a name of a place that the word lists do not have.
/// Returns where they end.
fn places(
    chars: &[char],
    tokens: &[std::ops::Range<usize>],
    hold: &mut impl FnMut(usize, usize, u32),
) -> Vec<usize> {
    const KINDS: &str = "省市区县镇乡村州旗";
    let mut ends = Vec::new();
    for at in 0..tokens.len() {
        let mut end = at;
        // Up to three characters that are no words, then one that closes a place.
        while end - at < 4 {
            let Some(token) = tokens.get(end) else { break };
            let Some(&last) = chars.get(token.end - 1) else { break };
            if !is_han(last) {
                break;
            }
            let length = token.len();
            if end > at && length <= 2 && KINDS.contains(last) {
                hold(tokens[at].start, token.end, WORD);
                ends.push(token.end);
                break;
            }
            if length > 1 || "的和与及、在对".contains(last) {
                break;
            }
            end += 1;
        }
    }
    ends
}

/// 张三、李四等同志: a name of up to four characters before 同志 or 等.
fn people(chars: &[char], hold: &mut impl FnMut(usize, usize, u32)) {
    const BEFORE: [&[char]; 6] =
        [&['关', '于'], &['免', '去'], &['任', '命'], &['给', '予'], &['任', '免'], &['授', '予']];
    let starts = |at: usize| {
        at == 0
            || chars[at - 1] == '、'
            || BEFORE.iter().any(|word| chars.get(at.wrapping_sub(2)..at) == Some(*word))
    };
    for at in 0..chars.len() {
        let comrade = chars[at..].starts_with(&['同', '志']);
        let listed = chars[at] == '等' && chars[at..].iter().take(6).collect::<String>().contains("同志");
        if !comrade && !listed {
            // 张三、李四: each of a list of names, when the list ends in 同志.
            let in_list = chars[at] == '、' && chars[at..].windows(2).any(|w| w == ['同', '志']);
            if !in_list {
                continue;
            }
        }
        let first = (2..=4).find_map(|n| at.checked_sub(n).filter(|&first| starts(first)));
        if let Some(first) = first {
            hold(first, at + 1, TEARS);
        }
        if comrade && at > 0 && chars[at - 1] == '等' {
            hold(at - 1, at + 2, TEARS);
        }
    }
}

/// What stands in marks stays together when it is short.
fn bracketed(chars: &[char], hold: &mut impl FnMut(usize, usize, u32)) {
    const PAIRS: [(char, char, usize, u32); 3] =
        [('《', '》', 12, 250), ('（', '）', 10, TEARS), ('“', '”', 9, 400)];
    for (open, close, short, price) in PAIRS {
        for at in (0..chars.len()).filter(|&at| chars[at] == open) {
            let Some(length) = chars[at..].iter().position(|&c| c == close) else { continue };
            let end = at + length + 1;
            hold(at, end, if length < short { price } else { PLAIN + 15 });
        }
    }
}
