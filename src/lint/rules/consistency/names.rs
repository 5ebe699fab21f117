//! 一致-003

use std::collections::{BTreeMap, BTreeSet};

use crate::content::ArticleKind;
use crate::diagnostic::Place;
use crate::lint::alike::is_alike;
use crate::lint::desk::Desk;
use crate::lint::persons::{Mention, counts};
use crate::lint::rule::{pattern, rule};
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

rule! {
    /// 只差一个字的两个姓名，很可能是一个人。
    ///
    /// 领导的姓名绝不能错。本期各篇里出现的姓名两两相比：只差一个音近、形近的字（姓或名），或同姓的三字名只差一字、两字颠倒，又不在同一串姓名里出现的，列出来核对；少见的一种，每处报一次。
    /// 姓名取自职务后、名单、任免、“组长：”一类的标签后、署名、题名和清单里的编委会；认得了，再到全刊各处去找。
    /// 有人名册（people.toml）的，另按人名册核对，见 一致-004。
    ///
    /// 错：一处写“李志璧”，另一处写“李志壁”；一处写“翟明华”，另一处写“瞿明华”
    /// 对：核对后统一
    ///
    /// 改法：核对本人的姓名，改错的一处；确是两个人的，豁免。
    "一致-003", "姓名只差一字", Human, Warning, Issue(check)
}

/// Where more are named than this, likeness is chance.
const CROWD: usize = 600;

/// As many mentions of a name as are looked at for what is said of it.
const SOME: usize = 20;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    boards(desk, sink);
    titles(desk, sink);
    let mentions = desk.mentions();
    let counts = counts(mentions);
    let mut of: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions {
        of.entry(&mention.name).or_default().push(mention);
    }
    // Names that share all but one character in their places, or all of them.
    let mut buckets: BTreeMap<Vec<char>, Vec<&str>> = BTreeMap::new();
    let known = counts.keys().copied().chain(desk.board.iter().map(|(name, _)| name.as_str()));
    for name in known.collect::<BTreeSet<_>>() {
        let chars: Vec<char> = name.chars().collect();
        let keys = match chars[..] {
            [a, b] => vec![vec![a, '*'], vec!['*', b]],
            [a, b, c] => {
                vec![vec![a, b, '*'], vec![a, '*', c], vec!['*', b, c], vec![a, b.min(c), b.max(c)]]
            }
            _ => continue,
        };
        for key in keys {
            buckets.entry(key).or_default().push(name);
        }
    }
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for names in buckets.values() {
        // A bucket of many is no misspelling but a habit of naming.
        for (i, first) in names.iter().enumerate().take(20) {
            for second in names.iter().skip(i + 1).take(20) {
                let Some(pair) = one_apart(first, second) else { continue };
                let pair = Pair { desk, names: [first, second], alike: is_alike(pair.0, pair.1), of: &of };
                if pair.is_comparable() && told.insert((first, second)) && pair.is_likely() {
                    pair.report(sink);
                }
            }
        }
    }
}

/// The names of the editorial board against each other.
fn boards(desk: &Desk<'_>, sink: &mut Sink) {
    for (at, (name, place)) in desk.board.iter().enumerate().take(SOME * 2) {
        let earlier = desk.board.iter().take(at).find(|(other, _)| {
            other.chars().count() > 2 && one_apart(other, name).is_some_and(|(a, b)| is_alike(a, b))
        });
        if let Some((other, _)) = earlier {
            sink.report_at(place.clone(), format!("编委会里有“{other}”，也有“{name}”：是不是一个人？"))
                .help("核对本人的姓名，改错的一处；确是两个人的，豁免");
        }
    }
}

