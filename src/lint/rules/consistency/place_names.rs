//! 一致-009

use std::collections::{BTreeMap, HashMap};

use crate::content::ArticleKind;
use crate::content::chars::is_han;
use crate::lint::alike::is_alike;
use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

/// Where a name stands: article, passage, offset.
type Places = Vec<(usize, usize, usize)>;

rule! {
    /// 乡、镇、街道、村、公园、大道、河、港等的名称，一处与别处只差一个音近、形近的字。
    ///
    /// 乡、镇、街道互相写错的（“石渡乡”与“石渡镇”），也报。
    ///
    /// 依据：《地名管理条例》：使用标准地名。本期里少见、而相近的名称出现两次以上的，列出来核对；乡镇、街道、公园各出现一次的，两处都列出。
    ///
    /// 错：各处是“凉亭坪乡”，一处是“凉亭枰乡”
    /// 对：统一用标准地名
    ///
    /// 改法：核对后改；确是两个地方的，豁免。
    "一致-009", "地名只差一字", Human, Warning, Issue(check)
}

/// What names of places end with, longer ones first.
const ENDS: &[&str] = &[
    "街道", "社区", "公园", "大道", "水库", "广场", "小区", "新区", "景区", "园区", "湿地", "灌区", "大桥",
    "乡", "镇", "村", "路", "里", "河", "湖", "港", "桥", "山", "岛", "溪", "江", "坪", "洞", "寺", "塔",
];

/// What ends like the name of a place and is a word.
const WORDS: &[&str] = &[
    "公路",
    "道路",
    "铁路",
    "线路",
    "思路",
    "出路",
    "电路",
    "套路",
    "通路",
    "水路",
    "航路",
    "高速路",
    "老路",
    "新路",
    "修路",
    "城镇",
    "乡镇",
    "集镇",
    "建制镇",
    "小镇",
    "重镇",
    "村镇",
    "古镇",
    "各镇",
    "农村",
    "乡村",
    "山村",
    "渔村",
    "全村",
    "各村",
    "行政村",
    "自然村",
    "新村",
    "本村",
    "驻村",
    "进村",
    "到村",
    "入村",
    "一村",
    "老村",
    "古村",
    "下乡",
    "家乡",
    "返乡",
    "回乡",
    "城乡",
    "各乡",
    "公里",
    "这里",
    "那里",
    "哪里",
    "村里",
    "市里",
    "县里",
    "区里",
    "家里",
    "心里",
    "城里",
    "镇里",
    "乡里",
    "运河",
    "大河",
    "江河",
    "山河",
    "沿河",
    "江湖",
    "香港",
    "出港",
    "进港",
    "空港",
    "海港",
    "内港",
    "架桥",
    "天桥",
    "矿山",
    "登山",
    "江山",
    "荒山",
    "高山",
    "青山",
    "上山",
    "下山",
    "东山",
    "海岛",
    "半岛",
    "全岛",
    "沿江",
    "过江",
    "山洞",
    "市新区",
    "洪水库",
];

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mut places: BTreeMap<String, Places> = BTreeMap::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        // A correction quotes what was wrong.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        for (at, passage) in manuscript.passages.iter().enumerate() {
            for (i, (end, c)) in passage.chars.iter().enumerate() {
                if i < 2 || !may_end(*c) {
                    continue;
                }
                let text = passage.before(end + c.len_utf8());
                let Some(ending) = ENDS.iter().find(|ending| text.ends_with(**ending)) else { continue };
                let length = ending.chars().count() + 2;
                let window = (i + 1).checked_sub(length).and_then(|from| passage.chars.get(from..=i));
                let Some(name) = window.filter(|window| is_name(window, length)) else { continue };
                let Some(&(start, _)) = name.first() else { continue };
                let name: String = name.iter().map(|(_, c)| *c).collect();
                places.entry(name).or_default().push((article, at, start));
            }
        }
    }
    endings(desk, &places, sink);
    // Names that share all but one of the two characters before their ending.
    let mut near: HashMap<(usize, String), Vec<&String>> = HashMap::new();
    for name in places.keys() {
        for left_out in [0, 1] {
            near.entry((left_out, without(name, left_out))).or_default().push(name);
        }
    }
    // Before 黄河 stands anything, before 枫镇 only what belongs to the name.
    let mut before: HashMap<String, usize> = HashMap::new();
    for name in places.keys() {
        *before.entry(without(name, 0)).or_insert(0) += 1;
    }
    for (name, at) in &places {
        let usual = [0, 1].into_iter().find_map(|left_out| {
            let known = near.get(&(left_out, without(name, left_out)))?;
            known.iter().take(50).find(|known| {
                let often = places.get(known.as_str()).map_or(0, Vec::len);
                let pair = name.chars().nth(left_out).zip(known.chars().nth(left_out));
                // 公路 is a word whatever stands before it.
                let word = WORDS.iter().any(|word| name.ends_with(word) || known.ends_with(word));
                let any = left_out == 0 && before.get(&without(name, 0)).is_some_and(|n| *n > 2);
                !any && (often >= at.len() * 2 || often >= at.len() && is_official(name))
                    && !word
                    && pair.is_some_and(|(a, b)| is_alike(a, b) && !is_apart(a, b))
            })
        });
        let Some(usual) = usual else { continue };
        for &(article, passage, start) in at {
            let Some(manuscript) = desk.manuscripts.get(article) else { continue };
            let Some(passage) = manuscript.passages.get(passage) else { continue };
            sink.turn_to(manuscript);
            let all = places.get(usual.as_str());
            let often = all.map_or(0, Vec::len);
            let other = all.and_then(|all| all.first()).and_then(|&(article, passage, start)| {
                Some(desk.manuscripts.get(article)?.passages.get(passage)?.before(start))
            });
            // The name may be longer than the part that was compared.
            let shared = shared_end(passage.before(start), other.unwrap_or_default());
            let range = start - shared.len()..start + name.len();
            let written = passage.get(range.clone());
            let message = format!("“{written}”{}次，别处是“{shared}{usual}”{often}次", at.len());
            sink.report(passage, range, message).help("核对标准地名");
        }
    }
}

