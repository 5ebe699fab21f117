//! 重复-003

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::ArticleKind;
use crate::lint::context::{self, Doubt};
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::miskeyed::{Miskeyed, Place, miskeyed};
use crate::lint::pairs::{self, Slip, place};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::segments::is_across;
use crate::lint::sink::Sink;

rule! {
    /// 易错字：同音、形近写错的词，不规范的异形词。
    ///
    /// 三种查法：一是内置的易错字表，有的要同一句里有别的词才算（“接收”后面有“监督”）；二是推算，两个字连在一起，各类公文里从来没有，换一个同音字或形近字就是常用词的（“尊守”“监菅”），多半是错字；三是看上下文，词本身不错，放在这里各类公文都不这样写，换一个同音词或形近字就是常见的写法（“接收监督”），多半是同音词选错了；字序颠倒（“刚性长增”）、漏字（“工作情汇报”）也这样推算。两个词相接碰巧成的（“机构通知”里的“构通”），不报；同一个写法一期里出现三次以上的，当作专名，不报。
    ///
    /// 异形词的取舍看《现代汉语词典》和 GF 1001—2001《第一批异形词整理表》。本单位的易错字写在 publication.toml 的 `[[lint.slip]]` 里。
    ///
    /// 错：`布署`　`再接再励`　`尊守`　`截止目前`　`自觉接收监督`
    /// 对：`部署`　`再接再厉`　`遵守`　`截至目前`　`自觉接受监督`
    ///
    /// 改法：换成正确的词；人名、地名、新造的词，豁免。
    "重复-003", "易错字", Suggested, Warning, Issue(check)
}

/// A word of the list.
struct Listed {
    wrong: &'static str,
    right: &'static str,
    /// Longer words in which the wrong one is right.
    but: &'static [&'static str],
    /// If there are any, one of the words must stand in the same clause: those before
    /// it or those after it.
    before: &'static [&'static str],
    after: &'static [&'static str],
    /// What says so, if it is a matter of a standard and not of typing.
    basis: Option<&'static str>,
}

/// Built in, in the order of `slips.txt`; `build.rs` writes them.
static LIST: &[Listed] = include!(concat!(env!("OUT_DIR"), "/slips.rs"));

/// Which of them begin with a character, each with its second one.
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/slip-starts.bin"));
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/slip-numbers.bin"));

/// The first slip of the list that stands at a place, `first` being the character
/// there.
fn built_in(passage: &Passage, start: usize, first: char) -> Option<&'static Listed> {
    let at = place(first)?;
    let begin =
        |at: usize| STARTS.as_chunks::<2>().0.get(at).map(|&start| usize::from(u16::from_le_bytes(start)));
    let text = passage.after(start);
    let second = u16::try_from(u32::from(text.chars().nth(1)?)).ok()?.to_le_bytes();
    let slips = NUMBERS.as_chunks::<4>().0.get(begin(at)?..begin(at + 1)?)?;
    let of_second = slips.iter().filter(|&&[_, _, low, high]| [low, high] == second);
    let stands = |slip: &&Listed| text.starts_with(slip.wrong) && slip.is_met(passage, start);
    of_second
        .filter_map(|&[low, high, ..]| LIST.get(usize::from(u16::from_le_bytes([low, high]))))
        .find(stands)
}

/// A slip that stands in a text.
#[derive(Clone, Copy)]
enum Known<'d> {
    House(&'d str, &'d str),
    BuiltIn(&'static Listed),
}

/// The known slips of a passage, from left to right, none over another.
fn known<'d>(passage: &Passage, house: &[(&'d str, &'d str)]) -> Vec<(Range<usize>, Known<'d>)> {
    let mut out = Vec::new();
    let mut end = 0;
    for &(start, c) in &passage.chars {
        if start < end {
            continue;
        }
        let text = passage.after(start);
        let own = house.iter().find(|(wrong, _)| !wrong.is_empty() && text.starts_with(wrong));
        let slip = match own {
            Some(&(wrong, right)) => Known::House(wrong, right),
            None => match built_in(passage, start, c) {
                Some(slip) => Known::BuiltIn(slip),
                None => continue,
            },
        };
        end = start
            + match slip {
                Known::House(wrong, _) => wrong.len(),
                Known::BuiltIn(slip) => slip.wrong.len(),
            };
        out.push((start..end, slip));
    }
    out
}

/// What is reckoned, and what is told of it.
struct Reckoned {
    range: Range<usize>,
    right: String,
    message: String,
    /// What is counted, and how often it is meant, and no slip.
    counted: String,
    meant: usize,
}

impl From<Slip> for Reckoned {
    fn from(Slip { range, wrong, right }: Slip) -> Self {
        let message = format!("“{wrong}”不成词，疑是“{right}”的误写");
        Self { range, counted: wrong, right, message, meant: TERM }
    }
}

impl From<Doubt> for Reckoned {
    fn from(Doubt { range, wrong, right, doubted }: Doubt) -> Self {
        let message = format!("这里的“{wrong}”疑是“{right}”的误写");
        Self { range, right, message, counted: doubted.to_string(), meant: NAME }
    }
}

impl Reckoned {
    /// What is told of characters left out or changed about.
    fn of(place: Place, passage: &Passage) -> Self {
        let Place { range, kind, right } = place;
        let wrong = passage.get(range.clone());
        let message = match kind {
            Miskeyed::Swapped => format!("“{wrong}”疑是“{right}”，两个字颠倒了"),
            Miskeyed::Missing => format!("“{wrong}”中间疑漏了字，应是“{right}”"),
        };
        Self { counted: wrong.to_owned(), range, right, message, meant: NAME }
    }
}

