//! 一致-008

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::content::chars::is_han;
use crate::content::{BlockKind, plain_text};
use crate::lint::alike::is_alike;
use crate::lint::desk::Desk;
use crate::lint::need::Letters;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

/// Where a term stands: article, passage, offset.
type Places = Vec<(usize, usize, usize)>;

rule! {
    /// 固定用语、名词，一处与别处只差一个音近、形近的字，或两个字颠倒。
    ///
    /// “三高四新”“五新四城”一类加引号的用语，以及名词解释里的名词，反复出现，写法应一样。引号里出现两次以上的、名词解释里的，都到全刊各处去找；少见的写法列出来核对。
    ///
    /// 错：各处是“三高四新”，一处是“三高四薪”或“四高三新”；名词解释写“客货邮融合”，正文写“客货邮溶合”
    /// 对：统一
    ///
    /// 改法：核对后改；确是另一个用语的，豁免。
    "一致-008", "固定用语只差一字", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let usual = usual(desk);
    let terms = Terms::new(&usual);
    let mut right: HashMap<usize, usize> = HashMap::new();
    let mut wrong: BTreeMap<(usize, String), Places> = BTreeMap::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            terms.search(&passage.chars, |term, start, text| match text {
                None => *right.entry(term).or_insert(0) += 1,
                Some(text) => wrong.entry((term, text)).or_default().push((article, at, start)),
            });
        }
    }
    let mut told: HashSet<(usize, usize, usize)> = HashSet::new();
    for ((term, text), places) in &wrong {
        let often = right.get(term).copied().unwrap_or(0);
        // As often as not, it is another term.
        if often < 2 && !usual.get(*term).is_some_and(|(_, headword)| *headword) || places.len() * 2 > often {
            continue;
        }
        let Some((term, _)) = usual.get(*term) else { continue };
        for &(article, at, start) in places {
            let Some(manuscript) = desk.manuscripts.get(article) else { continue };
            let Some(passage) = manuscript.passages.get(at) else { continue };
            if told.insert((article, at, start)) {
                sink.turn_to(manuscript);
                let message = format!("“{text}”{}次，别处是“{term}”{often}次", places.len());
                sink.report(passage, start..start + text.len(), message).help("核对后改");
            }
        }
    }
}

/// The terms that are fixed: in quotation marks twice, or explained; those with
/// a character that is taken for another are the rarer ones' business.
fn usual(desk: &Desk<'_>) -> Vec<(String, bool)> {
    const MOST: usize = 400;
    let fits = |term: &str| {
        (4..=10).contains(&term.chars().take(11).count())
            && term.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
    };
    let mut quoted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<(String, bool)> = Vec::new();
    for manuscript in &desk.manuscripts {
        for block in &manuscript.article.blocks {
            if let BlockKind::GlossaryEntry { term, .. } = &block.kind {
                let term = plain_text(term);
                let term = term.trim_matches(|c: char| !c.is_alphanumeric());
                if fits(term) {
                    out.push((term.to_owned(), true));
                }
            }
        }
        for passage in &manuscript.passages {
            let mut from = 0;
            while let Some(open) = passage.after(from).find('“') {
                let start = from + open + '“'.len_utf8();
                let rest = passage.after(start);
                let length = rest.find(['”', '“']).unwrap_or(0);
                let term = rest.get(..length).unwrap_or_default();
                from = start;
                if fits(term) {
                    *quoted.entry(term).or_insert(0) += 1;
                }
            }
        }
    }
    let often = quoted.iter().filter(|(_, n)| **n > 1).map(|(term, _)| ((*term).to_owned(), false));
    out.extend(often);
    out.truncate(MOST);
    out
}

/// Terms to be found wherever they stand, and what may be taken for them.
struct Terms {
    terms: Vec<Vec<char>>,
    /// The terms that open or end with two characters, and where in the term
    /// these stand: a slip leaves one of the two pairs whole.
    pairs: HashMap<(char, char), Vec<(usize, usize)>>,
    /// The first and the second characters of these pairs.
    letters: [Letters; 2],
    known: HashSet<Vec<char>>,
}

impl Terms {
    fn new(usual: &[(String, bool)]) -> Self {
        let terms: Vec<Vec<char>> = usual.iter().map(|(term, _)| term.chars().collect()).collect();
        let mut pairs: HashMap<(char, char), Vec<(usize, usize)>> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            for offset in [0, term.len().saturating_sub(2)] {
                if let Some(&[a, b]) = term.get(offset..offset + 2) {
                    pairs.entry((a, b)).or_default().push((at, offset));
                }
            }
        }
        // 四新五城 for 五新四城: found by its first or its third character.
        for (at, term) in terms.iter().enumerate() {
            if let &[_, b, c, _] = &term[..] {
                pairs.entry((c, b)).or_default().push((at, 0));
            }
        }
        let known = terms.iter().cloned().collect();
        let letters =
            [Letters::of(pairs.keys().map(|pair| pair.0)), Letters::of(pairs.keys().map(|pair| pair.1))];
        Self { terms, pairs, letters, known }
    }

    /// Tells of every place of a term (`None`) and of what may be taken for it.
    fn search(&self, chars: &[(usize, char)], mut found: impl FnMut(usize, usize, Option<String>)) {
        /// A pair that opens more terms than this tells nothing.
        const MOST: usize = 12;
        if self.terms.is_empty() {
            return;
        }
        for (i, pair) in chars.windows(2).enumerate() {
            let &[(_, a), (_, b)] = pair else { continue };
            if !self.letters[0].may_have(a) || !self.letters[1].may_have(b) {
                continue;
            }
            for &(at, offset) in self.pairs.get(&(a, b)).into_iter().flatten().take(MOST) {
                let (Some(term), Some(start)) = (self.terms.get(at), i.checked_sub(offset)) else { continue };
                let Some(window) = chars.get(start..start + term.len()) else { continue };
                let Some(&(first, _)) = window.first() else { continue };
                let text: Vec<char> = window.iter().map(|(_, c)| *c).collect();
                if text == *term {
                    if offset == 0 {
                        found(at, first, None);
                    }
                } else if !self.known.contains(&text) && is_slip(term, &text) {
                    found(at, first, Some(text.into_iter().collect()));
                }
            }
        }
    }
}

/// Whether a text is the term but for one character that is taken for another,
/// or for two numbers that have changed places.
fn is_slip(term: &[char], text: &[char]) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两双甲乙丙丁".contains(c);
    let mut pairs = term.iter().zip(text).filter(|(a, b)| a != b);
    match (pairs.next(), pairs.next(), pairs.next()) {
        (Some((a, b)), None, _) => !number(*a) && !number(*b) && is_alike(*a, *b),
        (Some((a, b)), Some((c, d)), None) => a == d && b == c && number(*a) && number(*b),
        _ => false,
    }
}
