//! Files that are made from the program must be current.

use std::fs;

use gongbao::{layout, manifest};

use crate::support::root;

#[test]
fn schemas_are_current() {
    let folder = root().join("issues/schema");
    for (name, schema) in [
        ("issue.schema.json", manifest::issue_schema()),
        ("publication.schema.json", manifest::publication_schema()),
        ("people.schema.json", manifest::people_schema()),
        ("index.schema.json", gongbao::index::schema()),
        ("preflight.schema.json", gongbao::preflight::report::schema()),
    ] {
        let text = fs::read_to_string(folder.join(name)).expect("the schema is committed");
        assert!(text == format!("{schema:#}\n"), "{name} is old: run `just generate`");
    }
}

#[test]
fn every_layout_file_is_built_in() {
    let mut on_disk = Vec::new();
    for layout in
        fs::read_dir(root().join("layouts")).expect("layouts").flatten().filter(|l| l.path().is_dir())
    {
        for file in fs::read_dir(layout.path()).expect("a layout").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".typ") && !name.starts_with("fixture") {
                on_disk.push(format!("layouts/{}/{name}", layout.file_name().to_string_lossy()));
            }
        }
    }
    on_disk.sort();
    let mut built_in: Vec<_> = layout::builtin_files().map(|(path, _)| path.to_owned()).collect();
    built_in.sort();
    assert_eq!(built_in, on_disk, "list them in src/layout/builtin_files.rs");
}

#[test]
fn every_font_has_a_checksum() {
    let sums = fs::read_to_string(root().join("fonts/SHA256SUMS")).expect("checksums");
    let mut listed: Vec<_> = sums.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    listed.sort_unstable();
    let entries = fs::read_dir(root().join("fonts")).expect("fonts").flatten();
    let mut there: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with("tf"))
        .collect();
    there.sort_unstable();
    assert_eq!(listed, there);
}

#[test]
fn the_list_of_rules_is_current() {
    let text = fs::read_to_string(root().join("docs/rules.md")).expect("the list is committed");
    assert!(text == gongbao::lint::rule_list(), "docs/rules.md is old: run `just generate`");
}

#[test]
fn what_is_known_of_the_fonts_is_current() {
    let path = root().join("fonts/faces.json");
    let entries = fs::read_dir(root().join("fonts")).expect("fonts").flatten();
    let mut files: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with("tf")).collect();
    files.sort_unstable();
    let list = gongbao::font::face_list(&files);
    if std::env::var_os("GONGBAO_BLESS").is_some() {
        gongbao::project::write_atomic(&path, list.as_bytes()).expect("written");
        return;
    }
    let text = fs::read_to_string(path).unwrap_or_default();
    assert!(text == list, "fonts/faces.json is old: run the tests with GONGBAO_BLESS=1");
}
