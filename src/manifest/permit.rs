//! 准印证 and 刊号: which facts each kind must print.

use toml::Spanned;

use super::lower::Lower;
use super::model::{At, Permit, PermitKind};
use super::raw::RawPermit;
use crate::diagnostic::{Code, Diagnostic};

/// The lines to print, with what is missing reported. The facts that an
/// internal publication must carry are those of 《内部资料性出版物管理办法》
/// (2015), article 14.
pub(crate) fn lower(lower: &mut Lower<'_>, raw: RawPermit) -> Permit {
    let Some(kind) = raw.kind else { return Permit::default() };
    let place = kind.span();
    let kind = kind.into_inner();
    let copies = raw.copies.map(|n| Spanned::new(n.span(), format!("{}册", n.get_ref())));
    let facts: Vec<(&str, &str, Option<Spanned<String>>)> = match kind {
        PermitKind::None => Vec::new(),
        PermitKind::Internal => vec![
            ("number", "准印证号", raw.number),
            ("editor", "编印单位", raw.editor),
            ("recipients", "发送对象", raw.recipients),
            ("printer", "印刷单位", raw.printer),
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
