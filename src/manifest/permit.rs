//! 准印证 and 刊号: which facts each kind must print.

use toml::Spanned;

use super::lower::Lower;
use super::model::{At, Date, Permit, PermitKind, Publication};
use super::raw::RawPermit;
use crate::diagnostic::{Code, Diagnostic};

/// An internal publication is exchanged, not given away: both on one issue
/// contradict each other.
pub(crate) fn conflict(publication: &Publication) -> Option<(At<String>, Diagnostic)> {
    let said =
        publication.distribution.clone().filter(|_| publication.permit.kind == PermitKind::Internal)?;
    let message = format!("准印证刊物封面印“内部资料　免费交流”，封底又印“{}”", said.value);
    Some((said, Diagnostic::warning(Code::BadValue, message).help("两种说法不一致，删去 distribution")))
}

/// The lines to print, with what is missing reported. The facts that an
/// internal publication must carry are those of 《内部资料性出版物管理办法》
/// (2015), article 14.
pub(crate) fn lower(lower: &mut Lower<'_>, raw: RawPermit) -> Permit {
    let Some(kind) = raw.kind else { return Permit::default() };
    let place = kind.span();
    let kind = kind.into_inner();
    let copies = raw.copies.map(|n| Spanned::new(n.span(), format!("{}册", n.get_ref())));
    let printed = raw.print_date.map(|typed| {
        let shown = lower.date(&typed).map(Date::chinese).unwrap_or_default();
        Spanned::new(typed.span(), shown)
    });
    let facts: Vec<(&str, &str, Option<Spanned<String>>)> = match kind {
        PermitKind::None => Vec::new(),
        PermitKind::Internal => vec![
            ("number", "准印证号", raw.number),
            ("editor", "编印单位", raw.editor),
            ("recipients", "发送对象", raw.recipients),
            ("printer", "印刷单位", raw.printer),
            ("print-date", "印刷日期", printed),
            ("copies", "印数", copies),
        ],
        PermitKind::CnIssn => {
            vec![("cn", "国内统一连续出版物号", raw.cn), ("issn", "国际标准连续出版物号", raw.issn)]
        }
    };
    let mut lines = Vec::new();
    if kind == PermitKind::Internal {
        // Article 14 again: the cover carries these words beside the number.
        lines.push(At {
            value: "内部资料　免费交流".to_owned(), span: place.clone(), file: lower.file
        });
    }
    for (key, label, fact) in facts {
        match fact {
            Some(fact) => {
                let At { value, span, file } = lower.at(fact);
                lines.push(At { value: format!("{label}：{value}"), span, file });
            }
            None => {
                let diagnostic =
                    Diagnostic::error(Code::MissingKey, format!("准印证或刊号缺少 {key}（{label}）"))
                        .help(format!("在 [permit] 里补上一行：{key} = …"));
                lower.report(diagnostic, place.clone());
            }
        }
    }
    Permit { kind, lines }
}
