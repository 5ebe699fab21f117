//! 结构-008

use crate::content::{BlockKind, number_of, plain_text};
use crate::lint::desk::Manuscript;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 正文里提到的附件，后面没有。
    ///
    /// 依据：GB/T 9704—2012，7.3.4、7.3.7：附件说明写明附件的顺序号和名称，与正文一致。
    ///
    /// 错：正文写“见附件3”，后面只有附件1、附件2
    /// 对：补上附件3，或改序号
    ///
    /// 改法：补附件，或改序号；公报不刊登附件的，在附件说明里写“（略）”。
    "结构-008", "提到的附件没有", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut known: Vec<u32> = Vec::new();
    let mut any = false;
    for block in &manuscript.article.blocks {
        match &block.kind {
            BlockKind::AttachmentList(items) => {
                any = true;
                known.extend(items.iter().zip(1..).map(|(_, n)| n));
            }
            BlockKind::AttachmentMark(body) => {
                any = true;
                known.extend(number_of(plain_text(body).trim_start_matches(['附', '件', ' ', '　'])));
            }
            _ => {}
        }
    }
    let named = pattern!(
        r"(?:见|按|按照|填写|填报|根据|附后的|报送)(附件)([0-9]{1,2}|[一二三四五六七八九十]{1,2})?[^0-9]"
    );
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        for found in named.captures_iter(passage) {
            let Some(word) = found.get(1) else { continue };
            let number = found
                .get(2)
                .and_then(|n| n.as_str().parse().ok().or_else(|| crate::lint::outline::numeral(n.as_str())));
            let end = found.get(2).map_or(word.end(), |number| number.end());
            let message = match number {
                _ if !any => "提到了附件，后面没有附件，也没有附件说明".to_owned(),
                Some(number) if !known.contains(&number) => format!("没有附件{number}"),
                _ => continue,
            };
            sink.report(passage, word.start()..end, message)
                .help("补附件，或改序号；不刊登的，在附件说明里写（略）");
        }
    }
}
