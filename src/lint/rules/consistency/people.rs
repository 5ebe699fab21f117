//! 一致-004

use std::collections::BTreeMap;

use super::exclusive_post::lines;
use crate::content::ArticleKind;
use crate::lint::alike::is_alike;
use crate::lint::dates::{dates, day_number, key};
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::passage::Passage;
use crate::lint::persons::Mention;
use crate::lint::rule::rule;
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;
use crate::manifest::{Date, Person, Post};

rule! {
    /// 姓名、职务与人名册（people.toml）不符。
    ///
    /// 刊物文件夹里有 people.toml 的才查：名字与册上的只差一字，职务不是册上的，或当时不在任；清单里编委会的名单也查。连写的几个职务逐个查；大事记里的“同日”按上一条的日期算；已当选仍写“代”的也报。
    ///
    /// 错：册上是“李志璧　区委副书记”，文中写“区委副书记李志壁”“区长李志璧”
    /// 对：与册上一致
    ///
    /// 改法：核对后改文稿，或改人名册。
    "一致-004", "与人名册不符", Human, Error, Issue(check)
}

/// More persons than an office lists are not held against every name.
const MOST: usize = 500;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let people = &desk.people.0;
    if people.is_empty() {
        return;
    }
    board(desk, sink);
    for manuscript in desk.manuscripts.iter().filter(|text| text.kind == ArticleKind::Appointment) {
        sink.turn_to(manuscript);
        removed(desk, manuscript, sink);
    }
    let names: BTreeMap<&str, &Person> = people.iter().map(|person| (person.name.as_str(), person)).collect();
    let few = people.get(..MOST).unwrap_or(people);
    let mut days = Days::default();
    for mention in desk.mentions() {
        let Some(manuscript) = desk.manuscripts.get(mention.article) else { continue };
        let Some(passage) = manuscript.passages.get(mention.passage) else { continue };
        // A correction quotes an earlier issue, and what was wrong in it.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        sink.turn_to(manuscript);
        match names.get(mention.name.as_str()) {
            Some(person) => {
                let day = days.of(desk, mention.article, mention.passage);
                for post in mention.posts() {
                    check_post(passage, mention, person, post, day, sink);
                }
            }
            None => {
                let Some(person) = few.iter().find(|person| is_meant(person, mention)) else { continue };
                let posts = held(person);
                let message = format!("“{}”不在人名册里，册上有“{}”{posts}", mention.name, person.name);
                sink.report(passage, mention.range.clone(), message)
                    .related(person.place.clone(), "人名册")
                    .help("核对姓名");
            }
        }
    }
}

/// 免去某某的县水利局副局长职务, of whom the list has that he is its head.
fn removed(desk: &Desk<'_>, manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let all = lines(manuscript);
    for line in all.iter().filter(|line| !line.given) {
        let Some(person) = desk.people.0.iter().find(|person| person.name == line.name) else { continue };
        let whole = |post: &str| post.replace('副', "");
        let same_office = |held: &str, post: &str| {
            let (held, post) = (whole(held), whole(post));
            held.ends_with(&post) || post.ends_with(&held)
        };
        // Who was made head of the office by the same notice was its deputy.
        let raised = all
            .iter()
            .any(|other| other.given && other.name == line.name && same_office(other.post, line.post));
        let as_written = person.posts.iter().any(|held| agrees(&held.post, line.post));
        let old = |held: &&Post| {
            let since =
                held.from.zip(desk.date).is_some_and(|(from, out)| day_number(out) - day_number(from) > 180);
            same_office(&held.post, line.post) && (since || held.to.is_some())
        };
        if let (Some(_), false, false) = (person.posts.iter().find(old), raised, as_written) {
            let message = format!(
                "免去“{}”的“{}”职务，与人名册不符，册上是{}",
                line.name,
                line.post,
                held(person).trim_matches(['（', '）'])
            );
            sink.report(line.passage, line.range.clone(), message)
                .related(person.place.clone(), "人名册")
                .help("核对所免的职务");
        }
    }
}

/// The names of the editorial board, as the manifest has them.
fn board(desk: &Desk<'_>, sink: &mut Sink) {
    let people = desk.people.0.get(..MOST).unwrap_or(&desk.people.0);
    for (name, place) in &desk.board {
        let known = |known: &Person| known.name == *name;
        let on_board = |person: &Person| desk.board.iter().any(|(name, _)| *name == person.name);
        if people.iter().any(known) {
            continue;
        }
        let meant = people.iter().find(|person| {
            let same_surname = person.name.chars().next() == name.chars().next();
            let near = one_apart(&person.name, name).is_some_and(|(a, b)| same_surname || is_alike(a, b));
            near && name.chars().count() > 2 && !on_board(person)
        });
        if let Some(person) = meant {
            let message = format!("“{name}”不在人名册里，册上有“{}”{}", person.name, held(person));
            sink.report_at(place.clone(), message)
                .related(person.place.clone(), "人名册")
                .help("核对编委会名单里的姓名");
        }
    }
}

