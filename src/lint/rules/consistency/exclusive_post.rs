//! 一致-005

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::ArticleKind;
use crate::diagnostic::Place;
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::passage::Passage;
use crate::lint::persons::Mention;
use crate::lint::rule::{pattern, rule};
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

rule! {
    /// 只能由一人担任的职务，写了两个人。
    ///
    /// 区委书记、区长、某局局长同一时间只有一人。本期里同一职务后面是不同的姓名，不是换了人，就是写错了。本期登了任免的，人名册上先后任过的，不查；同一份任免通知里，同一正职任命了两人、免去了两人的，同一人同一职务又任又免的，也报。
    ///
    /// 错：一处写“区长王立新”，另一处写“区长陈国栋”
    /// 对：核对后统一；换届的，写明日期
    ///
    /// 改法：核对职务和姓名；本期内确有变动的，豁免。
    "一致-005", "一职两人", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    for manuscript in desk.manuscripts.iter().filter(|text| text.kind == ArticleKind::Appointment) {
        sink.turn_to(manuscript);
        appointed(manuscript, sink);
    }
    let mentions = desk.mentions();
    let mut holders: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    let place =
        desk.publication.trim_end_matches("公报").trim_end_matches("人民政府").trim_end_matches("政府");
    let level = place.chars().next_back();
    for mention in mentions.iter().filter(|mention| is_exclusive(&mention.post, level)) {
        holders.entry(&mention.post).or_default().push(mention);
    }
    for (post, all) in holders {
        if changes_hands(desk, post) {
            continue;
        }
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for mention in &all {
            *names.entry(&mention.name).or_insert(0) += 1;
        }
        let Some((usual, most)) = names.iter().max_by_key(|(_, n)| **n).map(|(name, n)| (*name, *n)) else {
            continue;
        };
        for mention in all.iter().filter(|mention| {
            mention.name != usual && names.get(mention.name.as_str()).is_some_and(|n| *n <= most)
        }) {
            // A slip of the pen in the name is told of elsewhere.
            if one_apart(&mention.name, usual).is_some() && mention.name.chars().count() > 2 {
                continue;
            }
            // Who held it one after the other the office's list knows.
            if [mention.name.as_str(), usual].iter().all(|name| is_listed(desk, name, post)) {
                continue;
            }
            let Some(manuscript) = desk.manuscripts.get(mention.article) else { continue };
            let Some(passage) = manuscript.passages.get(mention.passage) else { continue };
            sink.turn_to(manuscript);
            let message = format!("“{post}”这里是“{}”，别处是“{usual}”（{most}次）", mention.name);
            sink.report(passage, mention.range.clone(), message).help("核对职务和姓名");
        }
    }
}

/// Whether the issue itself says that somebody else has a post now.
fn changes_hands(desk: &Desk<'_>, post: &str) -> bool {
    let appointments = desk.manuscripts.iter().filter(|text| text.kind == ArticleKind::Appointment);
    appointments.flat_map(|text| &text.passages).any(|passage| passage.text.contains(post))
}

/// Whether the office's list has a person with a post, now or earlier.
fn is_listed(desk: &Desk<'_>, name: &str, post: &str) -> bool {
    let mut people = desk.people.0.iter().filter(|person| person.name == name);
    people
        .any(|person| person.posts.iter().any(|held| held.post.ends_with(post) || post.ends_with(&held.post)))
}

/// A line of an appointment: who gets a post, or loses it.
pub(super) struct Line<'a> {
    pub(super) passage: &'a Passage,
    pub(super) name: String,
    pub(super) post: &'a str,
    /// Where both stand.
    pub(super) range: Range<usize>,
    pub(super) given: bool,
}

/// The lines of an appointment that tell of one person and post each.
pub(super) fn lines<'a>(manuscript: &'a Manuscript<'_>) -> Vec<Line<'a>> {
    const NAME: &str = "([㐀-鿿𠀀-𲎯]{2,3}|[㐀-鿿𠀀-𲎯][ 　]+[㐀-鿿𠀀-𲎯])";
    let given = pattern!(&format!(
        "^(?:任命)?{NAME}(?:同志)?(?:（[^（）]{{1,40}}）)?(?:任|为)([一-鿿]{{4,24}}?)(?:[（(，；。、]|$)"
    ));
    let taken = pattern!(&format!("^(?:免去)?{NAME}(?:同志)?的?([一-鿿]{{4,24}}?)职务"));
    let mut out = Vec::new();
    for passage in &manuscript.passages {
        for (form, given) in [(given, true), (taken, false)] {
            let Some(found) = form.captures(passage) else { continue };
            if let (Some(name), Some(post)) = (found.get(1), found.get(2)) {
                let range = name.start()..post.end();
                let name = name.as_str().split_whitespace().collect();
                out.push(Line { passage, name, post: passage.get(post.range()), range, given });
                break;
            }
        }
    }
    out
}

/// Posts that one notice gives to two persons, takes from two, or gives to one and
/// takes from him.
fn appointed(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut seen: BTreeMap<(bool, &str), Place> = BTreeMap::new();
    let mut held: BTreeMap<(String, &str), (bool, Place)> = BTreeMap::new();
    for Line { passage, name, post, range, given } in lines(manuscript) {
        let place = Place::new(manuscript.source, passage.span(range.clone()));
        if let Some((before, first)) = held.get(&(name.clone(), post))
            && *before != given
        {
            sink.report(passage, range.clone(), format!("同一份通知任命、免去“{name}”的同一职务“{post}”"))
                .related(first.clone(), "前一处")
                .help("核对职务");
        }
        held.entry((name, post)).or_insert((given, place.clone()));
        if !is_single(post) {
            continue;
        }
        if let Some(first) = seen.get(&(given, post)) {
            let verb = if given { "任命" } else { "免去" };
            sink.report(passage, range, format!("同一份通知{verb}了两个“{post}”"))
                .related(first.clone(), "前一处")
                .help("核对职务：是不是漏了“副”字，或姓名有误");
        }
        seen.entry((given, post)).or_insert(place);
    }
}

/// The head of an office, of which there is one.
fn is_single(post: &str) -> bool {
    const HEADS: [&str; 8] = [
        "局局长",
        "办公室主任",
        "委员会主任",
        "中心主任",
        "院院长",
        "学校校长",
        "大队大队长",
        "人民政府秘书长",
    ];
    !post.contains('副') && !post.contains("助理") && HEADS.iter().any(|head| post.ends_with(head))
}

/// Posts that one person holds, written so that it is clear which.
fn is_exclusive(post: &str, level: Option<char>) -> bool {
    /// What follows the office's level: 区委书记. Of other levels there are many.
    const SINGLE: &[&str] = &["委书记", "长", "政协主席", "人大常委会主任"];
    let deputy = post.contains('副')
        || post.contains("常务")
        || post.contains("原")
        || post.contains("助理")
        || post.contains("书记员");
    let named = post.ends_with("局局长") && post.chars().count() > 5;
    let own = level.and_then(|level| post.strip_prefix(level)).is_some_and(|rest| SINGLE.contains(&rest));
    !deputy && (own || named)
}
