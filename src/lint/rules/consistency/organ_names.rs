//! 一致-014

use std::collections::BTreeMap;

use crate::content::ArticleKind;
use crate::content::chars::is_han;
use crate::lint::alike::is_alike;
use crate::lint::desk::Desk;
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 机关的名称，一处与别处只差几个字：漏了一部分，或错了一个音近、形近的字。
    ///
    /// 全称写成“县文化旅游广电体育局”的，一处漏了“广电”；“区水利局”一处写作“区水力局”。以本期里多见的写法为准，少见的列出来核对。“县住建局”一类的简称不查。
    ///
    /// 错：各处是“县文化旅游广电体育局”，一处是“县文化旅游体育局”
    /// 对：统一用机构改革后的全称
    ///
    /// 改法：核对后改；确是另一个机关的，豁免。
    "一致-014", "机关名称不一致", Human, Warning, Issue(check)
}

/// The longest name, in characters.
const LONGEST: usize = 20;

/// More different names than an issue has are not kept, and of those that begin
/// alike no more than these are compared.
const MOST: usize = 2000;
const ALIKE: usize = 12;

/// Where a name stands: article, passage, offset.
type Place = (usize, usize, usize);

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mut names: BTreeMap<Vec<char>, Vec<Place>> = BTreeMap::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        // A correction quotes what was wrong.
        if manuscript.kind == ArticleKind::Correction {
            continue;
        }
        for (at, passage) in manuscript.passages.iter().enumerate() {
            for (start, name) in organs(passage) {
                if let Some(places) = names.get_mut(&name) {
                    places.push((article, at, start));
                } else if names.len() < MOST {
                    names.insert(name, vec![(article, at, start)]);
                }
            }
        }
    }
    let mut heads: BTreeMap<&[char], Vec<&Vec<char>>> = BTreeMap::new();
    for name in names.keys() {
        if let Some(head) = name.get(..2) {
            heads.entry(head).or_default().push(name);
        }
    }
    let mut found: Vec<(Place, String, String, usize, usize)> = Vec::new();
    for all in heads.values() {
        for name in all {
            let own = names.get(*name).map_or(&[][..], Vec::as_slice);
            let usual = all.iter().take(50).filter_map(|other| Some((names.get(*other)?.len(), *other)));
            let usual = usual
                .filter(|(often, other)| {
                    *often >= 2 && *often >= own.len() * 2 && is_slip(name, other, *often)
                })
                .take(ALIKE)
                .max_by_key(|(often, _)| *often);
            let Some((often, usual)) = usual else { continue };
            let [name, usual]: [String; 2] = [name.iter().collect(), usual.iter().collect()];
            found.extend(own.iter().map(|place| (*place, name.clone(), usual.clone(), own.len(), often)));
        }
    }
    found.sort();
    for ((article, at, start), name, usual, own, often) in found {
        let Some(manuscript) = desk.manuscripts.get(article) else { continue };
        let Some(passage) = manuscript.passages.get(at) else { continue };
        sink.turn_to(manuscript);
        let message = format!("“{name}”{own}次，别处是“{usual}”{often}次");
        sink.report(passage, start..start + name.len(), message).help("核对机关的全称");
    }
}

/// The organs of a level that a passage names: 县……局. Of 县市场监管局 the whole.
fn organs(passage: &Passage) -> Vec<(usize, Vec<char>)> {
    const ENDS: [char; 4] = ['局', '厅', '室', '心'];
    const LAST: [&str; 4] = ["局", "厅", "办公室", "中心"];
    let mut out = Vec::new();
    if !ENDS.iter().any(|&end| passage.letters().may_have(end)) {
        return out;
    }
    let chars = &passage.chars;
    let mut from = 0;
    for (i, &(_, c)) in chars.iter().enumerate() {
        if !is_han(c) {
            from = i + 1;
        }
        if !ENDS.contains(&c) {
            continue;
        }
        let end = passage.before(passage.chars.get(i + 1).map_or(passage.text.len(), |&(at, _)| at));
        if !LAST.iter().any(|last| end.ends_with(last)) {
            continue;
        }
        let first = from.max(i.saturating_sub(LONGEST));
        // 局 of the organ before is no part of this one.
        from = i + 1;
        let part = chars.get(first..=i).unwrap_or_default();
        let level = part.iter().position(|&(_, c)| matches!(c, '县' | '区' | '市' | '省' | '州' | '旗'));
        let Some(level) = level else { continue };
        // 各县区民政局, 市县两级教育局: whose it is stands open.
        let Some(name) = part.get(level..) else { continue };
        let open = name.get(1).is_some_and(|&(_, c)| "县区市省州旗级直属级内里域、".contains(c) && c != '市');
        let Some(&(start, _)) = name.first() else { continue };
        // 某分局 and the like belong to an organ that is named before.
        let grammar = name.iter().any(|&(_, c)| "的及等由向为在是将了并以及请经".contains(c));
        // 县教育局、县委办公室: 委 and 政府 have offices under many names.
        let office = end.ends_with("办公室") && name.iter().any(|&(_, c)| matches!(c, '府' | '委' | '局'));
        if name.len() >= 4 && !open && !grammar && !office {
            out.push((start, name.iter().map(|&(_, c)| c).collect()));
        }
    }
    out
}

/// Whether a name is the other with a part left out or with one character taken
/// for another. Both have the level and the first character after it in common.
fn is_slip(name: &[char], usual: &[char], often: usize) -> bool {
    /// Organs whose names are that near, and which both are.
    const APART: [(&str, &str); 3] = [("公安", "公安交"), ("林业", "林业和"), ("政府", "政府")];
    let text = |chars: &[char]| chars.iter().collect::<String>();
    if name.len() == usual.len() {
        let mut pairs = name.iter().zip(usual).filter(|(a, b)| a != b);
        let (Some((a, b)), second, None) = (pairs.next(), pairs.next(), pairs.next()) else { return false };
        return match second {
            // No two organs of one level have long names so near; of 水务局 and
            // 水利局 a county has one.
            None => {
                is_alike(*a, *b)
                    || matches!((a, b), ('和', '与') | ('与', '和'))
                    || often > 2
                        && (name.len() > 5
                            || text(name).ends_with("水利局")
                            || text(name).ends_with("水务局") && *b == '利')
            }
            Some((c, d)) => a == d && b == c,
        };
    }
    let (short, long) = if name.len() < usual.len() { (name, usual) } else { (usual, name) };
    let left_out = long.len() - short.len();
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let apart = APART.iter().any(|(a, b)| text(short).contains(a) && text(long).contains(b));
    // 县农业局 for 县农业农村局; but 县农局 is a short form.
    let and = left_out == 1 && long.get(head) == Some(&'和');
    !and && left_out <= 6 && short.len() >= 5 && head >= 3 && head + tail >= short.len() && !apart
}