/// `石渡乡` where it is `石渡镇` everywhere else: of a name's endings one is right.
fn endings(desk: &Desk<'_>, places: &BTreeMap<String, Places>, sink: &mut Sink) {
    const LEVELS: [&str; 3] = ["乡", "镇", "街道"];
    for (name, at) in places {
        let Some((stem, own)) = LEVELS.iter().find_map(|end| Some((name.strip_suffix(end)?, *end))) else {
            continue;
        };
        if WORDS.iter().any(|word| name.ends_with(word)) {
            continue;
        }
        let other = LEVELS.iter().filter(|end| **end != own).find_map(|end| {
            let other = format!("{stem}{end}");
            let often = places.get(&other).map_or(0, Vec::len);
            (often >= 2 && often >= at.len() * 2 && !WORDS.iter().any(|word| other.ends_with(word)))
                .then_some((other, often))
        });
        let Some((other, often)) = other else { continue };
        for &(article, passage, start) in at {
            let Some(manuscript) = desk.manuscripts.get(article) else { continue };
            let Some(passage) = manuscript.passages.get(passage) else { continue };
            sink.turn_to(manuscript);
            let message = format!("“{name}”{}次，别处是“{other}”{often}次", at.len());
            sink.report(passage, start..start + name.len(), message).help("核对标准地名");
        }
    }
}

/// Whether a stretch may be the end of a name: Han, without words of grammar.
/// Whether one of [`ENDS`] ends in a character: asked of every character there
/// is, so it must be quick.
const fn may_end(c: char) -> bool {
    matches!(
        c,
        '道' | '区'
            | '园'
            | '库'
            | '场'
            | '地'
            | '桥'
            | '乡'
            | '镇'
            | '村'
            | '路'
            | '里'
            | '河'
            | '湖'
            | '港'
            | '山'
            | '岛'
            | '溪'
            | '江'
            | '坪'
            | '洞'
            | '寺'
            | '塔'
    )
}

fn is_name(window: &[(usize, char)], length: usize) -> bool {
    const GRAMMAR: &str = "的了在是和与及等为各以到从向个有之对将由于该这那每全本被把所经报至或且则于其此按据给让使用去来进出入上下内外前后市区县省州";
    window.len() == length
        && window.iter().all(|(_, c)| is_han(*c))
        && !window.iter().take(2).any(|(_, c)| GRAMMAR.contains(*c))
}

/// What two texts both end with: up to three Han characters.
fn shared_end<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.chars().rev().zip(b.chars().rev()).take(3).take_while(|(a, b)| a == b && is_han(*a));
    let length: usize = same.map(|(c, _)| c.len_utf8()).sum();
    a.get(a.len() - length..).unwrap_or_default()
}

/// A name with one of its characters left out.
fn without(name: &str, at: usize) -> String {
    name.chars().enumerate().map(|(i, c)| if i == at { '*' } else { c }).collect()
}

/// Whether there is but one of a name: of two that come once each, one is wrong.
fn is_official(name: &str) -> bool {
    ["街道", "公园", "乡", "镇"].iter().any(|ending| name.ends_with(ending))
}

/// Characters that tell places of one name apart.
fn is_apart(a: char, b: char) -> bool {
    let telling = |c: char| "东西南北中大小新老旧左右城一二三四五六七八九十".contains(c);
    telling(a) && telling(b)
}

#[cfg(test)]
mod tests {
    use super::{ENDS, may_end};

    #[test]
    fn every_ending_is_asked_for() {
        assert!(ENDS.iter().all(|ending| ending.chars().last().is_some_and(may_end)));
    }
}