/// 关于甲乙丙等同志职务任免的通知: the title in the manifest against the names in its
/// article.
fn titles(desk: &Desk<'_>, sink: &mut Sink) {
    let named = pattern!(
        "(?:关于|任命|免去)([一-鿿]{2,3})(?:等[0-9一二三四五六七八九十]{0,3}(?:名|位)?)?(?:同志|人员)"
    );
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        let title = manuscript.plain_title();
        let Some(name) = named.captures(&title).and_then(|found| found.get(1)) else { continue };
        let Some(place) = &manuscript.title_place else { continue };
        let here = || desk.mentions().iter().filter(|mention| mention.article == article && mention.sure);
        if here().any(|mention| mention.name == name.as_str()) {
            continue;
        }
        let near = here()
            .find(|mention| one_apart(&mention.name, name.as_str()).is_some_and(|(a, b)| is_alike(a, b)));
        if let Some(near) = near {
            let message = format!("题名里是“{}”，文中是“{}”：是不是一个人？", name.as_str(), near.name);
            sink.report_at(place.clone(), message).help("核对本人的姓名，改错的一处");
        }
    }
}

/// Two names that are nearly the same.
struct Pair<'a> {
    desk: &'a Desk<'a>,
    names: [&'a str; 2],
    /// Whether they differ in characters that are taken for each other.
    alike: bool,
    of: &'a BTreeMap<&'a str, Vec<&'a Mention>>,
}

