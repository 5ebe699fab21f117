//! What `gongbao preflight` prints and writes.

use std::fs;

use serde_json::Value;

use super::good::{X4, saved};
use super::injected::*;
use crate::support::{Office, expect};

/// An office with a good file, and with one in which a picture is RGB.
fn office() -> Office {
    let office = Office::new();
    office.write("good.pdf", &X4.bytes);
    let mut document = X4.document();
    picture(&mut document, 1, image("DeviceRGB", 8, [500, 500], vec![100; 750_000]));
    office.write("bad.pdf", saved(document));
    office
}

#[test]
fn for_people() {
    let office = office();
    expect(&office.run(&["preflight", "bad.pdf"]), 1, &["印前-080", "bad.pdf", "第 2 面", "毫米", "办法", "依据"]);
    expect(&office.run(&["preflight", "none.pdf"]), 2, &["none.pdf"]);
    expect(&office.run(&["preflight", "good.pdf", "--issue", "nowhere"]), 2, &["nowhere"]);
    expect(&office.run(&["preflight", "good.pdf", "--standard", "x1a"]), 1, &["印前-003"]);
}

#[test]
fn for_programs() {
    let office = office();
    let output = office.run(&["preflight", "bad.pdf", "--format", "json", "--issue", "2024-01"]);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["command"], "preflight");
    assert_eq!(json["passed"], false);
    let finding = json["findings"].as_array().expect("findings").iter().find(|found| found["code"] == "印前-080");
    let finding = finding.expect("the RGB picture");
    assert_eq!((&finding["severity"], &finding["page"]), (&"error".into(), &2.into()));
    let place = &finding["places"][0];
    // 100 pt wide.
    assert!((place["width"].as_f64().expect("a width") - 35.28).abs() < 0.1, "{place}");
    for key in ["message", "help", "source"] {
        assert!(!finding[key].as_str().expect("a text").is_empty());
    }
    assert_eq!(json["facts"]["claims"], "PDF/X-4");
}

#[test]
fn as_a_page_to_be_read() {
    let office = office();
    office.run(&["preflight", "bad.pdf", "--report", "out/report.html"]);
    let html = fs::read_to_string(office.path().join("out/report.html")).expect("a report");
    for word in ["<svg", "data:image/png;base64,", "印前-080", "第 2 面", "没有问题的面"] {
        assert!(html.contains(word), "{word} is not in the report");
    }
    // Nothing is fetched and nothing runs.
    assert!(!html.contains("<script") && !html.contains("src=\"http"));
    let again = {
        office.run(&["preflight", "bad.pdf", "--report", "out/report.html"]);
        fs::read_to_string(office.path().join("out/report.html")).expect("a report")
    };
    assert!(html == again, "the report differs from run to run");
}
