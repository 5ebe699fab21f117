//! 一致-009

use std::collections::BTreeMap;

use crate::lint::desk::Desk;
use crate::lint::rule::{pattern, rule};
use crate::lint::similar::one_apart;
use crate::lint::sink::Sink;

/// Where a name stands: article, passage, offset.
type Places = Vec<(usize, usize, usize)>;

rule! {
    /// 乡、镇、街道、村的名称，一处与别处只差一个字。
    ///
    /// 依据：《地名管理条例》：使用标准地名。本期里只出现一次、而相近的名称出现两次以上的，列出来核对。
    ///
    /// 错：各处是“凉亭坪乡”，一处是“凉亭枰乡”
    /// 对：统一用标准地名
    ///
    /// 改法：核对后改；确是两个地方的，豁免。
    "一致-009", "地名只差一字", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let named = pattern!(
        "(?:^|[、，。；：（“”和与及在到赴往至对])([一-鿿]{2,4}(?:乡|镇|街道|村|社区))(?:[、，。；：）”的和与及]|$|人民|党委|办事处|干部|召开|等)"
    );
    let mut places: BTreeMap<String, Places> = BTreeMap::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            if !passage.text.contains(['乡', '镇', '街', '村', '社']) {
                continue;
            }
            let mut from = 0;
            while let Some(name) = named.captures_at(&passage.text, from).and_then(|found| found.get(1)) {
                places.entry(name.as_str().to_owned()).or_default().push((article, at, name.start()));
                // The mark behind one name may open the next.
                from = name.end();
            }
        }
    }
    // 这个村, 他乡 are no names.
    places.retain(|name, _| {
        !name.starts_with(['这', '那', '有', '每', '各', '某', '该', '异', '本', '全', '几', '许'])
            && !name.contains("他乡")
    });
    let usual: Vec<&String> =
        places.iter().filter(|(_, at)| at.len() > 1).map(|(name, _)| name).take(500).collect();
    for (name, at) in places.iter().filter(|(_, at)| at.len() == 1) {
        let near = usual.iter().find(|known| one_apart(name, known).is_some_and(|pair| !is_apart(pair)));
        let (Some(near), Some(&(article, passage, start))) = (near, at.first()) else { continue };
        let Some(manuscript) = desk.manuscripts.get(article) else { continue };
        let Some(passage) = manuscript.passages.get(passage) else { continue };
        sink.turn_to(manuscript);
        let message = format!("“{name}”只出现一次，别处是“{near}”");
        sink.report(passage, start..start + name.len(), message).help("核对标准地名");
    }
}

/// Characters that tell places of one name apart.
fn is_apart(pair: (char, char)) -> bool {
    let telling = |c: char| "东西南北中上下前后大小新老旧内外左右城一二三四五六七八九十".contains(c);
    telling(pair.0) && telling(pair.1)
}
