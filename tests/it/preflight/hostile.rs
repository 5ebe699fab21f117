//! Files that want to crash, to fill the memory or to take for ever: each ends
//! in an error, soon.

use std::fmt::Write;
use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use gongbao::diagnostic::Code;
use gongbao::preflight::{Report, Rules, check};
use lopdf::{Dictionary, Object, Stream, dictionary};
use proptest::prelude::*;

use super::good::{X4, saved, shown};
use super::injected::*;

/// Longest for any file, without optimisation and on a busy machine.
const SOON: Duration = Duration::from_secs(30);

/// A file of objects as written, the first of them the catalog, with a table.
fn file(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.6\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", text.len());
        let _ = write!(text, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = text.len();
    let count = objects.len() + 1;
    let _ = write!(
        text,
        "xref\n0 {count}\n{table}trailer\n<</Size {count}/Root 1 0 R/ID[<01><01>]>>\nstartxref\n{start}\n%%EOF\n"
    );
    text.into_bytes()
}

#[track_caller]
fn ends(what: &str, bytes: &[u8], code: Code) -> Report {
    let start = Instant::now();
    let report = check(bytes, &Rules::foreign());
    let took = start.elapsed();
    assert!(took < SOON, "{what} took {took:?}");
    let named = report.findings.iter().any(|finding| finding.is_error() && finding.code == code);
    assert!(named, "{what}: expected {code}, found:\n{}", shown(&report));
    report
}

fn catalog_of(pages: &str) -> String {
    format!("<</Type/Catalog/Pages {pages}>>")
}

/// Data that unpacks to so many zeros.
fn bomb(length: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..length >> 20 {
        packer.write_all(&zeros).expect("memory can be written");
    }
    packer.finish().expect("memory can be written")
}

#[test]
fn what_is_no_pdf() {
    ends("nothing", b"", Code::PdfUnreadable);
    ends("a picture", b"\x89PNG\r\n\x1a\n and more", Code::PdfUnreadable);
    ends("a head alone", b"%PDF-1.6\n", Code::PdfUnreadable);
    ends("a trailer alone", b"%PDF-1.6\ntrailer<</Root 9 0 R>>\nstartxref\n9\n%%EOF", Code::PdfUnreadable);
    ends("no pages", &file(&["<</Type/Catalog>>".to_owned()]), Code::PdfUnreadable);
}

#[test]
fn circles() {
    let tree = |kids: &str| format!("<</Type/Pages/Count 1/Kids[{kids}]>>");
    ends("a page tree in itself", &file(&[catalog_of("2 0 R"), tree("2 0 R")]), Code::PageTree);
    ends(
        "two nodes in each other",
        &file(&[catalog_of("2 0 R"), tree("3 0 R"), tree("2 0 R")]),
        Code::PageTree,
    );
    ends("references in a circle", &file(&[catalog_of("2 0 R"), "3 0 R".to_owned(), "2 0 R".to_owned()]), Code::PdfUnreadable);
    let looped = b"%PDF-1.6\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n";
    ends("sections in a circle", looped, Code::PdfXref);

    let mut document = X4.document();
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 600.0, 800.0]) };
    let id = document.add_object(Stream::new(form, b"/Self Do".to_vec()));
    let resources = dictionary! { "XObject" => dictionary! { "Self" => id } };
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a form");
    stream.dict.set("Resources", resources);
    resource(&mut document, 1, "XObject", "Injected", id);
    paint(&mut document, 1, "/Injected Do");
    ends("a form in itself", &saved(document), Code::PdfTooMuch);
}

/// Each form paints the next one ten times.
#[test]
fn forms_in_forms_in_forms() {
    let mut document = X4.document();
    let mut inner = None;
    for _ in 0..12 {
        let resources = match inner {
            Some(id) => dictionary! { "XObject" => dictionary! { "Next" => Object::Reference(id) } },
            None => Dictionary::new(),
        };
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 600.0, 800.0]), "Resources" => resources,
        };
        inner = Some(document.add_object(Stream::new(dict, b"/Next Do ".repeat(10))));
    }
    resource(&mut document, 1, "XObject", "Injected", Object::Reference(inner.expect("forms")));
    paint(&mut document, 1, "/Injected Do");
    ends("forms in forms", &saved(document), Code::PdfTooMuch);
}

