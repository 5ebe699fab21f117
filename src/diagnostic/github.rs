//! Findings as workflow commands, which GitHub shows at the lines of a change.

use super::{Diagnostic, Severity};

/// One finding as a line `::warning file=…,line=…::…`.
pub fn to_command(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", property(&place.source.path)));
        if let Some(range) = &place.range {
            let (line, column) = place.source.line_column(range.start);
            let (end_line, end_column) = place.source.line_column(range.end);
            properties.push(format!("line={line},endLine={end_line},col={column},endColumn={end_column}"));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.text())));
    let mut message = diagnostic.message.clone();
    for advice in diagnostic.advice() {
        message += "\n";
        message += &advice;
    }
    format!("::{level} {}::{}", properties.join(","), data(&message))
}

/// What may not stand in a command's message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may not stand in a property's value either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
