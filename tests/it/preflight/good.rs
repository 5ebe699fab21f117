//! A press file with nothing wrong, to be damaged.

use std::sync::LazyLock;

use gongbao::manifest::{Manifest, PressStandard};
use gongbao::preflight::{Report, Rules, check};
use gongbao::prepress::{PrintJob, Profile, press_file};
use gongbao::press::Press;
use lopdf::Document;

use crate::support::{Office, root};

/// A press file and the settings it was made by.
pub(super) struct Good {
    pub(super) bytes: Vec<u8>,
    pub(super) rules: Rules,
}

/// The same pages after either standard.
pub(super) static X4: LazyLock<Good> = LazyLock::new(|| make(PressStandard::X4));
pub(super) static X1A: LazyLock<Good> = LazyLock::new(|| make(PressStandard::X1a));

fn make(standard: PressStandard) -> Good {
    let office = Office::new();
    let mut press = Press::open(&office.issue(), Some(&root().join("fonts"))).expect("an issue");
    let pages = press.typeset();
    let document = pages.document.expect("pages");
    let mut manifest: Manifest = pages.manifest.expect("a manifest");
    manifest.publication.print.standard = standard;
    let print = &manifest.publication.print;
    let raw = gongbao::pdf::raw_print(&document, &manifest, print.bleed_mm).expect("a raw file");
    let job = PrintJob {
        print,
        profile: &Profile::built_in(),
        title: "试验县人民政府公报",
        author: "试验县人民政府",
        creator: "gongbao",
        date: manifest.issue.date,
        identifier: "试验县 2024 1",
    };
    let bytes = press_file(&raw, &job).expect("a press file").bytes;
    // The pages are as many as they are: padding is not this test's matter.
    let count = Document::load_mem(&bytes).expect("a readable file").get_pages().len();
    let rules = Rules { pages: Some(count), multiple: count, ..Rules::of(&manifest) };
    Good { bytes, rules }
}

impl Good {
    /// The file for a change.
    pub(super) fn document(&self) -> Document {
        Document::load_mem(&self.bytes).expect("a readable file")
    }

    /// What is found in other bytes by the same settings.
    pub(super) fn check(&self, bytes: &[u8]) -> Report {
        check(bytes, &self.rules)
    }
}

/// A document's bytes.
pub(super) fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory can be written");
    bytes
}

/// What was found, a line each.
pub(super) fn shown(report: &Report) -> String {
    report
        .findings
        .iter()
        .map(|finding| format!("{} {} {}\n", finding.severity.label(), finding.code, finding.shown()))
        .collect()
}

#[test]
fn nothing_is_wrong_with_a_good_file() {
    for good in [&*X4, &*X1A] {
        for bytes in [good.bytes.clone(), saved(good.document())] {
            let report = good.check(&bytes);
            assert!(report.findings.is_empty(), "{}", shown(&report));
        }
        // Nor by the rules for files of which nothing is known.
        let rules = Rules { multiple: 1, ..Rules::foreign() };
        let report = check(&good.bytes, &rules);
        assert!(report.findings.is_empty(), "{}", shown(&report));
        assert!(report.facts.most_ink > 50.0 && !report.facts.fonts.is_empty(), "{:?}", report.facts);
    }
}