/// Whether what stands there is the given name of an official: 副区长和志远, whose
/// surname no list of common ones has.
fn is_given_name(passage: &Passage, start: usize) -> bool {
    const POSTS: [&str; 12] =
        ["区长", "县长", "市长", "镇长", "乡长", "局长", "书记", "主任", "主席", "部长", "秘书长", "组长"];
    let before = passage.before(start);
    let Some((surname, _)) = before.char_indices().next_back() else { return false };
    before.get(..surname).is_some_and(|post| POSTS.iter().any(|word| post.ends_with(word)))
}

/// A pair that is found so often in one issue is no slip, but a word that the
/// tables have not.
const TERM: usize = 3;

/// So many words that are doubted for one character show a name's.
const NAME: usize = 2;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let house: Vec<(&str, &str)> =
        desk.settings.slips.iter().map(|(wrong, right)| (wrong.as_str(), right.as_str())).collect();
    let mut reckoned: Vec<(&Manuscript<'_>, &Passage, Reckoned)> = Vec::new();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for manuscript in &desk.manuscripts {
        // A correction quotes what was wrong.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        sink.turn_to(manuscript);
        for passage in &manuscript.passages {
            let mut told: Vec<Range<usize>> = Vec::new();
            for (range, slip) in known(passage, &house) {
                match slip {
                    Known::House(wrong, right) if !is_within(passage, &range, right) => {
                        let message = format!("“{wrong}”应是“{right}”");
                        sink.report(passage, range.clone(), message).edit(range.clone(), right);
                    }
                    Known::BuiltIn(slip) if is_wrong(passage, &range, slip) => {
                        let message = format!("“{}”应是“{}”", slip.wrong, slip.right);
                        let report = sink.report(passage, range.clone(), message).help(slip.help());
                        report.edit(range.clone(), slip.right);
                    }
                    _ => {}
                }
                told.push(range);
            }
            if matches!(passage.role, Role::Roster | Role::Verse) {
                continue;
            }
            let pairs = pairs::slips(passage).into_iter().map(Reckoned::from);
            let doubts = context::doubts(passage).into_iter().map(Reckoned::from);
            let miskeyed = miskeyed(passage).into_iter().map(|place| Reckoned::of(place, passage));
            for slip in pairs.chain(doubts).chain(miskeyed) {
                // 同志为核新 is told of by the rule for leaders.
                let overlaps = passage.before(slip.range.start).ends_with("同志为")
                    || is_given_name(passage, slip.range.start)
                    || told.iter().any(|range| slip.range.start < range.end && range.start < slip.range.end);
                if !overlaps {
                    told.push(slip.range.clone());
                    *count.entry(slip.counted.clone()).or_default() += 1;
                    reckoned.push((manuscript, passage, slip));
                }
            }
        }
    }
    for (manuscript, passage, slip) in reckoned {
        if count.get(&slip.counted).is_some_and(|count| *count >= slip.meant) {
            continue;
        }
        sink.turn_to(manuscript);
        let Reckoned { range, right, message, .. } = slip;
        let help = format!("改成“{right}”；人名、地名、新造的词，豁免");
        sink.report(passage, range.clone(), message).help(help).edit(range, right);
    }
}

/// How many characters before and after a slip the words of its clause may stand.
const NEAR_BEFORE: usize = 12;
const NEAR_AFTER: usize = 16;

impl Listed {
    /// Whether one of the words stands in the clause that must, if any must.
    fn is_met(&self, passage: &Passage, start: usize) -> bool {
        const CLAUSE: [char; 6] = ['，', '。', '；', '：', '！', '？'];
        let near = |words: &[&str], clause: &str| words.iter().any(|&word| clause.contains(word));
        self.before.is_empty() && self.after.is_empty()
            || near(self.after, {
                let after = passage.head(start + self.wrong.len(), NEAR_AFTER);
                after.split(CLAUSE).next().unwrap_or_default()
            })
            || near(self.before, passage.tail(start, NEAR_BEFORE).rsplit(CLAUSE).next().unwrap_or_default())
    }

    fn help(&self) -> String {
        let done = format!("改成“{}”", self.right);
        self.basis.map_or(done.clone(), |basis| format!("{done}；词形依{basis}"))
    }
}

fn is_wrong(passage: &Passage, range: &Range<usize>, slip: &Listed) -> bool {
    // The right word may hold the wrong one: 截止 in 截止日期.
    let longer = slip.but.iter().chain([&slip.right]).any(|&longer| is_within(passage, range, longer));
    let characters = passage.get(range.clone()).chars().count();
    let at = passage.chars.partition_point(|&(at, _)| at < range.start);
    // 李建全、王会义.
    let name = characters == 2 && pairs::is_person(passage, at);
    let across = characters <= 4 && is_across(passage, range.clone());
    !longer && !name && !across
}

/// Whether what stands in the range is part of a longer word there.
fn is_within(passage: &Passage, range: &Range<usize>, longer: &str) -> bool {
    let wrong = passage.get(range.clone());
    longer.match_indices(wrong).any(|(offset, _)| {
        range.start.checked_sub(offset).is_some_and(|start| passage.after(start).starts_with(longer))
    })
}