#[test]
fn depths() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    let with = |object: String| file(&[catalog_of("2 0 R"), "<</Type/Pages/Count 0/Kids[]>>".to_owned(), object]);
    ends("arrays in arrays", &with(deep("[", "]")), Code::PdfTooMuch);
    ends("dictionaries in dictionaries", &with(deep("<</A", ">>")), Code::PdfTooMuch);
    ends("arrays without an end", &with("[".repeat(1_000_000)), Code::PdfTooMuch);
    ends("strings without an end", &with("(".repeat(1_000_000)), Code::PdfObject);

    let mut document = X4.document();
    paint(&mut document, 1, &"[".repeat(100_000));
    ends("arrays in a page", &saved(document), Code::PdfTooMuch);
    let mut document = X4.document();
    paint(&mut document, 1, &"q ".repeat(100_000));
    ends("states in states", &saved(document), Code::PdfTooMuch);

    // A tree that is a single long branch.
    let mut objects = vec![catalog_of("2 0 R")];
    objects.extend((3..2000).map(|next| format!("<</Type/Pages/Count 1/Kids[{next} 0 R]>>")));
    ends("a page tree like a rope", &file(&objects), Code::PdfTooMuch);
}

#[test]
fn bombs() {
    let mut document = X4.document();
    let content = Stream::new(dictionary! { "Filter" => "FlateDecode" }, bomb(400 << 20));
    let id = document.add_object(content);
    page(&mut document, 1).set("Contents", id);
    ends("a page that unpacks to 400 MB", &saved(document), Code::PdfTooMuch);

    let mut document = X4.document();
    profile(&mut document).set_content(bomb(400 << 20));
    profile(&mut document).dict.set("Filter", name("FlateDecode"));
    ends("a profile that unpacks to 400 MB", &saved(document), Code::PdfTooMuch);

    let mut document = X4.document();
    let twice = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut twice = twice;
    twice.write_all(&bomb(400 << 20)).expect("memory can be written");
    let twice = twice.finish().expect("memory can be written");
    let filters = dictionary! { "Filter" => vec![name("FlateDecode"), name("FlateDecode")] };
    let id = document.add_object(Stream::new(filters, twice));
    page(&mut document, 1).set("Contents", id);
    ends("a bomb in a bomb", &saved(document), Code::PdfTooMuch);

    // An object stream, which has to be unpacked before anything is known.
    let packed = bomb(400 << 20);
    let head = format!(
        "%PDF-1.6\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n",
        packed.len()
    );
    let mut bytes = head.into_bytes();
    bytes.extend(&packed);
    bytes.extend(b"\nendstream\nendobj\n2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\ntrailer\n<</Root 2 0 R>>\n");
    let report = check(&bytes, &Rules::foreign());
    assert!(report.has_errors(), "{}", shown(&report));

    let mut document = X4.document();
    let mut huge = image("DeviceCMYK", 8, [60_000, 60_000], bomb(1 << 20));
    huge.dict.set("Filter", name("FlateDecode"));
    picture(&mut document, 1, huge);
    let report = check(&saved(document), &Rules::foreign());
    let unmeasured = report.findings.iter().any(|finding| finding.code == Code::PictureUnmeasured);
    assert!(unmeasured, "{}", shown(&report));
}

