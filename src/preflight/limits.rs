//! How much of a file is looked at. A file that asks for more is refused with
//! a finding: none that is made for a press comes near.

/// Largest file, in bytes.
pub const FILE: usize = 192 << 20;
/// Most indirect objects.
pub const OBJECTS: usize = 500_000;
/// Most values (numbers, names, strings …) in all objects together: each takes
/// some 24 bytes of memory.
pub const VALUES: u64 = 5_000_000;
/// Most bytes lexed while reading objects, as a multiple of the file's length:
/// overlapping objects would be read again and again.
pub const REREADS: u64 = 8;
/// Deepest nesting of arrays and dictionaries.
pub const NESTING: usize = 100;
/// Longest chain of cross-reference sections (saves on saves).
pub const XREF_SECTIONS: usize = 256;
/// Largest decoded stream other than a picture, in bytes.
pub const STREAM: usize = 64 << 20;
/// Largest decoded picture, in bytes; twice that is held while it is decoded.
pub const PICTURE: usize = 96 << 20;
/// Most decoded bytes in all.
pub const DECODED: u64 = 1 << 30;
/// Filters on one stream.
pub const FILTERS: usize = 8;
/// Most pages.
pub const PAGES: usize = 5_000;
/// Deepest nesting of the page tree.
pub const PAGE_TREE: usize = 64;
/// Most operators in all content streams together, forms counted each time
/// they are painted.
pub const OPERATORS: u64 = 20_000_000;
/// Most values in one operand, an array of kerned text for instance.
pub const OPERAND: u64 = 1_000_000;
/// Most characters shown, measured one by one.
pub const GLYPHS: u64 = 20_000_000;
/// Deepest nesting of forms, patterns and Type 3 glyphs.
pub const FORMS: usize = 24;
/// Deepest nesting of `q`. PDF 1.x readers hold 28; files of layout programs
/// hold more.
pub const STATES: usize = 512;
/// Most points of one path that are kept.
pub const PATH: usize = 1_000_000;
/// Painted areas of one page that are remembered to add up inks.
pub const LAYERS: usize = 20_000;
/// Comparisons of painted areas with those below them, in all.
pub const OVERLAPS: u64 = 50_000_000;
/// Places of one rule on one page that are listed; the rest is counted.
pub const PLACES: usize = 5;
/// Findings in all.
pub const FINDINGS: usize = 1_000;
/// Findings of one rule.
pub const OF_ONE_RULE: usize = 100;
/// Stack of the thread that reads, in bytes.
pub const STACK: usize = 64 << 20;
