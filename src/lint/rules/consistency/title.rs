//! 一致-001

use crate::content::{Block, BlockKind, solid_text};
use crate::lint::desk::Manuscript;
use crate::lint::rule::rule;
use crate::lint::similar::likeness;
use crate::lint::sink::Sink;

rule! {
    /// 目录里的题名与文稿开头的题名不一致。
    ///
    /// 目录、书眉用清单里的题名，正文前的题名在文稿里，两处必须一样。依据：GB/T 13417—2009（期刊目次表）：目次中的题名与正文一致。
    ///
    /// 错：清单写“……实施方案”，文稿题名是“……工作方案”
    /// 对：两处相同
    ///
    /// 改法：改清单里的 title，或改文稿。空格、折行不算。
    "一致-001", "目录题名与文稿题名不一致", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let wanted = bare(&manuscript.title);
    if wanted.chars().count() < 6 {
        return;
    }
    let titles: Vec<_> = manuscript.article.blocks.iter().take(5).collect();
    let has_own = titles.iter().any(|block| matches!(block.kind, BlockKind::Title { own: true, .. }));
    if has_own {
        return;
    }
    // A title may stand on several lines.
    let lines: Vec<(&Block, String)> = titles
        .iter()
        .map_while(|block| match &block.kind {
            BlockKind::Title { body, .. }
            | BlockKind::Paragraph { body, lead: None, .. }
            | BlockKind::Salutation(body) => Some((*block, solid_text(body))),
            _ => None,
        })
        .take_while(|(_, text)| !text.contains('。') && !text.ends_with(['：', ':']))
        .collect();
    let joined: Vec<(&[(&Block, String)], String)> = (1..=lines.len())
        .flat_map(|length| lines.windows(length))
        .map(|lines| (lines, lines.iter().map(|(_, text)| text.as_str()).collect::<String>()))
        .collect();
    if joined.iter().any(|(_, text)| bare(text) == wanted) {
        return;
    }
    let near = joined
        .iter()
        .map(|(lines, text)| (likeness(&bare(text), &wanted), lines, text))
        .filter(|(alike, _, text)| *alike >= 0.8 && bare(text).chars().count() < wanted.chars().count() * 2)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, lines, text)) = near else { return };
    let (Some((first, _)), Some((last, _))) = (lines.first(), lines.last()) else { return };
    let mut report = sink.report_span(
        first.span.start..last.span.end,
        format!("文稿题名是“{text}”，清单写的是“{}”", manuscript.title),
    );
    if let Some(place) = &manuscript.title_place {
        report = report.related(place.clone(), "清单里的题名");
    }
    let _ = report.help("改清单里的 title，或改文稿");
}

/// A title without what does not count.
pub(super) fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}
