//! Findings for programs.

use serde_json::{Value, json};

use super::{Diagnostic, Fix, Place, Severity};

/// One finding as a JSON object: `severity`, `code`, `message`, `place`
/// (`file`, `line`, `column`, `end_line`, `end_column`, one-based and in
/// characters; `start`, `end` in bytes; all but `file` are null for a whole
/// file), `label`, `related`, `help`, `basis` (standard and clause, or null),
/// `fix` (null, or `safe` and `edits` of the file in bytes), `waived` (null, or
/// the reason why the office lets it stand), and `more`: how many of the same
/// rule in the same file are not listed.
pub fn to_json(diagnostic: &Diagnostic) -> Value {
    json!({
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "code": diagnostic.code.text(),
        "message": diagnostic.message,
        "place": diagnostic.place.as_ref().map(place),
        "label": diagnostic.label,
        "related": diagnostic.related.iter().map(|(at, label)| {
            json!({ "place": place(at), "label": label })
        }).collect::<Vec<_>>(),
        "help": diagnostic.help,
        "basis": diagnostic.basis,
        "fix": diagnostic.fix.as_ref().map(fix),
        "waived": diagnostic.waived,
        "more": diagnostic.more,
    })
}

fn fix(fix: &Fix) -> Value {
    let edits = fix.edits.iter();
    let edits: Vec<_> = edits
        .map(|edit| json!({ "start": edit.range.start, "end": edit.range.end, "text": edit.text }))
        .collect();
    json!({ "safe": fix.safe, "edits": edits })
}

fn place(place: &Place) -> Value {
    let source = &place.source;
    let range = place.range.as_ref();
    let start = range.map(|range| source.line_column(range.start));
    let end = range.map(|range| source.line_column(range.end));
    json!({
        "file": source.path,
        "line": start.map(|at| at.0),
        "column": start.map(|at| at.1),
        "end_line": end.map(|at| at.0),
        "end_column": end.map(|at| at.1),
        "start": range.map(|range| range.start),
        "end": range.map(|range| range.end),
    })
}
