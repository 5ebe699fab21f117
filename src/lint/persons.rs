//! Persons named in running text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::desk::Desk;
use super::passage::{Passage, Role};
use super::rule::pattern;
use crate::content::chars::is_han;
use crate::content::is_plausible_name;

/// A person's name where it stands.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) name: String,
    /// The post right before it; empty if none.
    pub(super) post: String,
    /// Which article, and which of its passages.
    pub(super) article: usize,
    pub(super) passage: usize,
    /// Where the name stands in the passage.
    pub(super) range: Range<usize>,
}

/// What follows a name in a sentence.
const VERBS: &str = "主持|出席|参加|强调|指出|讲话|要求|介绍|带队|带领|率队|率领|率|调研|陪同|到会|到|在|来到|深入|走访|等|代表|说|表示|作|受|向|检查|督导|宣读|传达|汇报|会见|听取|分别|赴|先后|对|就|为|任|同志|前往|签|致辞|宣布|担任|列席|随同|一同|主讲|领誓|监誓|宣誓|慰问|看望|接待|现场|专题|巡|实地|组织|召集|通报|点评|总结|回应|签署|会同|及|和|与|的|应邀|围绕|提出|充分|对此|同|均|还|也|一行";

/// Every mention of a person in the issue's texts that can be told by its form.
pub(super) fn mentions(desk: &Desk<'_>) -> Vec<Mention> {
    let mut out = Vec::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            let found = match passage.role {
                Role::Roster => row(passage),
                Role::Body { .. } | Role::Dated | Role::Item => {
                    let mut found = after_posts(passage);
                    found.extend(in_lists(passage));
                    found
                }
                _ => continue,
            };
            let mut seen: Vec<usize> = Vec::new();
            for (name, post, range) in found {
                if !seen.contains(&range.start) {
                    seen.push(range.start);
                    out.push(Mention { name, post, article, passage: at, range });
                }
            }
        }
    }
    out
}

type Found = Vec<(String, String, Range<usize>)>;

/// A roster's or an appointment's line.
fn row(passage: &Passage) -> Found {
    let line = pattern!(r"(?:^|[：:])([一-鿿]{2,3}|[一-鿿][ 　]+[一-鿿])(?:[ 　\t（(，,]|任|同志|$)");
    let Some(name) = line.captures(&passage.text).and_then(|found| found.get(1)) else { return Vec::new() };
    let solid: String = name.as_str().split_whitespace().collect();
    if !is_plausible_name(&solid) {
        return Vec::new();
    }
    vec![(solid, String::new(), name.range())]
}

/// Names behind posts: 区委书记张某某主持.
fn after_posts(passage: &Passage) -> Found {
    let post = pattern!(
        "(?:书记|区长|县长|市长|省长|州长|镇长|乡长|局长|主任|主席|部长|处长|院长|校长|秘书长|组长|科长|所长|行长|董事长|经理|站长|队长|常委|领导|会长|主编|厅长|司长|总监|政委|检察长|庭长|同志|调研员|委员)"
    );
    let follows = VERBS.split('|').collect::<Vec<_>>();
    let mut out = Vec::new();
    for found in post.find_iter(&passage.text) {
        let rest = passage.after(found.end());
        let ends = |at: usize| {
            let tail = rest.get(at..).unwrap_or_default();
            tail.chars().next().is_none_or(|c| !is_han(c))
                || follows.iter().any(|verb| tail.starts_with(verb))
        };
        let lengths = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(3).skip(1);
        for length in lengths {
            let name = rest.get(..length).unwrap_or_default();
            if name.chars().all(is_han) && is_plausible_name(name) && ends(length) && !is_word(name) {
                let before = passage.before(found.end());
                let start = before.rfind(|c: char| !is_han(c)).map_or(0, |at| {
                    at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
                });
                let post = bare_post(before.get(start..).unwrap_or_default()).to_owned();
                out.push((name.to_owned(), post, found.end()..found.end() + length));
                break;
            }
        }
    }
    out
}

/// A post without the words that lead to it: 会议由县长.
fn bare_post(phrase: &str) -> &str {
    let lead = phrase.rfind(['由', '受', '经', '与', '和', '对', '向', '请', '及', '是', '即', '时', '的']);
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
        let items: Vec<&str> = clause.trim_end_matches(|c: char| !is_han(c)).split('、').collect();
        if items.len() > 1 {
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
                    tail.is_empty() || VERBS.split('|').any(|verb| tail.starts_with(verb))
                });
            name = length.and_then(|length| name.get(..length)).unwrap_or_default();
        }
        let count = name.chars().count();
        if (2..=3).contains(&count) && is_plausible_name(name) && !is_word(name) {
            clean += usize::from(*item == name);
            out.push((name.to_owned(), String::new(), from..from + name.len()));
        } else if i > 0 && i + 1 < items.len() && !(4..=5).contains(&count) {
            // A word among them: this is no list of names.
            return Vec::new();
        }
        at += item.len() + '、'.len_utf8();
    }
    let long = out.iter().filter(|(name, ..)| name.chars().count() == 3).count();
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
