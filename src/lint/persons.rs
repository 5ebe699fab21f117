//! Persons named in running text.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::alike::is_alike;
use super::desk::Desk;
use super::passage::{Passage, Role};
use super::pattern::Match;
use super::rule::pattern;
use super::similar::one_apart;
use super::word_list::WordList;
use crate::content::chars::is_han;
use crate::content::{ArticleKind, is_plausible_name};

/// A person's name where it stands.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) name: String,
    /// The post right before it; empty if none, or if it was held before.
    pub(super) post: String,
    /// The posts before that one: those of 区委副书记、区长 but the last.
    pub(super) further: Vec<String>,
    /// Whether the words around tell that it is a name; else it is one that is
    /// known from elsewhere, or nearly so.
    pub(super) sure: bool,
    /// Which article, and which of its passages.
    pub(super) article: usize,
    pub(super) passage: usize,
    /// Where the name stands in the passage.
    pub(super) range: Range<usize>,
}

impl Mention {
    /// Every post that stands before the name.
    pub(super) fn posts(&self) -> impl Iterator<Item = &str> {
        let last = std::iter::once(self.post.as_str()).filter(|post| !post.is_empty());
        self.further.iter().map(String::as_str).chain(last)
    }

    /// Where the name stands, together with a post that stands behind it in a row
    /// or right before it in a sentence.
    pub(super) fn with(&self, post: &str, passage: &Passage) -> Range<usize> {
        let behind = passage.head(self.range.end, POSTS_REACH);
        let Range { start, end } = self.range;
        if let Some(at) = behind.find(post).filter(|_| passage.role == Role::Roster) {
            return start..end + at + post.len();
        }
        let before = passage.tail(start, POSTS_REACH);
        match before.rfind(post).filter(|_| !post.is_empty()) {
            // Other posts may stand between.
            Some(at) if before.get(at..).is_some_and(|row| row.chars().all(|c| is_han(c) || c == '、')) => {
                start - (before.len() - at)..end
            }
            _ => start..end,
        }
    }
}

/// What follows a name in a sentence.
static VERBS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "主持|出席|参加|强调|指出|讲话|要求|介绍|带队|带领|率队|率领|率|调研|陪同|到会|到|在|来到|深入|走访|等|代表|说|表示|作|受|向|检查|督导|宣读|传达|汇报|会见|听|分别|赴|先后|对|就|为|任|同志|前往|签|致辞|宣布|担任|列席|随同|一同|主讲|领誓|监誓|宣誓|慰问|看望|接待|现场|专题|巡|实地|组织|召集|通报|点评|总结|回应|签署|会同|及|和|与|的|应邀|围绕|提出|充分|对此|同|均|还|也|一行|牵头|负责|兼|参与|研究|指导|推进|督促|督查|督办|察看|查看|了解|审|部署|安排|详细|重点|表态|发言|授|给|领|出任|已|曾|将|不再|从|以|视察|考察|会谈|座谈|开展|启动|下达|点赞|作为|因|被|接受|辞|当选|主任|职务|揭牌|颁|见证|会商|约谈|批示|签发|审核|校对|记录|全程|共同|亲自|集中|逐|再次|随后|于|上|可|须|应",
    )
});

/// Words that a post ends with.
static POSTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "书记|区长|县长|市长|省长|州长|镇长|乡长|局长|主任|主席|部长|处长|院长|校长|秘书长|组长|科长|所长|行长|董事长|经理|站长|队长|常委|领导|会长|主编|厅长|司长|总监|政委|检察长|庭长|同志|调研员|委员|馆长|园长|教导员|联络员|通联员|编辑|工程师|主任科员|股长|台长|社长|总编|支队长|司令员|参谋长|旗长|盟长|专员|巡视员|督查专员",
    )
});

/// Every mention of a person in the issue's texts that can be told by its form,
/// and the other places where the same name stands, or one that may be taken
/// for it.
pub(super) fn mentions(desk: &Desk<'_>) -> Vec<Mention> {
    let mut out = told(desk);
    let mut known: BTreeSet<&str> = out.iter().map(|mention| mention.name.as_str()).collect();
    known.extend(desk.board.iter().map(|(name, _)| name.as_str()));
    known.extend(desk.people.0.iter().map(|person| person.name.as_str()));
    let more = Known::new(known).places(desk, &out);
    out.extend(more);
    out.sort_by_key(|mention| (mention.article, mention.passage, mention.range.start));
    out
}

