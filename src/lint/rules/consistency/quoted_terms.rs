//! 一致-008

use std::collections::BTreeMap;

use crate::content::chars::is_han;
use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

/// Where a term stands: article, passage, offset.
type Places = Vec<(usize, usize, usize)>;

rule! {
    /// 加引号的固定用语，一处与别处只差一个字。
    ///
    /// “三高四新”“五新四城”一类的用语，反复出现，写法应一样。只出现一次、而相近的写法出现三次以上的，列出来核对。
    ///
    /// 错：各处是“三高四新”，一处是“三高四薪”
    /// 对：统一
    ///
    /// 改法：核对后改；确是另一个用语的，豁免。
    "一致-008", "固定用语只差一字", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mut terms: BTreeMap<&str, Places> = BTreeMap::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            let mut from = 0;
            while let Some(open) = passage.after(from).find('“') {
                let start = from + open + '“'.len_utf8();
                let rest = passage.after(start);
                let length = rest.find(['”', '“']).unwrap_or(0);
                let term = rest.get(..length).unwrap_or_default();
                from = start;
                if (4..=10).contains(&term.chars().take(11).count())
                    && term.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
                {
                    terms.entry(term).or_default().push((article, at, start));
                }
            }
        }
    }
    let usual: Vec<&str> =
        terms.iter().filter(|(_, places)| places.len() > 2).map(|(term, _)| *term).take(500).collect();
    for (term, places) in terms.iter().filter(|(_, places)| places.len() == 1) {
        let near = usual.iter().find(|known| one_apart(term, known).is_some_and(|pair| !is_number(pair)));
        let (Some(near), Some(&(article, at, start))) = (near, places.first()) else { continue };
        let Some(manuscript) = desk.manuscripts.get(article) else { continue };
        let Some(passage) = manuscript.passages.get(at) else { continue };
        sink.turn_to(manuscript);
        let message = format!("“{term}”只出现一次，别处是“{near}”");
        sink.report(passage, start..start + term.len(), message).help("核对后改");
    }
}

fn is_number(pair: (char, char)) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万两双".contains(c);
    number(pair.0) && number(pair.1)
}
