//! 一致-015

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::content::chars::is_han;
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::outline::{in_chinese, numeral};
use crate::lint::passage::{Passage, Role};
use crate::lint::printed::{Names, Printed, cited};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 引用本期所登法规、文件的条文，条数、条号对不上；或自称与文种不合。
    ///
    /// 写“共六章二十一条”的，数一数；写“《办法》第三十条”“本办法第三十条”而没有这一条的，“违反本办法第十六条规定”而第十六条并没有要求什么的，转述的内容在另一条、相邻一条的，都列出来。《办法》里写“本条例”的也报。
    ///
    /// 错：《办法》只有二十一条，解读写“共六章二十二条”“《办法》第二十三条规定”
    /// 对：与原文一致
    ///
    /// 改法：对照原文改。
    "一致-015", "引用的条文不符", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let documents = desk.printed();
    if documents.iter().all(|document| document.last().is_none()) {
        return;
    }
    let mut names = Names::new(documents);
    let mut contents: HashMap<usize, Contents> = HashMap::new();
    for (at, manuscript) in desk.manuscripts.iter().enumerate() {
        sink.turn_to(manuscript);
        names.turn_to(manuscript);
        for document in documents.iter().filter(|document| document.article == at) {
            own(manuscript, document, sink);
        }
        for passage in &manuscript.passages {
            if !passage.letters().may_have('条') {
                names.places(passage);
                continue;
            }
            let named = names.places(passage);
            for place in &named {
                let Some(document) =
                    documents.get(place.document).filter(|document| document.last().is_some())
                else {
                    continue;
                };
                // The next document's articles are its own.
                let next =
                    named.iter().map(|other| other.range.start).find(|start| *start > place.range.start);
                let end = next.unwrap_or(passage.text.len());
                count(passage, place.range.end..end, document, sink);
                let text = contents.entry(place.document).or_insert_with(|| Contents::of(desk, document));
                reference(passage, place.range.end, document, text, sink);
            }
        }
    }
}

/// 共六章二十一条, of the document named before.
fn count(passage: &Passage, range: Range<usize>, document: &Printed, sink: &mut Sink) {
    let total = pattern!(
        "(?:共|分为?|包括|包含|由)(?:计|有)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})章(?:，|、|共)?(?:计|共)?([0-9]{1,3}|[一二三四五六七八九十百零]{1,6})条|共(?:计|有)?([0-9]{1,3}|[一二三四五六七八九十百零]{1,6})条"
    );
    let Some(last) = document.last() else { return };
    let sentence = passage.get(range.clone()).split('。').next().unwrap_or_default();
    let Some(found) = total.captures(passage.part(sentence)) else { return };
    let value = |text: &str| text.parse::<u32>().ok().or_else(|| numeral(text));
    let said = [(found.get(1), document.chapters, "章"), (found.get(2).or(found.get(3)), last, "条")];
    for (number, real, unit) in said {
        let Some(number) = number else { continue };
        if real > 0 && value(number.as_str()).is_some_and(|value| value != real) {
            let place = range.start + number.start()..range.start + number.end() + unit.len();
            let message = format!(
                "《{}》共{}{unit}，这里写的是{}{unit}",
                document.title,
                in_chinese(real),
                number.as_str()
            );
            sink.report(passage, place, message).help("对照原文改");
        }
    }
}

/// 《办法》第三十条: right behind the name.
fn reference(passage: &Passage, at: usize, document: &Printed, contents: &Contents, sink: &mut Sink) {
    let Some(last) = document.last() else { return };
    for (number, range) in cited(passage, at) {
        let joined = |text: &str| text.chars().count() < 24 && (text.is_empty() || is_row(text));
        if !joined(passage.get(at..range.start)) {
            continue;
        }
        if number > last {
            let message =
                format!("《{}》只有{}条，没有第{}条", document.title, in_chinese(last), in_chinese(number));
            sink.report(passage, range, message).help("对照原文改");
        } else if range.start == at
            && let Some(other) = contents.elsewhere(passage, range.end, number)
        {
            let [here, there] = [number, other].map(in_chinese);
            let message = format!("这里说的内容在《{}》第{there}条，不在第{here}条", document.title);
            sink.report(passage, range, message).help("对照原文改");
        }
    }
}

/// Whether what stands between a name and an article are other articles: 第三条、
fn is_row(text: &str) -> bool {
    text.chars().all(|c| "第条款项、和至与及或一二三四五六七八九十百零（）0123456789".contains(c))
}

/// What the articles of a document say, in pieces that stand in one of them
/// alone.
struct Contents(HashMap<[char; Contents::PIECE], Option<u32>>);