/// The mentions that the words around tell of.
fn told(desk: &Desk<'_>) -> Vec<Mention> {
    let mut out = Vec::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            let found = match passage.role {
                Role::Roster | Role::Signer => row(passage),
                Role::Cell => cell(passage, manuscript.passages.get(at + 1)),
                Role::Body { .. } | Role::Dated | Role::Item | Role::Heading(_) | Role::Title { .. } => {
                    let mut found = after_posts(passage);
                    found.extend(in_lists(passage));
                    found.extend(by_words(passage));
                    found.extend(after_labels(passage));
                    found
                }
                _ => continue,
            };
            let mut seen: BTreeSet<usize> = BTreeSet::new();
            for (name, range) in found {
                if seen.insert(range.start) {
                    let (post, further) = match passage.role {
                        Role::Roster => posts_behind(passage, range.end),
                        Role::Cell => manuscript
                            .passages
                            .get(at + 1)
                            .map_or_else(Default::default, |next| posts_behind(next, 0)),
                        _ => posts_before(passage.tail(range.start, POSTS_REACH)),
                    };
                    out.push(Mention { name, post, further, sure: true, article, passage: at, range });
                }
            }
        }
    }
    out
}

/// The name in a table's cell, which the person's post follows in the next.
fn cell(passage: &Passage, next: Option<&Passage>) -> Found {
    let name = passage.text.as_str();
    let fits = (2..=3).contains(&passage.chars.len()) && is_plausible_name(name) && !is_word(name);
    let posted = || {
        next.is_some_and(|next| {
            next.role == Role::Cell && next.block == passage.block && is_lone_post(&next.text)
        })
    };
    if fits && posted() { vec![(name.to_owned(), 0..name.len())] } else { Vec::new() }
}

/// Posts that say enough by themselves.
const OFFICES: [&str; 6] = ["县长", "区长", "市长", "州长", "镇长", "乡长"];

/// Whether a text is a post and nothing else, written out so that it tells more
/// than 组长.
fn is_lone_post(text: &str) -> bool {
    (3..=24).contains(&text.chars().count())
        && text.chars().all(|c| is_han(c) || c == '、')
        && POSTS.ends(text)
}

/// The posts behind a name in a row of a roster: 甲某某　区委副书记、区长. An
/// appointment tells of one that is new, or was held until now.
fn posts_behind(passage: &Passage, at: usize) -> (String, Vec<String>) {
    let none = (String::new(), Vec::new());
    if passage.kind == ArticleKind::Appointment {
        return none;
    }
    let rest = passage.after(at);
    let bare = rest.trim_start();
    let apart = at == 0 || bare.len() < rest.len() || rest.starts_with(['（', '(']);
    let bare = bare.trim_start_matches(['（', '(']);
    let end = bare.find(|c: char| !is_han(c) && c != '、').unwrap_or(bare.len());
    let bare = bare.get(..end).unwrap_or_default();
    if !apart || !is_lone_post(bare) && !OFFICES.contains(&bare) {
        return none;
    }
    let mut posts = bare.rsplit('、').map(str::to_owned);
    (posts.next().unwrap_or_default(), posts.collect())
}

/// Names of three characters that are known, to be found wherever they stand.
struct Known<'a> {
    names: HashSet<[char; 3]>,
    /// The same with a character left out, to find those that may be meant.
    near: HashMap<[char; 3], Vec<&'a str>>,
    /// The characters that occur in them, a bit each: most text has none.
    chars: Vec<u64>,
}

impl<'a> Known<'a> {
    fn new(known: BTreeSet<&'a str>) -> Self {
        /// Names that share so much are none.
        const MOST: usize = 20;
        let mut out = Self { names: HashSet::new(), near: HashMap::new(), chars: vec![0; 1 << 10] };
        for name in known {
            let chars: Vec<char> = name.chars().collect();
            let [a, b, c] = chars[..] else { continue };
            out.names.insert([a, b, c]);
            for c in [a, b, c] {
                if let Some(bits) = out.chars.get_mut(c as usize / 64) {
                    *bits |= 1 << (c as usize % 64);
                }
            }
            for key in [[a, b, '*'], [a, '*', c], ['*', b, c]] {
                let near = out.near.entry(key).or_default();
                if near.len() < MOST {
                    near.push(name);
                }
            }
        }
        out
    }