impl<'a> Pair<'a> {
    fn mentions(&self, name: &str) -> &'a [&'a Mention] {
        self.of.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the manifest prints a name.
    fn is_on_board(&self, name: &str) -> bool {
        self.desk.board.iter().any(|(known, _)| known == name)
    }

    /// The same surname, or one that is taken for it; what the list of persons
    /// tells of is told there.
    fn is_comparable(&self) -> bool {
        let [first, second] = self.names;
        let surname = |name: &str| name.chars().next();
        let listed = |name: &str| self.desk.people.0.iter().any(|person| person.name == name);
        let long = first.chars().count() > 2 && !is_double(first);
        let near = self.alike || long && (surname(first) == surname(second) || self.share_post());
        near && !listed(first) && !listed(second)
    }

    /// Whether both are named with one post that says where it is held.
    fn share_post(&self) -> bool {
        let [first, second] = self.names.map(|name| self.mentions(name));
        first.iter().take(SOME).any(|a| {
            let single = a.post.chars().count() > 4 && a.post.ends_with("局局长");
            single && second.iter().take(SOME).any(|b| a.post == b.post)
        })
    }

    /// Two persons may well have like names. That one was meant is likely where
    /// the characters are taken for each other, where one of the names comes
    /// again and again, or both come in the same company or with the same post.
    fn is_likely(&self) -> bool {
        let [a, b] = self.names;
        let (first, second) = (self.mentions(a), self.mentions(b));
        // Only a name that something tells of can be misspelt.
        if !first.iter().chain(second).any(|mention| mention.sure) || self.stand_together() {
            return false;
        }
        let few = self.desk.mentions().len() < CROWD;
        let sure = |all: &[&Mention]| all.iter().filter(|mention| mention.sure).count();
        let most = sure(first).max(sure(second));
        let short = a.chars().count() == 2;
        let again = match (self.alike, short) {
            (true, false) => 1,
            (true, true) => 2,
            _ => 3,
        };
        // In a crowd only what is taken for the other is a slip.
        if !few && !self.alike {
            return false;
        }
        let post = |a: &&Mention| {
            let named = a.post.chars().count() > 1 && !a.post.ends_with("领导") && !a.post.ends_with("同志");
            named && second.iter().take(SOME).any(|b| a.post == b.post)
        };
        few && most >= again
            || first.iter().take(SOME).any(post)
            || [a, b].iter().any(|name| self.is_on_board(name))
            || few && self.in_company(first, second)
    }

    /// Whether both stand in one row of names: they are two persons then.
    fn stand_together(&self) -> bool {
        let [a, b] = self.names;
        let passages: BTreeMap<(usize, usize), usize> = self
            .mentions(a)
            .iter()
            .map(|mention| ((mention.article, mention.passage), mention.range.start))
            .collect();
        self.mentions(b).iter().any(|mention| {
            let Some(start) = passages.get(&(mention.article, mention.passage)) else { return false };
            let Some(passage) = self
                .desk
                .manuscripts
                .get(mention.article)
                .and_then(|manuscript| manuscript.passages.get(mention.passage))
            else {
                return false;
            };
            let between = *start.min(&mention.range.start)..*start.max(&mention.range.start);
            !passage.get(between).contains('。')
        })
    }

    /// Whether a third is named beside both.
    fn in_company(&self, first: &[&Mention], second: &[&Mention]) -> bool {
        let company: BTreeSet<&str> =
            first.iter().take(SOME).flat_map(|mention| beside(self.desk, mention)).collect();
        second
            .iter()
            .take(50)
            .flat_map(|mention| beside(self.desk, mention))
            .any(|name| company.contains(name))
    }

    /// Every place of the rarer name; what a manifest prints or an appointment
    /// says is less in doubt.
    fn report(&self, sink: &mut Sink) {
        let [a, b] = self.names;
        let appointed = |mention: &&Mention| {
            let manuscript = self.desk.manuscripts.get(mention.article);
            manuscript.is_some_and(|manuscript| manuscript.kind == ArticleKind::Appointment)
        };
        let printed = |name: &str| self.is_on_board(name) || self.mentions(name).iter().any(appointed);
        let first = |name: &str| self.mentions(name).first().map(|m| (m.article, m.passage, m.range.start));
        let doubt = |name: &str| (!printed(name), std::cmp::Reverse(self.mentions(name).len()), first(name));
        let (rare, usual) = if doubt(a) > doubt(b) { (a, b) } else { (b, a) };
        // What only the manifest has stands in no text that could be marked.
        let (rare, usual) = if self.mentions(rare).is_empty() { (usual, rare) } else { (rare, usual) };
        self.mark(rare, usual, sink);
        // In two articles either may be wrong; in one the later is.
        let article = |name: &str| self.mentions(name).first().map(|mention| mention.article);
        if self.mentions(rare).len() == self.mentions(usual).len() && article(rare) != article(usual) {
            self.mark(usual, rare, sink);
        }
    }

    /// Marks every place of one name.
    fn mark(&self, rare: &str, usual: &str, sink: &mut Sink) {
        let place = |mention: &Mention| {
            let manuscript = self.desk.manuscripts.get(mention.article)?;
            let passage = manuscript.passages.get(mention.passage)?;
            Some(Place::new(manuscript.source, passage.span(mention.range.clone())))
        };
        let other = self.mentions(usual).first().and_then(|mention| place(mention));
        let [many, times] = [usual, rare].map(|name| self.mentions(name).len());
        for place in self.mentions(rare).iter().filter_map(|mention| place(mention)) {
            let message = if many == 0 {
                format!("“{rare}”{times}次，清单里是“{usual}”：是不是一个人？")
            } else {
                format!("“{usual}”{many}次，“{rare}”{times}次：是不是一个人？")
            };
            let report =
                sink.report_at(place, message).help("核对本人的姓名，改错的一处；确是两个人的，豁免");
            if let Some(other) = &other {
                drop(report.related(other.clone(), format!("这里写作“{usual}”")));
            }
        }
    }
}

/// The names in the passage of a mention.
fn beside<'a>(desk: &'a Desk<'_>, mention: &'a Mention) -> impl Iterator<Item = &'a str> {
    let key = |mention: &Mention| (mention.article, mention.passage);
    let all = desk.mentions();
    let start = all.partition_point(|other| key(other) < key(mention));
    let near = all.iter().skip(start).take_while(move |other| key(other) == key(mention)).take(50);
    near.map(|other| other.name.as_str()).filter(|name| *name != mention.name)
}

/// Surnames of two characters leave one for the given name.
fn is_double(name: &str) -> bool {
    ["欧阳", "上官", "司马", "诸葛", "皇甫", "东方", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯"]
        .iter()
        .any(|surname| name.starts_with(surname))
}