impl Contents {
    const PIECE: usize = 6;
    /// So many pieces are no chance.
    const ENOUGH: usize = 5;

    fn of(desk: &Desk<'_>, document: &Printed) -> Self {
        let mut pieces = HashMap::new();
        let Some(manuscript) = desk.manuscripts.get(document.article) else { return Self(pieces) };
        for (number, range) in &document.clauses {
            for passage in manuscript.passages.get(range.clone()).unwrap_or_default() {
                for piece in Self::pieces(&passage.text) {
                    let of = pieces.entry(piece).or_insert(Some(*number));
                    if *of != Some(*number) {
                        *of = None;
                    }
                }
            }
        }
        Self(pieces)
    }

    fn pieces(text: &str) -> impl Iterator<Item = [char; Self::PIECE]> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let windows: Vec<_> = chars
            .windows(Self::PIECE)
            .filter_map(|window| <[char; Self::PIECE]>::try_from(window).ok())
            .collect();
        windows.into_iter()
    }

    /// The article that the rest of a sentence tells of, if it is not the one
    /// that is named: none of its words are that one's.
    fn elsewhere(&self, passage: &Passage, at: usize, number: u32) -> Option<u32> {
        let rest = passage.head(at, 120);
        let rest = rest.split(['。', '；', '《']).next().unwrap_or(rest);
        if !["规定，", "规定：", "明确规定", "明确，", "提出，", "明确了", "规定了"]
            .iter()
            .any(|word| rest.starts_with(word))
        {
            return None;
        }
        let mut hits: BTreeMap<u32, usize> = BTreeMap::new();
        for piece in Self::pieces(rest) {
            if let Some(Some(of)) = self.0.get(&piece) {
                *hits.entry(*of).or_insert(0) += 1;
            }
        }
        let (other, most) = hits.iter().max_by_key(|(_, n)| **n)?;
        (*most >= Self::ENOUGH && !hits.contains_key(&number)).then_some(*other)
    }
}

/// What a statute says of itself.
fn own(manuscript: &Manuscript<'_>, document: &Printed, sink: &mut Sink) {
    let Some(last) = document.last() else { return };
    let (Some((_, first)), Some((_, end))) = (document.clauses.first(), document.clauses.last()) else {
        return;
    };
    let passages = manuscript.passages.get(first.start..end.end).unwrap_or_default();
    let itself = pattern!("本(办法|规定|条例|细则|规则|章程)");
    let kind = ["办法", "规定", "条例", "细则", "规则", "章程"].into_iter().find(|kind| {
        document.title.split(['（', '(']).next().unwrap_or_default().trim_end_matches('》').ends_with(kind)
    });
    let (mut right, mut wrong) = (0, Vec::new());
    for passage in passages.iter().filter(|passage| !matches!(passage.role, Role::Title { .. })) {
        if !passage.letters().may_have('本') {
            continue;
        }
        for found in itself.captures_iter(passage) {
            let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else { continue };
            let word = passage.prev(whole.start()).is_some_and(|c| "基根日版文样标资成".contains(c));
            if word || is_quoted(passage, whole.start()) {
                continue;
            }
            if Some(name.as_str()) == kind {
                right += 1;
            } else {
                wrong.push((passage, whole.range()));
            }
            for (number, range) in cited(passage, whole.end()) {
                let between = passage.get(whole.end()..range.start);
                if !(between.is_empty() || is_row(between)) {
                    continue;
                }
                let here = in_chinese(number);
                if number > last {
                    let message = format!("本{}只有{}条，没有第{here}条", name.as_str(), in_chinese(last));
                    sink.report(passage, range, message).help("核对所引的条");
                } else if passage.before(whole.start()).ends_with("违反")
                    && between.is_empty()
                    && is_idle(manuscript, document, number)
                {
                    let message = format!("第{here}条没有规定应当或不得做什么，“违反”的是不是另一条？");
                    sink.report(passage, range, message).help("核对所引的条");
                } else if let Some((words, other)) =
                    told_next(manuscript, document, passage, (number, &range))
                {
                    let message = format!("“{words}”是第{}条规定的，第{here}条没有说到", in_chinese(other));
                    sink.report(passage, range, message).help("核对所引的条");
                }
            }
        }
    }
    if let (Some(kind), [(passage, range)]) = (kind, &wrong[..])
        && right > 2
    {
        let written = passage.get(range.clone());
        sink.report(passage, range.clone(), format!("自称“{written}”，别处都是“本{kind}”")).help("改成一致");
    }
}