    /// The places of known names, and of what may be taken for one, that have
    /// not been told of yet.
    fn places(&self, desk: &Desk<'_>, told: &[Mention]) -> Vec<Mention> {
        let mut out = Vec::new();
        let seen: HashSet<(usize, usize, usize)> =
            told.iter().map(|mention| (mention.article, mention.passage, mention.range.start)).collect();
        for (article, manuscript) in desk.manuscripts.iter().enumerate() {
            for (at, passage) in manuscript.passages.iter().enumerate() {
                for window in passage.chars.windows(3) {
                    let &[(start, a), (_, b), (last, c)] = window else { continue };
                    let here = [a, b, c];
                    if here.iter().filter(|&&c| self.may_have(c)).count() < 2
                        || seen.contains(&(article, at, start))
                    {
                        continue;
                    }
                    let range = start..last + c.len_utf8();
                    let is_known = self.names.contains(&here);
                    let is_meant = || self.is_near(here) && stands_apart(passage, &range);
                    if !is_known && !is_meant() {
                        continue;
                    }
                    let name = passage.get(range.clone()).to_owned();
                    let (post, further) = posts_before(passage.tail(start, POSTS_REACH));
                    out.push(Mention { name, post, further, sure: false, article, passage: at, range });
                }
            }
        }
        out
    }

    /// Whether a character occurs in a name. Rare ones beyond the first plane
    /// may.
    fn may_have(&self, c: char) -> bool {
        self.chars.get(c as usize / 64).is_none_or(|bits| bits >> (c as usize % 64) & 1 == 1)
    }

    /// Whether a name is known for which this may be a slip.
    fn is_near(&self, [a, b, c]: [char; 3]) -> bool {
        let text: String = [a, b, c].iter().collect();
        is_plausible_name(&text)
            && !is_word(&text)
            && [[a, b, '*'], [a, '*', c], ['*', b, c]].iter().any(|key| {
                let near = self.near.get(key).into_iter().flatten();
                near.into_iter().any(|name| one_apart(name, &text).is_some_and(|(x, y)| is_alike(x, y)))
            })
    }
}

/// Whether what stands here is marked off like a name: by marks, by a post
/// before, by a verb behind.
fn stands_apart(passage: &Passage, range: &Range<usize>) -> bool {
    let before = passage.before(range.start);
    let opens = passage.prev(range.start).is_none_or(|c| !is_han(c) || "由与和及对向请派经".contains(c))
        || POSTS.ends(before)
        || ["任命", "免去", "聘任", "提名", "关于"].iter().any(|word| before.ends_with(word));
    let after = passage.after(range.end);
    let closes = passage.next(range.end).is_none_or(|c| !is_han(c)) || VERBS.begins(after);
    opens && closes
}

/// Posts stand no farther before a name than this, in characters.
const POSTS_REACH: usize = 60;

/// The post right before a name and those before it: of 区委副书记、区长 the
/// last by itself. None for posts held before.
fn posts_before(before: &str) -> (String, Vec<String>) {
    let run = before
        .rfind(|c: char| !is_han(c) && c != '、')
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let phrase = before.get(run..).unwrap_or_default();
    let mut items = phrase.rsplit('、').take(6).take_while(|item| POSTS.ends(item));
    let Some(last) = items.next() else { return (String::new(), Vec::new()) };
    let former = |item: &str| item.contains("时任") || bare_post(item).starts_with(['原', '前']);
    if former(last) {
        return (String::new(), Vec::new());
    }
    let mut further = Vec::new();
    let mut whole = bare_post(last) == last;
    for item in items {
        // An item that holds another person's name ends the row.
        if !whole || former(item) {
            break;
        }
        whole = bare_post(item) == item;
        further.push(bare_post(item).to_owned());
    }
    (bare_post(last).to_owned(), further)
}

type Found = Vec<(String, Range<usize>)>;

/// A roster's or an appointment's line.
fn row(passage: &Passage) -> Found {
    let line = pattern!(
        r"(?:^|[：:])([㐀-鿿𠀀-𲎯]{2,3}|[㐀-鿿𠀀-𲎯][ 　]+[㐀-鿿𠀀-𲎯])(?:[ 　\t（(，,]|任|的|同志|$)"
    );
    let Some(name) = line.captures(passage).and_then(|found| found.get(1)) else { return Vec::new() };
    let solid: String = name.as_str().split_whitespace().collect();
    if !is_plausible_name(&solid) {
        return Vec::new();
    }
    vec![(solid, name.range())]
}

