//! Titles broken into lines: a table of titles with what comes out, and what
//! holds for any text.

use std::fmt::Write;
use std::fs;

use gongbao::title::{Fill, lines};
use proptest::prelude::*;

use crate::support::{root, snapshots};

/// `tests/titles/titles.txt`: a line `%% measure even|full`, then titles.
#[test]
fn titles_break_as_recorded() {
    let folder = root().join("tests/titles");
    let table = fs::read_to_string(folder.join("titles.txt")).expect("the table");
    let mut shown = String::new();
    let (mut most, mut fill) = (20.0, Fill::Even);
    let mut count = 0;
    for line in table.lines() {
        if let Some(head) = line.strip_prefix("%% ") {
            let (measure, word) = head.split_once(' ').expect("a measure and a word");
            most = measure.parse().expect("a number");
            fill = if word == "full" { Fill::Full } else { Fill::Even };
            let _ = writeln!(shown, "== {measure} {word}");
            continue;
        }
        let parts: Vec<_> = line.split('|').collect();
        let _ = writeln!(shown, "{}", lines(&parts, most, fill).join("\n"));
        let _ = writeln!(shown);
        count += 1;
    }
    assert!(count >= 40, "{count} titles");
    snapshots(&folder).bind(|| insta::assert_snapshot!("titles", shown));
}

/// Width in em as a layout counts it: letters and digits half.
fn width(line: &str) -> f64 {
    line.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn whatever_the_title(
        text in "([关于印发云岭区的通知办法（）《》“”、，0-9A-Za-z 䶮𬱖第五次年月]|人民政府|实施方案){0,90}",
        most in 2u8..30,
        full in any::<bool>(),
    ) {
        let fill = if full { Fill::Full } else { Fill::Even };
        let found = lines(&[&text], f64::from(most), fill);
        prop_assert_eq!(squeezed(&found.concat()), squeezed(&text), "a character was lost or moved");
        for line in &found {
            prop_assert!(width(line) <= f64::from(most), "too wide: {line}");
            prop_assert!(!line.is_empty() && line.trim() == line);
        }
        if found.len() > 1 && most >= 8 {
            for line in &found[1..] {
                prop_assert!(!line.starts_with(['的', '、', '，', '）', '》', '”']) || text.contains("的的") || dense(&text), "{line}");
            }
        }
        prop_assert_eq!(&found, &lines(&[&text], f64::from(most), fill));
    }

    /// In ordinary words no character is left alone on the last line.
    #[test]
    fn no_lone_character(words in prop::collection::vec("云岭区|人民政府|关于|印发|管理|办法|农村|道路|通知|工作", 4..20), most in 8u8..26) {
        let text = words.concat();
        for fill in [Fill::Even, Fill::Full] {
            let found = lines(&[&text], f64::from(most), fill);
            if found.len() > 1 {
                let last = found.last().expect("a line");
                prop_assert!(last.chars().count() >= 2, "{found:?}");
            }
        }
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,400}", most in -3.0f64..2000.0) {
        let found = lines(&[&text], most, Fill::Even);
        prop_assert_eq!(squeezed(&found.concat()), squeezed(&text));
    }
}

/// A text of so many marks that no line could begin well.
fn dense(text: &str) -> bool {
    let marks = |c: &char| "的、，）》”（《“".contains(*c);
    text.chars().collect::<Vec<_>>().windows(3).any(|w| w.iter().filter(|c| marks(c)).count() >= 2)
}

#[test]
fn a_long_text_takes_no_time() {
    let text = "云岭区人民政府关于印发的通知，".repeat(50_000);
    assert!(lines(&[&text], 20.0, Fill::Even).len() > 10_000);
    assert!(lines(&["的".repeat(300)], 20.0, Fill::Even).len() >= 15);
}
