//! 一致-004

use crate::lint::dates::{dates, key};
use crate::lint::desk::Desk;
use crate::lint::passage::Passage;
use crate::lint::persons::Mention;
use crate::lint::rule::rule;
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;
use crate::manifest::{Date, Person};

rule! {
    /// 姓名、职务与人名册（people.toml）不符。
    ///
    /// 刊物文件夹里有 people.toml 的才查：名字与册上的只差一字，职务不是册上的，或当时不在任。
    ///
    /// 错：册上是“李志璧　区委副书记”，文中写“区委副书记李志壁”“区长李志璧”
    /// 对：与册上一致
    ///
    /// 改法：核对后改文稿，或改人名册。
    "一致-004", "与人名册不符", Human, Error, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let people = &desk.people.0;
    if people.is_empty() {
        return;
    }
    for mention in desk.mentions() {
        let Some(manuscript) = desk.manuscripts.get(mention.article) else { continue };
        let Some(passage) = manuscript.passages.get(mention.passage) else { continue };
        sink.turn_to(manuscript);
        match people.iter().find(|person| person.name == mention.name) {
            Some(person) => posts(desk, passage, mention, person, sink),
            None => {
                let near = people.iter().find(|person| {
                    one_apart(&person.name, &mention.name)
                        .is_some_and(|_| person.name.chars().next() == mention.name.chars().next())
                });
                // Two characters leave too much room, unless the post agrees.
                let near =
                    near.filter(|person| mention.name.chars().count() > 2 || holds(person, &mention.post));
                if let Some(person) = near {
                    let message = format!("“{}”不在人名册里，册上有“{}”", mention.name, person.name);
                    sink.report(passage, mention.range.clone(), message)
                        .related(person.place.clone(), "人名册")
                        .help("核对姓名");
                }
            }
        }
    }
}

/// Whether a person's list has a post, as far as it is written out.
fn holds(person: &Person, post: &str) -> bool {
    !post.is_empty() && person.posts.iter().any(|held| agrees(&held.post, post))
}

/// `区委书记` and `书记`; `副区长` is not `区长`.
fn agrees(listed: &str, written: &str) -> bool {
    let (listed, written) = (listed.trim(), written.trim());
    let deputy = |text: &str| text.contains('副');
    deputy(listed) == deputy(written) && (listed.ends_with(written) || written.ends_with(listed))
}

fn posts(desk: &Desk<'_>, passage: &Passage, mention: &Mention, person: &Person, sink: &mut Sink) {
    let vague = ["领导", "同志", "常委", "委员", "代表", "成员"];
    if person.posts.is_empty()
        || mention.post.is_empty()
        || vague.iter().any(|word| mention.post.ends_with(word))
    {
        return;
    }
    let matching: Vec<_> = person.posts.iter().filter(|held| agrees(&held.post, &mention.post)).collect();
    let posts: Vec<_> = person.posts.iter().map(|held| held.post.as_str()).collect();
    let day = day(desk, passage);
    if matching.is_empty() {
        let message =
            format!("“{}”的职务写作“{}”，人名册上是“{}”", person.name, mention.post, posts.join("、"));
        sink.report(passage, mention.range.clone(), message)
            .related(person.place.clone(), "人名册")
            .help("核对职务");
    } else if let Some(day) = day
        && !matching.iter().any(|held| held.is_held(day))
    {
        let message = format!("{}，“{}”不任“{}”", day.chinese(), person.name, mention.post);
        sink.report(passage, mention.range.clone(), message)
            .related(person.place.clone(), "人名册")
            .help("核对任职时间");
    }
}

/// The day that a passage tells of, else the day of the issue.
fn day(desk: &Desk<'_>, passage: &Passage) -> Option<Date> {
    let out = desk.date?;
    let first = dates(&passage.text).into_iter().next().filter(|date| date.range.start == 0);
    let told = first.and_then(|date| Date::new(date.year.unwrap_or(out.year), date.month, date.day));
    Some(told.filter(|day| key(*day) <= key(out)).unwrap_or(out))
}
