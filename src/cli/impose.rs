//! `gongbao impose`

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::{Map, json};

use super::args::{BindingName, BlankName, ImposeArgs, SchemeName, TrimName};
use super::report::{self, Report, counts, made_code, shown};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::prepress::impose::{
    Binding, Blank, FILE, Imposed, Nup, Options, Saddle, Scheme, Signature, TrimFrom, impose,
};
use crate::project::{read_named, same_file, write_atomic};

pub(super) fn run(args: &ImposeArgs) -> u8 {
    let bytes = match read_named(&args.file, FILE as u64) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return report::fail("impose", args.format, *diagnostic),
    };
    let path = target(args);
    if same_file(&args.file, &path) {
        let message = format!("{} 就是要拼的文件，不能写在它上面", shown(&path));
        let found = Diagnostic::error(Code::Unwritable, message).help("用 --out 换一个文件夹");
        return report::fail("impose", args.format, found);
    }
    let place = Place::path(shown(&args.file));
    let mut diagnostics = Vec::new();
    let mut data = Map::new();
    let mut summary = None;
    match impose(&bytes, &options(args)) {
        Ok(made) => {
            let warn = |note: &crate::prepress::Problem| note.finding(Code::SheetNote, Severity::Warning);
            diagnostics.extend(made.notes.iter().map(|note| warn(note).at(place.clone())));
            match write_atomic(&path, &made.bytes) {
                Ok(()) => {
                    summary = Some(sentence(&shown(&path), &made));
                    let output = json!([{
                        "path": shown(&path),
                        "sides": made.sides,
                        "pages": made.pages,
                        "blanks": made.blanks,
                        "sheet": made.sheet_mm.map(tenth),
                        "standard": made.standard,
                        "bytes": made.bytes.len(),
                    }]);
                    data.insert("output".to_owned(), output);
                }
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        Err(problems) => diagnostics.extend(
            problems
                .iter()
                .map(|problem| problem.finding(Code::NotImposable, Severity::Error).at(place.clone())),
        ),
    }
    let summary = summary.unwrap_or_else(|| format!("没有拼成：{}", counts(&diagnostics)));
    let code = made_code(&diagnostics);
    Report { command: "impose", format: args.format, diagnostics: &diagnostics, summary, data }.print();
    code
}

/// Beside the source, or in the folder that was named, under the source's name
/// and the scheme's.
fn target(args: &ImposeArgs) -> PathBuf {
    let mut name = args.file.file_stem().map_or_else(|| OsString::from("sheets"), OsString::from);
    name.push(match args.scheme {
        SchemeName::Saddle => ".saddle.pdf",
        SchemeName::Signature => ".signature.pdf",
        SchemeName::Nup => ".nup.pdf",
    });
    match &args.out {
        Some(folder) => folder.join(name),
        None => args.file.with_file_name(name),
    }
}

fn options(args: &ImposeArgs) -> Options {
    let blank = match args.blank {
        BlankName::End => Blank::End,
        BlankName::BeforeBack => Blank::BeforeBack,
    };
    let scheme = match args.scheme {
        SchemeName::Saddle => Scheme::Saddle(Saddle { paper_mm: args.paper, blank }),
        SchemeName::Signature => Scheme::Signature(Signature {
            pages: args.pages,
            binding: match args.binding {
                BindingName::Sewn => Binding::Sewn,
                BindingName::Glued => Binding::Glued { grind_mm: args.grind },
            },
            paper_mm: args.paper,
            blank,
            fill: args.fill,
            collation: !args.no_collation,
        }),
        SchemeName::Nup => Scheme::Nup(Nup {
            columns: args.grid.0,
            rows: args.grid.1,
            gutter_mm: args.gutter,
            repeat: args.repeat,
            duplex: args.duplex,
        }),
    };
    Options {
        scheme,
        sheet: args.sheet,
        bleed_mm: args.bleed,
        marks: args.marks,
        trim_from: match args.trim_from {
            TrimName::Trim => TrimFrom::Trim,
            TrimName::Art => TrimFrom::Art,
            TrimName::Crop => TrimFrom::Crop,
            TrimName::Media => TrimFrom::Media,
        },
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn sentence(path: &str, made: &Imposed) -> String {
    let Imposed { sides, pages, sheet_mm: [width, height], .. } = made;
    let blanks = if made.blanks > 0 { format!("，空白 {} 面", made.blanks) } else { String::new() };
    let standard = match &made.standard {
        Some(standard) => format!("，{standard}"),
        None => String::new(),
    };
    format!("已拼成 {path}：{pages} 面{blanks}，{sides} 个版面，纸 {width:.1}×{height:.1} 毫米{standard}")
}