/// Whether a name that is not listed stands for a person who is: a character
/// apart, and that one taken for the other, or the post the person's own.
fn is_meant(person: &Person, mention: &Mention) -> bool {
    let Some((a, b)) = one_apart(&person.name, &mention.name) else { return false };
    let same_surname = person.name.chars().next() == mention.name.chars().next();
    let holds = mention.posts().any(|post| person.posts.iter().any(|held| agrees(&held.post, post)));
    let long = mention.name.chars().count() > 2;
    // Two characters leave too much room, unless the post agrees.
    holds && (long || same_surname || is_alike(a, b)) || long && (same_surname || is_alike(a, b))
}

/// `区委书记` and `书记`; `副区长` is not `区长`.
fn agrees(listed: &str, written: &str) -> bool {
    let (listed, written) = (listed.trim(), written.trim());
    let deputy = |text: &str| text.contains('副');
    deputy(listed) == deputy(written) && (listed.ends_with(written) || written.ends_with(listed))
}

/// A person's posts with their days, in brackets.
fn held(person: &Person) -> String {
    let day = |day: Date| format!("{}-{:02}-{:02}", day.year, day.month, day.day);
    let posts = person.posts.iter().map(|held| match (held.from, held.to) {
        (None, None) => held.post.clone(),
        (Some(from), None) => format!("{}，{}起", held.post, day(from)),
        (None, Some(to)) => format!("{}，至{}", held.post, day(to)),
        (Some(from), Some(to)) => format!("{}，{}至{}", held.post, day(from), day(to)),
    });
    let posts: Vec<_> = posts.collect();
    if posts.is_empty() { String::new() } else { format!("（{}）", posts.join("；")) }
}

fn check_post(
    passage: &Passage,
    mention: &Mention,
    person: &Person,
    post: &str,
    day: Option<Date>,
    sink: &mut Sink,
) {
    let vague = ["领导", "同志", "常委", "委员", "代表", "成员", "组长", "召集人", "总指挥"];
    if person.posts.is_empty() || vague.iter().any(|word| post.ends_with(word)) {
        return;
    }
    let of = |post: &str| person.posts.iter().filter(|held| agrees(&held.post, post)).collect::<Vec<_>>();
    let in_office = |posts: &[&Post]| day.is_none_or(|day| posts.iter().any(|held| held.is_held(day)));
    let name = &person.name;
    // 代县长: until elected.
    let acting = post.strip_prefix('代').map(str::to_owned).or_else(|| {
        let (office, head) = post.split_once('代')?;
        (head.ends_with('长') && head.chars().count() < 3).then(|| format!("{office}{head}"))
    });
    let mut matching = of(post);
    if acting.is_some() {
        matching.retain(|held| held.post.contains('代'));
    }
    let message = match (&acting, &matching[..]) {
        (Some(full), []) => {
            let elected = of(full);
            let Some(day) = day.filter(|_| !elected.is_empty() && in_office(&elected)) else { return };
            format!("{}，“{name}”已是“{full}”，这里写作“{post}”", day.chinese())
        }
        (_, []) => format!("“{name}”的职务写作“{post}”，与人名册不符"),
        (_, matching) if in_office(matching) => return,
        _ => {
            let day = day.map(|day| day.chinese()).unwrap_or_default();
            format!("{day}，“{name}”不任“{post}”")
        }
    };
    let message = format!("{message}，册上是{}", held(person).trim_matches(['（', '）']));
    sink.report(passage, mention.with(post, passage), message)
        .related(person.place.clone(), "人名册")
        .help("核对职务和任职时间");
}

/// The days that passages tell of. Asked for in order, so that 同日 has the day
/// of the entry above.
#[derive(Default)]
struct Days {
    article: usize,
    passage: usize,
    day: Option<Date>,
}

impl Days {
    /// The day of a passage, else the day of the issue. An entry of a chronicle
    /// without a day of its own has that of the one above.
    fn of(&mut self, desk: &Desk<'_>, article: usize, passage: usize) -> Option<Date> {
        let out = desk.date?;
        let manuscript = desk.manuscripts.get(article)?;
        if self.article != article {
            *self = Self { article, ..Self::default() };
        }
        for read in manuscript.passages.iter().take(passage + 1).skip(self.passage) {
            self.day = told(&read.text, out)
                .or_else(|| self.day.filter(|_| manuscript.kind == ArticleKind::Chronicle));
        }
        self.passage = passage + 1;
        Some(self.day.unwrap_or(out))
    }
}

/// The day that a text opens with, not after that of the issue.
fn told(text: &str, out: Date) -> Option<Date> {
    let first = dates(text).into_iter().next().filter(|date| date.range.start == 0)?;
    let year = first.year.unwrap_or(out.year);
    let day = Date::new(year, first.month, first.day)?;
    if key(day) <= key(out) {
        return Some(day);
    }
    // December, in an issue of January.
    Date::new(year.checked_sub(1)?, first.month, first.day).filter(|_| first.year.is_none())
}
