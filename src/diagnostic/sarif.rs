//! Findings as a SARIF log (OASIS Static Analysis Results Interchange Format
//! 2.1.0), which code hosts and editors read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Diagnostic, Fix, Place, Severity};

/// A log of one run. `describe` gives a rule's page, where it has one.
pub fn to_sarif(diagnostics: &[Diagnostic], describe: impl Fn(&str) -> Option<(String, String)>) -> Value {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|found| found.code.text()).collect();
    let rules: Vec<_> = codes
        .iter()
        .map(|code| match describe(code) {
            Some((name, page)) => json!({
                "id": code, "shortDescription": { "text": name }, "help": { "text": page },
            }),
            None => json!({ "id": code }),
        })
        .collect();
    let results: Vec<_> = diagnostics.iter().map(result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongbao",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns are counted in characters, not in UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
    let mut text = diagnostic.message.clone();
    for advice in diagnostic.advice() {
        text += "\n";
        text += &advice;
    }
    if let Some(basis) = diagnostic.basis {
        text += &format!("\n依据：{basis}");
    }
    let mut result = json!({
        "ruleId": diagnostic.code.text(),
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": { "text": text },
    });
    if let (Some(reason), Some(object)) = (&diagnostic.waived, result.as_object_mut()) {
        let suppression = json!({ "kind": "external", "justification": reason });
        object.insert("suppressions".to_owned(), json!([suppression]));
    }
    if let (Some(place), Some(object)) = (&diagnostic.place, result.as_object_mut()) {
        object.insert("locations".to_owned(), json!([location(place)]));
        if let Some(fix) = &diagnostic.fix {
            object.insert("fixes".to_owned(), json!([change(place, fix)]));
        }
    }
    result
}

fn artifact(place: &Place) -> Value {
    json!({ "uri": uri(&place.source.path) })
}

/// A path as a URI reference (RFC 3986): what is neither letter, digit nor one
/// of a few marks stands as its bytes.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(place) });
    if let (Some(range), Some(object)) = (&place.range, physical.as_object_mut()) {
        object.insert("region".to_owned(), region(place, range.start, range.end));
    }
    json!({ "physicalLocation": physical })
}

fn region(place: &Place, start: usize, end: usize) -> Value {
    let (line, column) = place.source.line_column(start);
    let (end_line, end_column) = place.source.line_column(end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

fn change(place: &Place, fix: &Fix) -> Value {
    let edit = |edit: &super::Edit| {
        json!({
            "deletedRegion": region(place, edit.range.start, edit.range.end),
            "insertedContent": { "text": edit.text },
        })
    };
    let replacements: Vec<_> = fix.edits.iter().map(edit).collect();
    json!({ "artifactChanges": [{ "artifactLocation": artifact(place), "replacements": replacements }] })
}
