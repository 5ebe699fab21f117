//! Which number format each cell style of a workbook has (ECMA-376-1, 18.8).

use std::collections::BTreeMap;

use super::error::SheetError;
use super::xml::{Step, attribute, walk};

/// The format codes of the cell styles, in their order.
pub(super) fn codes(text: &str) -> Result<Vec<String>, SheetError> {
    let mut custom: BTreeMap<u32, String> = BTreeMap::new();
    let mut ids = Vec::new();
    let mut inside = false;
    walk(text, |step| match step {
        Step::Open("numFmt", element) => {
            let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
            if let (Some(id), Some(code)) = (id, attribute(element, "formatCode")) {
                custom.insert(id, code);
            }
        }
        Step::Open("cellXfs", _) => inside = true,
        Step::Close("cellXfs") => inside = false,
        Step::Open("xf", element) if inside => {
            let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
            ids.push(id.unwrap_or(0));
        }
        _ => {}
    })?;
    let code = |id: u32| custom.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned());
    Ok(ids.into_iter().map(code).collect())
}

/// The formats that have a number but no code in the file (18.8.30), as Excel
/// in Chinese shows them.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 => "yyyy/m/d",
        18 | 20 => "h:mm",
        19 | 21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 | 33 => "h\"时\"mm\"分\"",
        45..=47 => "mm:ss",
        49 => "@",
        _ => "General",
    }
}