/// 违反本办法第五条规定张贴海报的, 按照本办法第十一条的规定分批领取: what is done, and the
/// article beside that speaks of it, if the one that is named does not.
fn told_next<'p>(
    manuscript: &Manuscript<'_>,
    document: &Printed,
    passage: &'p Passage,
    (number, range): (u32, &Range<usize>),
) -> Option<(&'p str, u32)> {
    /// What follows from every article, in articles of its own.
    const COMMON: [&str; 24] = [
        "处罚", "处理", "处分", "责任", "罚款", "执行", "办理", "情形", "行为", "义务", "职责", "程序",
        "条件", "期限", "要求", "标准", "范围", "公布", "公告", "报告", "备案", "改正", "追究", "依法",
    ];
    let rest = passage.head(range.end, 40);
    // 第五条、第七条规定: the word stands behind the last of them.
    let row = rest.find("规定").filter(|at| {
        rest.get(..*at)
            .is_some_and(|row| row.trim_end_matches('的').chars().all(|c| is_row(c.encode_utf8(&mut [0; 4]))))
    })?;
    let words = rest.get(row + "规定".len()..)?;
    let words = words.strip_prefix('的').unwrap_or(words);
    let end = words.find(|c: char| !is_han(c) || c == '的').unwrap_or(words.len());
    let words = words.get(..end)?;
    let length = words.chars().count();
    if !(4..=8).contains(&length) || COMMON.iter().any(|word| words.contains(word)) {
        return None;
    }
    let says = |of: u32, words: &str| {
        let at = usize::try_from(of).ok()?.checked_sub(1)?;
        let (known, range) = document.clauses.get(at)?;
        let mut passages = manuscript.passages.get(range.clone())?.iter().take(60);
        // The article that names the other says so itself.
        Some(*known == of && passages.any(|told| !std::ptr::eq(told, passage) && told.text.contains(words)))
    };
    let verb = words.get(..words.char_indices().nth(2).map_or(words.len(), |(at, _)| at))?;
    if says(number, verb)? {
        return None;
    }
    // 违反第三条、第四条规定: what one does not say the other does.
    let start = range.start - passage.tail(range.start, 24).len();
    let row = passage.get(start..range.end + row);
    let row = row.rsplit(['，', '。', '；', '本']).next().unwrap_or(row);
    if row.matches('条').count() > 1 && says_any(row, &says, words) {
        return None;
    }
    let near = [number.checked_sub(1), number.checked_add(1)].into_iter().flatten();
    let mut telling = near.filter(|near| says(*near, words) == Some(true));
    match (telling.next(), telling.next()) {
        (Some(other), None) => Some((words, other)),
        _ => None,
    }
}

/// Whether one of the articles that are named in a row says some words.
fn says_any(row: &str, says: &dyn Fn(u32, &str) -> Option<bool>, words: &str) -> bool {
    let named = pattern!("第([一二三四五六七八九十百零〇]{1,7}|[0-9]{1,3})条");
    named.captures_iter(row).any(|found| {
        let number =
            found.get(1).and_then(|number| number.as_str().parse().ok().or_else(|| numeral(number.as_str())));
        number.is_some_and(|number| says(number, words) == Some(true))
    })
}

/// Whether an article asks nothing of anybody, though others forbid.
fn is_idle(manuscript: &Manuscript<'_>, document: &Printed, number: u32) -> bool {
    const ASKS: &[&str] = &[
        "应", "不得", "禁止", "必须", "严禁", "不准", "须", "需", "可以", "方可", "履行", "负责", "义务",
        "责任", "许可", "批准", "备案", "审批", "制度", "要求", "规范", "遵守", "不能", "限", "报告", "登记",
        "承担",
    ];
    let says = |of: u32, words: &[&str]| {
        let at = usize::try_from(of).ok().and_then(|of| of.checked_sub(1));
        let clause = at.and_then(|at| document.clauses.get(at)).filter(|(number, _)| *number == of);
        let passages = clause.and_then(|(_, range)| manuscript.passages.get(range.clone()));
        let mut passages = passages.unwrap_or_default().iter().take(60);
        passages.any(|passage| words.iter().any(|word| passage.text.contains(word)))
    };
    let near = [number.saturating_sub(1), number.saturating_add(1)];
    let known = usize::try_from(number).ok().and_then(|at| document.clauses.get(at.checked_sub(1)?));
    known.is_some_and(|(known, _)| *known == number)
        && !says(number, ASKS)
        && near.iter().any(|&near| says(near, &["禁止", "不得", "严禁"]))
}

fn is_quoted(passage: &Passage, at: usize) -> bool {
    let before = passage.tail(at, 80);
    let open = before.rfind('“');
    open.is_some_and(|open| !before.get(open..).unwrap_or_default().contains('”'))
}