#[test]
fn crowds() {
    // Ten thousand pages.
    let pages = 10_000;
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        catalog_of("2 0 R"),
        format!("<</Type/Pages/Count {pages}/MediaBox[0 0 600 800]/Kids[{}]>>", kids.join(" ")),
    ];
    objects.extend((0..pages).map(|_| "<</Type/Page/Parent 2 0 R>>".to_owned()));
    let report = ends("ten thousand pages", &file(&objects), Code::PdfTooMuch);
    assert!(report.cut > 0 && report.findings.len() <= 1100, "{} findings", report.findings.len());

    // The same page ten million times over.
    let kids = "3 0 R ".repeat(1_000_000);
    let objects = [
        catalog_of("2 0 R"),
        format!("<</Type/Pages/Count 1000000/Kids[{kids}]>>"),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>".to_owned(),
    ];
    ends("a million times one page", &file(&objects), Code::PdfTooMuch);

    // More values than memory should hold.
    let objects = [
        catalog_of("2 0 R"),
        "<</Type/Pages/Count 0/Kids[]>>".to_owned(),
        format!("[{}]", "0 ".repeat(6_000_000)),
    ];
    ends("six million numbers", &file(&objects), Code::PdfTooMuch);

    // Objects that overlap: each reaches to the end of the file.
    let mut text = "%PDF-1.6\n".to_owned();
    let heads = 20_000;
    let mut table = String::new();
    for number in 1..=heads {
        let _ = writeln!(table, "{:010} 00000 n ", text.len());
        let _ = write!(text, "{number} 0 obj (");
    }
    let start = text.len();
    let _ = write!(text, "xref\n1 {heads}\n{table}trailer\n<</Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    let begin = Instant::now();
    let report = check(text.as_bytes(), &Rules::foreign());
    assert!(report.has_errors() && begin.elapsed() < SOON, "{:?}", begin.elapsed());
}

#[test]
fn a_file_that_ends_anywhere() {
    let bytes = &X4.bytes;
    for part in 0..12 {
        let report = X4.check(&bytes[..bytes.len() * part / 12]);
        assert!(report.has_errors(), "cut at {part} twelfths");
    }
    for cut in 1..40 {
        let report = X4.check(&bytes[..bytes.len() - cut]);
        assert!(cut <= 7 || report.has_errors(), "the last {cut} bytes are missing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes changed at random make findings at most, and soon.
    #[test]
    fn random_damage(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60)) {
        let mut bytes = X4.bytes.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let start = Instant::now();
        let report = X4.check(&bytes);
        prop_assert!(start.elapsed() < SOON);
        prop_assert!(report.findings.len() <= 1100);
    }

    /// So do pieces that stand elsewhere.
    #[test]
    fn random_moves(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), length in 1usize..3000) {
        let bytes = &X4.bytes;
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        let piece = &bytes[from..bytes.len().min(from + length)];
        let moved = [&bytes[..to], piece, &bytes[to..]].concat();
        let start = Instant::now();
        X4.check(&moved);
        prop_assert!(start.elapsed() < SOON);
    }

    /// Content streams of random words.
    #[test]
    fn random_content(words in prop::collection::vec(word(), 1..80)) {
        let mut document = X4.document();
        paint(&mut document, 1, &words.join(" "));
        let start = Instant::now();
        X4.check(&saved(document));
        prop_assert!(start.elapsed() < SOON);
    }
}

/// An operand or operator.
fn word() -> impl Strategy<Value = String> {
    const WORDS: [&str; 52] = [
        "q", "Q", "cm", "w", "gs", "Do", "sh", "k", "K", "rg", "g", "cs", "CS", "scn", "SCN", "m", "l", "c", "v", "y", "h",
        "re", "W", "n", "f", "B*", "S", "s", "BT", "ET", "Tf", "Td", "Tm", "T*", "Tj", "TJ", "'", "\"", "Tr", "Ts", "Tz",
        "BI", "ID", "EI", "d0", "d1", "/F0", "/Pattern", "(text)", "<0001>", "[(a) 5 (b)]", "<</A 1>>",
    ];
    prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        (-1e9..1e9f64).prop_map(|number| format!("{number:.3}")),
        (-9..99i32).prop_map(|number| number.to_string()),
    ]
}
