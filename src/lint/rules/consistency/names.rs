//! 一致-003

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::lint::desk::Desk;
use crate::lint::persons::{Mention, counts};
use crate::lint::rule::rule;
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

rule! {
    /// 只差一个字的两个姓名，很可能是一个人。
    ///
    /// 领导的姓名绝不能错。本期各篇里出现的姓名两两相比：同姓的三字名只差一字或两字颠倒，又从不在同一段里出现的，列出来核对。
    /// 有人名册（people.toml）的，另按人名册核对，见 一致-004。
    ///
    /// 错：一处写“李志璧”，另一处写“李志壁”
    /// 对：核对后统一
    ///
    /// 改法：核对本人的姓名，改错的一处；确是两个人的，豁免。
    "一致-003", "姓名只差一字", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mentions = desk.mentions();
    let counts = counts(mentions);
    let listed: Vec<&str> = desk.names.iter().map(String::as_str).collect();
    // Names that share two characters in their places, or all three.
    let mut buckets: BTreeMap<[char; 3], Vec<&str>> = BTreeMap::new();
    let known = counts.keys().copied().chain(listed.iter().copied());
    for name in known.collect::<std::collections::BTreeSet<_>>() {
        let chars: Vec<char> = name.chars().collect();
        let [a, b, c] = chars[..] else { continue };
        let (low, high) = (b.min(c), b.max(c));
        for key in [[a, b, '*'], [a, '*', c], ['*', b, c], [a, low, high]] {
            buckets.entry(key).or_default().push(name);
        }
    }
    let mut told: Vec<(&str, &str)> = Vec::new();
    for names in buckets.values() {
        // A bucket of many is no misspelling but a habit of naming.
        for (i, first) in names.iter().enumerate().take(20) {
            for second in names.iter().skip(i + 1).take(20) {
                let Some(pair) = one_apart(first, second).filter(|_| !is_double(first)) else { continue };
                if first.chars().next() != second.chars().next() && !is_alike(pair)
                    || told.contains(&(first, second))
                {
                    continue;
                }
                told.push((first, second));
                compare(desk, mentions, [first, second], &counts, sink);
            }
        }
    }
}

/// Surnames of two characters leave one for the given name.
fn is_double(name: &str) -> bool {
    ["欧阳", "上官", "司马", "诸葛", "皇甫", "东方", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯"]
        .iter()
        .any(|surname| name.starts_with(surname))
}

/// Surnames that are taken for each other.
fn is_alike(pair: (char, char)) -> bool {
    const SURNAMES: [&str; 16] = [
        "谌湛", "肖萧", "付傅", "阎闫", "戴代", "邱丘", "扬杨", "晏宴", "候侯", "末未", "兰蓝", "余佘",
        "于於", "谭覃", "贺货", "郝赫",
    ];
    SURNAMES.iter().any(|both| both.contains(pair.0) && both.contains(pair.1))
}

/// Two persons may well have like names. That one was meant is likely where one
/// of the names comes again and again, or both come in the same company or
/// with the same post.
fn is_likely(desk: &Desk<'_>, first: &[&Mention], second: &[&Mention]) -> bool {
    let post = |a: &&Mention| second.iter().any(|b| a.post == b.post && a.post.chars().count() > 1);
    // Where hundreds are named, likeness is chance.
    let few = desk.mentions().len() < 400;
    few && first.len().max(second.len()) > 2
        || first.iter().any(post)
        || first.iter().chain(second).any(|mention| desk.names.contains(&mention.name))
        || first.iter().any(|a| {
            second.iter().any(|b| company(desk, a).any(|name| company(desk, b).any(|other| name == other)))
        })
}

/// The names beside a mention.
fn company<'a>(desk: &'a Desk<'_>, mention: &'a Mention) -> impl Iterator<Item = &'a str> {
    let near = desk
        .mentions()
        .iter()
        .filter(|other| (other.article, other.passage) == (mention.article, mention.passage));
    near.map(|other| other.name.as_str()).filter(|name| *name != mention.name)
}

fn compare(
    desk: &Desk<'_>,
    mentions: &[Mention],
    names: [&str; 2],
    counts: &BTreeMap<&str, usize>,
    sink: &mut Sink,
) {
    let of = |name: &str| mentions.iter().filter(|mention| mention.name == name).collect::<Vec<_>>();
    let (first, second) = (of(names[0]), of(names[1]));
    let together =
        first.iter().any(|a| second.iter().any(|b| a.article == b.article && a.passage == b.passage));
    if together || !is_likely(desk, &first, &second) {
        return;
    }
    let count = |name: &str| counts.get(name).copied().unwrap_or(0);
    // The rarer one is the more doubtful; what a manifest prints is not in doubt.
    let [a, b] = names;
    let printed = |name: &str| desk.names.iter().any(|known| known == name);
    let (rare, usual) = match (printed(a), printed(b)) {
        (true, false) => (b, a),
        (false, true) => (a, b),
        _ if count(a) < count(b)
            || count(a) == count(b)
                && first.first().map(|m| (m.article, m.passage))
                    > second.first().map(|m| (m.article, m.passage)) =>
        {
            (a, b)
        }
        _ => (b, a),
    };
    let places = |name: &str| -> Vec<Place> {
        let place = |mention: &&Mention| {
            let manuscript = desk.manuscripts.get(mention.article)?;
            let passage = manuscript.passages.get(mention.passage)?;
            Some(Place::new(manuscript.source, passage.span(mention.range.clone())))
        };
        of(name).iter().filter_map(place).collect()
    };
    let rare_places = places(rare);
    let Some(place) = rare_places.first().cloned() else { return };
    let usual_places = places(usual);
    let message = format!("“{usual}”{}次，“{rare}”{}次：是不是一个人？", count(usual), count(rare));
    let list =
        |places: &[Place]| places.iter().take(12).map(ToString::to_string).collect::<Vec<_>>().join("、");
    let mut report = sink.report_at(place, message).help("核对本人的姓名，改错的一处；确是两个人的，豁免");
    if rare_places.len() > 1 {
        report = report.help(format!("“{rare}”在：{}", list(&rare_places)));
    }
    if let Some(first) = usual_places.first() {
        report = report.related(first.clone(), format!("这里写作“{usual}”"));
    }
    drop(report);
}