/// Names that a word for taking or leaving a post goes with: 任命X为, 由X兼任.
fn by_words(passage: &Passage) -> Found {
    let text = &passage.text;
    let mut out = Vec::new();
    let mut take = |found: Option<Match<'_>>| {
        let Some(found) = found else { return };
        if is_plausible_name(found.as_str()) && !is_word(found.as_str()) {
            out.push((found.as_str().to_owned(), found.range()));
        }
    };
    if text.contains(['命', '免', '聘', '提', '由', '关', '选']) {
        let words = pattern!(
            "(?:任命|免去|聘任|提名|接受|补选|选举|由|关于)([㐀-鿿𠀀-𲎯]{2,3}?)(?:等?同志|为|的|辞去|任|兼|担任|牵头|负责|等[0-9一二三四五六七八九十]{1,3}[名人位])"
        );
        words.captures_iter(passage).for_each(|found| take(found.get(1)));
    }
    if text.contains(['为', '是']) {
        let named = pattern!(
            "(?:组长|主任|主编|会长|秘书长|联系人|负责人|书记)[为是]([㐀-鿿𠀀-𲎯]{2,3})(?:[，。、；]|同志|$)"
        );
        named.captures_iter(passage).for_each(|found| take(found.get(1)));
    }
    if text.contains('任') {
        let clause =
            pattern!("(?:^|[；：，。])([㐀-鿿𠀀-𲎯]{2,3}?)(?:同志)?(?:任|兼任|不再担任)[㐀-鿿𠀀-𲎯]{2}");
        clause.captures_iter(passage).for_each(|found| take(found.get(1)));
    }
    out
}

/// Names behind a label: 组长：甲某某　乙　某, 出席：……
fn after_labels(passage: &Passage) -> Found {
    const LABELS: &str = "组长|成员|联系人|主持人|主持|记录人|记录|出席人员|出席|列席人员|列席|参加人员|参加|请假|缺席|承办人|编辑|校对|签发|审核|代表人|负责人|联络员|主编|主任|副主任|审稿|撰稿|供稿|作者|签发人";
    let mut out = Vec::new();
    for (at, mark) in passage.text.match_indices(['：', ':']) {
        let label = passage.before(at).trim_end();
        if !LABELS.split('|').any(|word| label.ends_with(word)) {
            continue;
        }
        let start = at + mark.len();
        let rest = passage.after(start);
        let end = rest.find(['。', '；', '：', ':']).unwrap_or(rest.len());
        let mut item_at = start;
        for item in rest.get(..end).unwrap_or_default().split_inclusive(['、', '，', ',', '（', '）']) {
            out.extend(labelled(item, item_at));
            item_at += item.len();
        }
    }
    out
}

/// The name of an item behind a label: 县财政局甲某某, 乙　某　组长.
fn labelled(item: &str, at: usize) -> Option<(String, Range<usize>)> {
    let bare = item.trim_end_matches(['、', '，', ',', '（', '）']);
    let skip = bare.len() - bare.trim_start().len();
    let bare = bare.trim();
    let mut words = bare.split_whitespace();
    let (first, second) = (words.next()?, words.next());
    // 芮　坤: the name is padded to the width of three characters.
    if first.chars().count() == 1 && second.is_some_and(|second| second.chars().count() == 1) {
        let length = bare.find(second?)? + second?.len();
        let name: String = bare.get(..length)?.split_whitespace().collect();
        return is_plausible_name(&name).then(|| (name, at + skip..at + skip + length));
    }
    let unit = ["局", "委", "办", "室", "院", "中心", "长", "主任", "书记", "员", "处", "科"];
    let head = unit.iter().filter_map(|unit| first.rfind(unit).map(|at| at + unit.len())).max().unwrap_or(0);
    let head = if first.chars().count() > 3 { head } else { 0 };
    let name = first.get(head..)?;
    let fits = (2..=3).contains(&name.chars().count()) && name.chars().all(is_han);
    (fits && is_plausible_name(name) && !is_word(name))
        .then(|| (name.to_owned(), at + skip + head..at + skip + head + name.len()))
}

/// Names behind posts: 区委书记张某某主持.
fn after_posts(passage: &Passage) -> Found {
    let mut out = Vec::new();
    for (at, c) in &passage.chars {
        let end = at + c.len_utf8();
        if !POSTS.ends(passage.before(end)) {
            continue;
        }
        let rest = passage.after(end);
        let ends = |at: usize| {
            let tail = rest.get(at..).unwrap_or_default();
            tail.chars().next().is_none_or(|c| !is_han(c)) || VERBS.begins(tail)
        };
        let lengths = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(3).skip(1);
        for length in lengths {
            let name = rest.get(..length).unwrap_or_default();
            if name.chars().all(is_han) && is_plausible_name(name) && ends(length) && !is_word(name) {
                out.push((name.to_owned(), end..end + length));
                break;
            }
        }
    }
    out
}

/// A post without the words that lead to it: 会议由县长.
fn bare_post(phrase: &str) -> &str {
    let lead = phrase.rfind(['由', '受', '与', '和', '对', '向', '请', '及', '是', '即', '时', '的']);
    let lead = lead.and_then(|at| Some(at + phrase.get(at..)?.chars().next()?.len_utf8()));
    phrase.get(lead.unwrap_or(0)..).unwrap_or(phrase)
}

