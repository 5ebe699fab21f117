//! The layouts that come with gongbao, compiled in so that the program and its
//! layouts can't drift apart.

macro_rules! files {
    ($($path:literal,)*) => {
        const FILES: &[(&str, &str)] = &[
            $(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path))),)*
        ];
    };
}

include!("builtin_files.rs");

/// The text of a file of a built-in layout.
pub(super) fn file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The names of the built-in layouts.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.strip_prefix("layouts/")?.strip_suffix("/lib.typ"))
}

/// All files: path and text.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied()
}
