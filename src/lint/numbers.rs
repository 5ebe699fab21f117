//! The issue's number against those of the other issues.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::manifest::{At, Identity, IssueId};

/// Whether another issue has taken the number or the total. `place` tells
/// where this issue's values stand.
pub fn check(
    own: &IssueId,
    others: &[(Arc<SourceText>, Identity)],
    place: impl Fn(&At<u32>) -> Place,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (source, other) in others {
        if other.year == own.year.value && other.number == own.number.value {
            let message = format!("{}年第{}期已经有了", other.year, other.number);
            found.push(
                Diagnostic::error(Code::DuplicateNumber, message)
                    .at(place(&own.number))
                    .related(Place::file(source), "")
                    .help("改 number 或 year；文件夹是复制来的，别忘了改期号和日期"),
            );
        }
        if let (Some(total), Some(taken)) = (&own.total, other.total)
            && total.value == taken
        {
            let message = format!("总第{taken}期已经有了");
            found.push(
                Diagnostic::error(Code::DuplicateNumber, message)
                    .at(place(total))
                    .related(Place::file(source), "")
                    .help("总期号逐期加 1"),
            );
        }
    }
    found
}