/// Names in a row: 区领导甲某某、乙某、丙某某出席.
fn in_lists(passage: &Passage) -> Found {
    let mut out = Vec::new();
    if !passage.text.contains('、') {
        return out;
    }
    let mut start = 0;
    // The stretches between marks other than 、.
    for clause in passage.text.split_inclusive(|c: char| !is_han(c) && c != '、') {
        let list = clause.trim_end_matches(|c: char| !is_han(c));
        if list.contains('、') {
            let items: Vec<&str> = list.split('、').collect();
            out.extend(names(&items, start));
        }
        start += clause.len();
    }
    out
}

/// The names among the items of an enumeration; none if it is no list of
/// persons.
fn names(items: &[&str], start: usize) -> Found {
    let posts = ["领导", "书记", "长", "主任", "主席", "委员", "同志", "常委", "成员", "监理", "代表"];
    let mut out = Vec::new();
    let (mut clean, mut at) = (0, start);
    for (i, item) in items.iter().enumerate() {
        let (mut from, mut name) = (at, *item);
        if i == 0 {
            // A post may stand before the first name, right behind which it ends.
            let heads = posts.iter().filter_map(|post| Some((name.rfind(post)? + post.len(), name)));
            if let Some((head, _)) = heads.max_by_key(|(head, _)| *head) {
                name = name.get(head..).unwrap_or_default();
                from += head;
                clean += usize::from(!name.is_empty());
            }
        }
        if i + 1 == items.len() {
            let length =
                name.char_indices().map(|(at, c)| at + c.len_utf8()).take(3).skip(1).find(|&length| {
                    let tail = name.get(length..).unwrap_or_default();
                    tail.is_empty() || VERBS.begins(tail)
                });
            name = length.and_then(|length| name.get(..length)).unwrap_or_default();
        }
        let count = name.chars().count();
        if (2..=3).contains(&count) && is_plausible_name(name) && !is_word(name) {
            clean += usize::from(*item == name);
            out.push((name.to_owned(), from..from + name.len()));
        } else if i > 0 && i + 1 < items.len() && !(4..=5).contains(&count) {
            // A word among them: this is no list of names.
            return Vec::new();
        }
        at += item.len() + '、'.len_utf8();
    }
    let long = out.iter().filter(|(name, _)| name.chars().count() == 3).count();
    if out.len() >= 3 && clean * 10 >= items.len() * 5 && long * 2 >= out.len()
        || out.len() == 2 && items.len() == 2 && long == 2 && clean > 0
    {
        out
    } else {
        Vec::new()
    }
}

/// Words that look like names.
fn is_word(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "和平", "和谐", "高度", "高效", "安全", "平安", "方面", "全面", "全区", "全县", "全市", "全体",
        "全力", "易地", "时间", "常务", "常委", "成立", "成员", "水利", "水务", "林业", "农业", "农村",
        "文化", "文明", "文旅", "文物", "包括", "项目", "党委", "党政", "党员", "党建", "于民", "计划",
        "计生", "管理", "应急", "应当", "江西", "江苏", "安徽", "云南", "贵州", "山东", "山西", "河南",
        "河北", "湖南", "湖北", "广东", "广西", "温州", "金华", "宁波", "安排", "高新", "金融", "石油",
        "国家", "国资", "公安", "公路", "公共", "公开", "经济", "经信", "经开", "施工", "房屋", "房产",
        "住建", "车辆", "能源", "支持", "支出", "万元", "万人", "双拥", "边防", "强化", "强调", "容易",
        "向上", "宣传", "相关", "有关", "曾经", "从严", "习惯", "商务", "商业", "商贸", "通信", "乐园",
        "游客", "游泳", "路灯", "单位", "权限", "权益", "司法", "查处", "查看", "解决", "解放", "干部",
        "干群", "温馨", "满意", "那里", "何时", "盛大", "景区", "景点", "景观", "马上", "明确", "明显",
        "明年", "燕子", "柴油", "简单", "和国", "和区", "和县", "和市", "和省", "和中", "于是", "于此",
        "向全", "向上", "任何", "任务", "任命", "任职", "和部", "和各",
    ];
    WORDS.iter().any(|word| name.starts_with(word))
}

/// How often each name is mentioned.
pub(super) fn counts(mentions: &[Mention]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for mention in mentions {
        *counts.entry(mention.name.as_str()).or_insert(0) += 1;
    }
    counts
}
