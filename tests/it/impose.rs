//! Imposition from outside: sheets of made-up PDFs and of a press file, and
//! everything that is refused.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::OnceLock;

use gongbao::manifest::{Date, MarkKinds, Print};
use gongbao::prepress::cover;
use gongbao::prepress::impose::{
    Binding, Blank, Imposed, Nup, Options, PaperSize, Saddle, Scheme, Signature, TrimFrom, impose,
};
use gongbao::prepress::{PressFile, PrintJob, Profile, press_file};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::support::{Office, expect, root, stderr};

/// A small PDF, made page by page.
struct Pdf {
    document: Document,
    tree: ObjectId,
    pages: Vec<ObjectId>,
}

/// Trim of the made-up pages, in points, and bleed around it.
const TRIM: [f64; 4] = [30.0, 40.0, 330.0, 540.0];
const BLEED: f64 = 8.5;

fn rect([left, bottom, right, top]: [f64; 4]) -> Object {
    [left, bottom, right, top].map(|side| Object::Real(side as f32)).to_vec().into()
}

fn grown([left, bottom, right, top]: [f64; 4], by: f64) -> [f64; 4] {
    [left - by, bottom - by, right + by, top + by]
}

impl Pdf {
    fn new(pages: usize) -> Self {
        let mut document = Document::with_version("1.6");
        let tree = document.new_object_id();
        let pages: Vec<_> = (1..=pages)
            .map(|number| {
                let content = format!("0 0 0 1 k 50 {} 100 10 re f % page {number}\n", 60 + number);
                let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
                document.add_object(dictionary! {
                    "Type" => "Page",
                    "Parent" => tree,
                    "MediaBox" => rect([0.0, 0.0, 360.0, 580.0]),
                    "BleedBox" => rect(grown(TRIM, BLEED)),
                    "TrimBox" => rect(TRIM),
                    "Resources" => Dictionary::new(),
                    "Contents" => content,
                })
            })
            .collect();
        let kids: Vec<Object> = pages.iter().map(|&page| page.into()).collect();
        let count = i64::try_from(kids.len()).expect("few pages");
        document.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", root);
        Self { document, tree, pages }
    }

    /// Changes a page, counted from 1.
    fn page(mut self, number: usize, change: impl FnOnce(&mut Document, ObjectId)) -> Self {
        let page = self.pages[number - 1];
        change(&mut self.document, page);
        self
    }

    fn set(self, number: usize, key: &str, value: impl Into<Object>) -> Self {
        let value = value.into();
        self.page(number, |document, page| document.get_dictionary_mut(page).expect("a page").set(key, value))
    }

    fn without(self, number: usize, key: &str) -> Self {
        self.page(number, |document, page| {
            document.get_dictionary_mut(page).expect("a page").remove(key.as_bytes());
        })
    }

    fn catalog(mut self, key: &str, value: impl Into<Object>) -> Self {
        self.document.catalog_mut().expect("a catalog").set(key, value.into());
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("memory");
        bytes
    }
}

fn options(scheme: Scheme) -> Options {
    Options { scheme, sheet: None, bleed_mm: 3.0, marks: MarkKinds::ALL, trim_from: TrimFrom::Trim }
}

fn saddle() -> Options {
    options(Scheme::Saddle(Saddle { paper_mm: 0.1, blank: Blank::End }))
}

fn signature(pages: usize) -> Options {
    options(Scheme::Signature(Signature {
        pages,
        binding: Binding::Glued { grind_mm: 2.0 },
        paper_mm: 0.1,
        blank: Blank::BeforeBack,
        fill: false,
        collation: true,
    }))
}

fn nup(columns: usize, rows: usize) -> Nup {
    Nup { columns, rows, gutter_mm: None, repeat: false, duplex: false }
}

#[track_caller]
fn imposed(bytes: &[u8], options: &Options) -> (Imposed, Document) {
    let made = impose(bytes, options).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let document = Document::load_mem(&made.bytes).expect("a PDF");
    (made, document)
}

/// A page as it stands on a side: its number, and the matrix that it is drawn
/// with.
type Placed = (usize, [f64; 6]);

/// The pages on a side, from the operators that draw them.
fn placed(document: &Document, side: ObjectId) -> Vec<Placed> {
    let content = document.get_page_content(side);
    let text = String::from_utf8(content).expect("text");
    let mut found = Vec::new();
    for line in text.lines().filter(|line| line.ends_with("Do Q")) {
        let words: Vec<_> = line.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "cm").expect("a matrix");
        let matrix: Vec<f64> = words[at - 6..at].iter().map(|word| word.parse().expect("a number")).collect();
        let number = words[at + 1].strip_prefix("/P").expect("a page").parse().expect("a number");
        found.push((number, matrix.try_into().expect("six")));
    }
    found
}

fn all_placed(document: &Document) -> Vec<Vec<Placed>> {
    document.page_iter().map(|side| placed(document, side)).collect()
}

fn numbers(document: &Document) -> Vec<Vec<usize>> {
    all_placed(document).iter().map(|side| side.iter().map(|(number, _)| *number).collect()).collect()
}

/// The forms of all pages, by their numbers.
fn forms(document: &Document) -> BTreeMap<usize, Stream> {
    let mut forms = BTreeMap::new();
    for side in document.page_iter() {
        let page = document.get_dictionary(side).expect("a side");
        let resources = page.get_deref(b"Resources", document).and_then(Object::as_dict).expect("resources");
        let named = resources.get_deref(b"XObject", document).and_then(Object::as_dict).expect("forms");
        for (name, form) in named {
            let number = std::str::from_utf8(name).expect("text")[1..].parse().expect("a number");
            let form = document.dereference(form).expect("there").1.as_stream().expect("a form");
            forms.insert(number, form.clone());
        }
    }
    forms
}

fn plain(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content().expect("unpacked")
}

fn box_of(document: &Document, side: usize, key: &str) -> [f64; 4] {
    let side = document.page_iter().nth(side).expect("a side");
    let page = document.get_dictionary(side).expect("a side");
    let numbers = page.get(key.as_bytes()).and_then(Object::as_array).expect("a box");
    let numbers: Vec<f64> = numbers.iter().map(|n| f64::from(n.as_float().expect("a number"))).collect();
    numbers.try_into().expect("four")
}

/// Where a point of a page comes to lie.
fn moved([a, b, c, d, e, f]: [f64; 6], (x, y): (f64, f64)) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

#[track_caller]
fn near((x, y): (f64, f64), (u, v): (f64, f64)) {
    assert!((x - u).abs() < 0.01 && (y - v).abs() < 0.01, "({x}, {y}) is not ({u}, {v})");
}

#[test]
fn saddle_places_every_page_once_beside_its_fold() {
    let (made, document) = imposed(&Pdf::new(10).bytes(), &saddle());
    assert_eq!(numbers(&document), [[1].as_slice(), &[2], &[10, 3], &[4, 9], &[8, 5], &[6, 7]]);
    assert_eq!((made.sides, made.pages, made.blanks), (6, 10, 2));
    assert!(made.notes.iter().any(|note| note.message.contains("补了 2 面空白")), "{:?}", made.notes);
    let trim = box_of(&document, 0, "TrimBox");
    let [width, height] = [trim[2] - trim[0], trim[3] - trim[1]];
    assert!((width - 600.0).abs() < 0.01 && (height - 500.0).abs() < 0.01);
    let fold = trim[0] + 300.0;
    let paper = 0.1 * 72.0 / 25.4;
    let mut last = -1.0;
    for (side, pages) in all_placed(&document).iter().enumerate() {
        // Further in with every sheet, and both pages of a side alike.
        let creep = (side / 2) as f64 * paper;
        for (number, matrix) in pages {
            let (x, y) = moved(*matrix, (TRIM[0], TRIM[1]));
            let left = number % 2 == 0;
            let wanted = if left { fold - 300.0 + creep } else { fold - creep };
            near((x, y), (wanted, trim[1]));
        }
        assert!(creep >= last);
        last = creep;
    }
}

#[test]
fn content_is_the_same_byte_by_byte_and_has_no_group() {
    let source = Pdf::new(6);
    let contents: Vec<_> = source.pages.iter().map(|&page| source.document.get_page_content(page)).collect();
    let bytes = source.bytes();
    for options in [saddle(), signature(16), options(Scheme::Nup(nup(2, 2)))] {
        let (_, document) = imposed(&bytes, &options);
        let forms = forms(&document);
        assert_eq!(forms.len(), 6);
        for (number, form) in forms {
            // lopdf ends every part with a line feed.
            assert_eq!([plain(&form), b"\n".to_vec()].concat(), contents[number - 1]);
            assert!(!form.dict.has(b"Group"), "page {number}");
        }
    }
}

#[test]
fn transparent_pages_keep_their_group() {
    let source = Pdf::new(4).page(2, |document, page| {
        let state = dictionary! { "ca" => 0.5 };
        let page = document.get_dictionary_mut(page).expect("a page");
        page.set("Resources", dictionary! { "ExtGState" => dictionary! { "G" => state } });
        page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK", "K" => true });
    });
    let bytes = source.bytes();
    let (_, document) = imposed(&bytes, &saddle());
    for (number, form) in forms(&document) {
        let group = form.dict.get(b"Group").and_then(Object::as_dict).ok();
        assert_eq!(group.is_some(), number == 2);
        if let Some(group) = group {
            assert!(group.get(b"CS").is_ok() && group.get(b"K").is_ok() && group.get(b"I").is_ok());
        }
    }
}

#[test]
fn pages_come_upright_from_any_box_turn_and_unit() {
    // Page 2 is turned, page 3 is drawn at half the size in a larger unit, page 4
    // inherits its sheet and lies elsewhere in it.
    let turned = [0.0, 0.0, 500.0, 300.0];
    let half = [0.0, 0.0, 150.0, 250.0];
    let far = [-400.0, 1000.0, -100.0, 1500.0];
    let mut source = Pdf::new(4)
        .set(2, "MediaBox", rect(grown(turned, 10.0)))
        .set(2, "BleedBox", rect(grown(turned, 9.0)))
        .set(2, "TrimBox", rect(turned))
        .set(2, "Rotate", 90)
        .set(3, "MediaBox", rect(grown(half, 10.0)))
        .set(3, "BleedBox", rect(grown(half, 9.0)))
        .set(3, "TrimBox", rect(half))
        .set(3, "UserUnit", 2)
        .set(4, "TrimBox", rect(far))
        .set(4, "BleedBox", rect(grown(far, 9.0)))
        .without(4, "MediaBox")
        .without(4, "Resources");
    let tree = source.tree;
    let tree = source.document.get_dictionary_mut(tree).expect("the tree");
    tree.set("MediaBox", rect(grown(far, 20.0)));
    tree.set("Resources", dictionary! { "ExtGState" => dictionary! { "Inherited" => Dictionary::new() } });
    let (_, document) = imposed(&source.bytes(), &Options { marks: MarkKinds::default(), ..saddle() });
    let trim = box_of(&document, 0, "TrimBox");
    let placed: BTreeMap<_, _> = all_placed(&document).into_iter().flatten().collect();
    let left = (trim[0], trim[1]);
    let right = (trim[0] + 300.0, trim[1]);
    // Turned clockwise, the lower right corner comes to the lower left.
    near(moved(placed[&2], (500.0, 0.0)), left);
    near(moved(placed[&2], (500.0, 300.0)), right);
    near(moved(placed[&3], (0.0, 0.0)), right);
    near(moved(placed[&3], (150.0, 250.0)), (trim[2], trim[3]));
    near(moved(placed[&4], (-400.0, 1000.0)), left);
    let resources = forms(&document)[&4].dict.get_deref(b"Resources", &document).cloned();
    assert!(resources.and_then(|found| found.as_dict().cloned()).expect("resources").has(b"ExtGState"));
    // The sheet has no marks, so it ends with the bleed.
    assert_eq!(box_of(&document, 0, "MediaBox"), box_of(&document, 0, "BleedBox"));
}

#[test]
fn signatures_hold_every_page_once_and_the_small_ones_are_told() {
    for (pages, full) in [(16, 16), (40, 16), (44, 16), (24, 8), (7, 4), (64, 32)] {
        let (made, document) = imposed(&Pdf::new(pages).bytes(), &signature(full));
        let mut all: Vec<_> = numbers(&document).concat();
        all.sort_unstable();
        assert_eq!(all, (1..=pages).collect::<Vec<_>>(), "{pages} pages");
        let told = made.notes.iter().any(|note| note.message.contains("小帖"));
        assert_eq!(told, pages.next_multiple_of(4) % full != 0, "{pages} pages of {full}");
    }
    let (made, document) = imposed(&Pdf::new(44).bytes(), &signature(16));
    assert!(made.notes.iter().any(|note| note.message.contains("16、8、4、16")), "{:?}", made.notes);
    let labels = document.catalog().and_then(|catalog| catalog.get(b"PageLabels")).expect("labels");
    assert!(labels.as_dict().is_ok());
    // Collation marks are black alone, one on the outer side of each signature.
    let bars = |side| {
        String::from_utf8(document.get_page_content(side)).expect("text").matches("q 0 0 0 1 k").count()
    };
    let bars: Vec<_> = document.page_iter().map(bars).collect();
    assert_eq!(bars, [1, 0, 1, 0, 1, 0, 1, 0]);
}

#[test]
fn pages_side_by_side_go_on_a_named_sheet() {
    let bytes = Pdf::new(3).bytes();
    let a3 = PaperSize::read("A3").expect("a size");
    let (made, document) = imposed(&bytes, &Options { sheet: Some(a3), ..options(Scheme::Nup(nup(2, 1))) });
    assert_eq!(made.sheet_mm.map(f64::round), [420.0, 297.0]);
    assert_eq!(numbers(&document), [[1, 2].as_slice(), &[3]]);
    let repeat = Nup { repeat: true, ..nup(2, 2) };
    assert_eq!(numbers(&imposed(&bytes, &options(Scheme::Nup(repeat))).1), [[1; 4], [2; 4], [3; 4]]);
    let a5 = PaperSize::read("A5").expect("a size");
    let refused = impose(&bytes, &Options { sheet: Some(a5), ..saddle() }).expect_err("too small");
    assert!(refused[0].message.contains("放不下"), "{refused:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_another_identifier() {
    let bytes = Pdf::new(9).bytes();
    let made = impose(&bytes, &saddle()).expect("sheets").bytes;
    assert_eq!(made, impose(&bytes, &saddle()).expect("sheets").bytes);
    let id = |bytes: &[u8]| {
        let document = Document::load_mem(bytes).expect("a PDF");
        document.trailer.get(b"ID").and_then(Object::as_array).expect("an identifier").clone()
    };
    assert_ne!(id(&made), id(&impose(&bytes, &signature(8)).expect("sheets").bytes));
}

#[test]
fn what_would_be_damaged_is_refused_with_page_and_help() {
    let annotation = |kind: &str, flags: i64| {
        let listed = dictionary! {
            "Type" => "Annot", "Subtype" => kind, "F" => flags, "Rect" => rect([50.0, 50.0, 90.0, 90.0]),
            "AP" => dictionary! { "N" => Dictionary::new() },
        };
        Object::Array(vec![listed.into()])
    };
    let content = |pdf: Pdf, content: &[u8]| {
        let content = content.to_vec();
        pdf.page(3, move |document, page| {
            let stream = document.add_object(Stream::new(Dictionary::new(), content));
            document.get_dictionary_mut(page).expect("a page").set("Contents", stream);
        })
    };
    let packed = |bytes: &[u8]| {
        let bytes = bytes.to_vec();
        Pdf::new(4).page(3, move |document, page| {
            let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, bytes);
            let stream = document.add_object(stream.with_compression(false));
            document.get_dictionary_mut(page).expect("a page").set("Contents", stream);
        })
    };
    let layers = dictionary! { "OCGs" => vec![dictionary! { "Type" => "OCG" }.into()] };
    let cases: Vec<(Pdf, &str, Option<usize>)> = vec![
        (Pdf::new(4).without(3, "TrimBox"), "--trim-from", Some(3)),
        (Pdf::new(4).set(3, "TrimBox", rect([30.0, 40.0, 310.0, 540.0])), "成品尺寸要一样", Some(3)),
        (Pdf::new(4).set(3, "Rotate", 90), "横竖不同", Some(3)),
        (Pdf::new(4).set(3, "Rotate", 45), "90 度", Some(3)),
        (Pdf::new(4).set(3, "TrimBox", rect([30.0, 40.0, 630.0, 540.0])), "超出页面", Some(3)),
        (Pdf::new(4).without(3, "MediaBox"), "MediaBox", Some(3)),
        (Pdf::new(4).set(3, "UserUnit", 0), "UserUnit", Some(3)),
        (Pdf::new(4).set(3, "SeparationInfo", Dictionary::new()), "分好色", Some(3)),
        (Pdf::new(4).set(3, "Annots", annotation("Stamp", 4)), "1 处批注", Some(3)),
        (Pdf::new(4).set(3, "Annots", annotation("Widget", 0)), "1 个表单域", Some(3)),
        (
            Pdf::new(4).set(3, "Resources", dictionary! { "Font" => Object::Reference((999, 0)) }),
            "缺字体",
            Some(3),
        ),
        (Pdf::new(4).set(3, "Contents", Object::Reference((999, 0))), "缺内容流", Some(3)),
        (content(Pdf::new(4), b"q Q Q"), "不成对", Some(3)),
        (packed(b"this is not zlib"), "解不开", Some(3)),
        (Pdf::new(4).catalog("Perms", Dictionary::new()), "数字签名", None),
        (Pdf::new(4).catalog("AcroForm", dictionary! { "SigFlags" => 3 }), "数字签名", None),
        (Pdf::new(4).catalog("AcroForm", dictionary! { "XFA" => 1 }), "XFA", None),
        (Pdf::new(4).catalog("OCProperties", layers), "图层", None),
        (Pdf::new(4).catalog("Collection", Dictionary::new()), "文件包", None),
        (Pdf::new(0), "没有页", None),
    ];
    for (pdf, words, page) in cases {
        let refused = impose(&pdf.bytes(), &saddle()).map(|made| made.sides).expect_err(words);
        let found = refused.iter().find(|problem| format!("{problem}{}", problem.help).contains(words));
        let found = found.unwrap_or_else(|| panic!("{words}: {refused:?}"));
        assert_eq!(found.page, page, "{words}");
        assert!(!found.help.is_empty());
    }
}

#[test]
fn what_harms_nothing_is_let_through() {
    let link =
        dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => rect([50.0, 50.0, 90.0, 90.0]) };
    let mark = dictionary! {
        "Type" => "Annot", "Subtype" => "PrinterMark", "Rect" => rect([0.0, 0.0, 9.0, 9.0]),
        "AP" => dictionary! { "N" => Dictionary::new() },
    };
    let source = Pdf::new(4)
        .set(1, "Annots", vec![link.into(), mark.into()])
        .without(2, "Contents")
        .catalog("OCProperties", dictionary! { "OCGs" => Vec::<Object>::new() });
    imposed(&source.bytes(), &saddle());
    // Open states at the end of a page are closed, several streams joined.
    let source = Pdf::new(4).page(3, |document, page| {
        let parts: Vec<Object> = [&b"q 1 0 0 1"[..], b"0 0 cm q"]
            .into_iter()
            .map(|part| document.add_object(Stream::new(Dictionary::new(), part.to_vec())).into())
            .collect();
        document.get_dictionary_mut(page).expect("a page").set("Contents", parts);
    });
    let (_, document) = imposed(&source.bytes(), &saddle());
    assert_eq!(plain(&forms(&document)[&3]), b"q 1 0 0 1\n0 0 cm q\n Q Q");
    // Other boxes on request; no bleed there, which is told.
    let bytes = Pdf::new(4).without(1, "TrimBox").bytes();
    let (made, _) = imposed(&bytes, &Options { trim_from: TrimFrom::Media, ..saddle() });
    assert!(made.notes.iter().any(|note| note.message.contains("出血只有 0.0 毫米")), "{:?}", made.notes);
}

#[test]
fn sheets_are_not_imposed_again() {
    let made = impose(&Pdf::new(4).bytes(), &saddle()).expect("sheets");
    let refused = impose(&made.bytes, &saddle()).expect_err("sheets");
    assert!(refused[0].message.contains("已经是拼好的版"), "{refused:?}");
}

#[test]
fn hostile_files_end_in_a_message() {
    let good = Pdf::new(4).bytes();
    // Cut off, anywhere.
    for end in (0..good.len()).step_by(97) {
        assert!(impose(&good[..end], &saddle()).is_err(), "{end} bytes of {}", good.len());
    }
    // Trees that bite their tails.
    let mut cyclic = Pdf::new(4);
    let tree = cyclic.tree;
    let page = cyclic.pages[0];
    let kids: Vec<Object> = vec![page.into(), tree.into()];
    cyclic.document.get_dictionary_mut(tree).expect("a tree").set("Kids", kids);
    cyclic.document.get_dictionary_mut(tree).expect("a tree").set("Parent", tree);
    let _ = impose(&cyclic.bytes(), &saddle());
    let refused = impose(&Pdf::new(10_000).bytes(), &saddle()).expect_err("too many");
    assert!(refused[0].message.contains("超过 2000 面"), "{refused:?}");
    // A few bytes that become very many.
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        packer.write_all(&[b' '; 1 << 20]).expect("memory");
    }
    let bomb = packer.finish().expect("memory");
    let source = Pdf::new(4).page(2, |document, page| {
        let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, bomb).with_compression(false);
        let stream = document.add_object(stream);
        document.get_dictionary_mut(page).expect("a page").set("Contents", stream);
    });
    let refused = impose(&source.bytes(), &saddle()).expect_err("a bomb");
    assert_eq!(refused[0].page, Some(2), "{refused:?}");
    // Encrypted.
    let mut locked = Pdf::new(4);
    locked.document.trailer.set("Encrypt", dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2 });
    let refused = impose(&locked.bytes(), &saddle()).expect_err("a password");
    assert!(refused[0].message.contains("加了密"), "{refused:?}");
}

/// Bytes changed at random must never bring the program down.
#[test]
fn changed_bytes_never_panic() {
    let good = Pdf::new(3).set(1, "Rotate", 90).bytes();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..1500 {
        let mut bytes = good.clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = u8::try_from(random(256)).expect("a byte"),
                1 => drop(bytes.drain(at..(at + random(20)).min(good.len().min(bytes.len())))),
                _ => bytes[at] = b"0123456789<>[]()/R"[random(18)],
            }
        }
        let _ = impose(&bytes, &saddle());
    }
}

/// The press file of a small issue.
fn small() -> &'static PressFile {
    static SMALL: OnceLock<PressFile> = OnceLock::new();
    SMALL.get_or_init(|| {
        let office = Office::new();
        let fonts = root().join("fonts");
        let mut press = gongbao::press::Press::open(&office.issue(), Some(&fonts)).expect("an issue");
        let pages = press.typeset();
        let (document, manifest) = (pages.document.expect("pages"), pages.manifest.expect("a manifest"));
        let print = Print { marks: MarkKinds::ALL, ..Print::default() };
        let raw = gongbao::pdf::raw_print(&document, &manifest, print.bleed_mm).expect("a PDF");
        let profile = Profile::built_in();
        let job = PrintJob {
            print: &print,
            profile: &profile,
            title: "试验",
            author: "试验",
            creator: "试验",
            date: Date { year: 2024, month: 3, day: 29 },
            identifier: "试验",
        };
        press_file(&raw, &job).unwrap_or_else(|problems| panic!("{problems:#?}"))
    })
}

fn info(document: &Document, key: &[u8]) -> Option<Object> {
    document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok()?.get(key).ok().cloned()
}

fn packet(document: &Document) -> String {
    let stream = document.catalog().and_then(|catalog| catalog.get_deref(b"Metadata", document));
    String::from_utf8(plain(stream.and_then(Object::as_stream).expect("XMP"))).expect("text")
}

#[test]
fn sheets_of_a_press_file_are_press_files() {
    let bytes = &small().bytes;
    let source = Document::load_mem(bytes).expect("a PDF");
    let contents: Vec<_> = source.page_iter().map(|page| source.get_page_content(page)).collect();
    for options in [saddle(), signature(16), options(Scheme::Nup(nup(2, 1)))] {
        let (made, document) = imposed(bytes, &options);
        assert_eq!(made.standard.as_deref(), Some("PDF/X-4"));
        assert_eq!(document.version, source.version);
        for (number, form) in forms(&document) {
            assert_eq!([plain(&form), b"\n".to_vec()].concat(), contents[number - 1]);
            assert!(!form.dict.has(b"Group"), "page {number}");
        }
        for key in [&b"Title"[..], b"CreationDate", b"ModDate", b"GTS_PDFXVersion", b"Trapped"] {
            assert_eq!(info(&document, key), info(&source, key));
        }
        let intents = document.catalog().and_then(|catalog| catalog.get_deref(b"OutputIntents", &document));
        assert_eq!(intents.and_then(Object::as_array).expect("intents").len(), 2);
        // All the same but the two identifiers.
        let (one, other) = (packet(&source), packet(&document));
        let differ = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
        let differ: Vec<_> =
            differ.map(|(_, line)| line.trim().split('>').next().unwrap_or_default()).collect();
        assert_eq!(differ, ["<xmpMM:DocumentID", "<xmpMM:InstanceID"]);
        for side in 0..made.sides {
            let [media, bleed, trim] =
                ["MediaBox", "BleedBox", "TrimBox"].map(|key| box_of(&document, side, key));
            assert!(media[0] < bleed[0] && bleed[0] < trim[0] && trim[2] < bleed[2] && bleed[2] < media[2]);
        }
    }
}

#[test]
fn the_cover_comes_off_with_its_spine() {
    let print = Print { marks: MarkKinds::ALL, paper_mm: 0.2, ..Print::default() };
    let split =
        cover::split(&small().bytes, &print, false).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let pages = small().used.pages;
    assert_eq!(split.body_pages, pages - 4);
    let spine = (pages - 4) as f64 / 2.0 * 0.2;
    assert!((split.spine_mm - spine).abs() < 1e-9, "{}", split.spine_mm);

    let cover = Document::load_mem(&split.cover).expect("a PDF");
    assert_eq!(cover.page_iter().count(), 2);
    // Under the front cover lies its own colour, drawn out over the spine.
    assert_eq!(numbers(&cover), [[1, pages, 1].as_slice(), &[2, pages - 1]]);
    let trim = box_of(&cover, 0, "TrimBox");
    let millimetre = 72.0 / 25.4;
    assert!((trim[2] - trim[0] - (420.0 + spine) * millimetre).abs() < 0.01);
    let front = all_placed(&cover)[0][2].1;
    near((front[0], front[3]), (1.0, 1.0));
    assert_eq!(
        info(&cover, b"GTS_PDFXVersion"),
        info(&Document::load_mem(&small().bytes).expect("a PDF"), b"GTS_PDFXVersion")
    );

    let body = Document::load_mem(&split.body).expect("a PDF");
    let source = Document::load_mem(&small().bytes).expect("a PDF");
    let wanted: Vec<_> = source.page_iter().map(|page| source.get_page_content(page)).collect();
    let found: Vec<_> = body.page_iter().map(|page| body.get_page_content(page)).collect();
    assert_eq!(found, wanted[2..pages - 2]);
    // The body can be imposed in its turn.
    imposed(&split.body, &signature(16));

    let refused = cover::split(&Pdf::new(4).bytes(), &print, false).expect_err("no body");
    assert!(refused[0].message.contains("分不出封面和内文"), "{refused:?}");
    let refused = cover::split(&Pdf::new(9).bytes(), &print, true).expect_err("no spine page");
    assert!(refused[0].message.contains("书脊页"), "{refused:?}");
}

#[test]
fn the_command_writes_beside_its_source_and_keeps_the_last_good_sheets() {
    let office = Office::new();
    office.write("书.pdf", Pdf::new(8).bytes());
    let run = office.run(&["impose", "书.pdf", "--scheme", "saddle"]);
    expect(&run, 0, &["PDF/X"]);
    let sheets = std::fs::read(office.path().join("书.saddle.pdf")).expect("sheets");
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(told.contains("书.saddle.pdf：8 面，4 个版面"), "{told}");

    office.write("书.pdf", b"%PDF-1.6 broken");
    expect(&office.run(&["impose", "书.pdf", "--scheme", "saddle"]), 1, &["拼版-001", "损坏"]);
    assert_eq!(std::fs::read(office.path().join("书.saddle.pdf")).expect("sheets"), sheets);
    assert_eq!(std::fs::read(office.path().join("书.pdf")).expect("the source"), b"%PDF-1.6 broken");

    expect(&office.run(&["impose", "没有.pdf", "--scheme", "nup"]), 2, &["没有.pdf"]);
    expect(&office.run(&["impose", "书.pdf"]), 2, &["--scheme"]);
    for wrong in [["--sheet", "Z9"], ["--marks", "all,x"], ["--grid", "2"], ["--pages", "x"]] {
        expect(&office.run(&["impose", "书.pdf", "--scheme", "nup", wrong[0], wrong[1]]), 2, &[wrong[0]]);
    }
    office.write("书.pdf", Pdf::new(8).bytes());
    for wrong in [["--pages", "12"], ["--bleed", "99"], ["--paper", "5"], ["--paper", "NaN"]] {
        expect(
            &office.run(&["impose", "书.pdf", "--scheme", "signature", wrong[0], wrong[1]]),
            1,
            &["拼版-001"],
        );
    }
    let run = office
        .run(&["impose", "书.pdf", "--scheme", "nup", "--grid", "2x2", "--out", "大版", "--format", "json"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(told["output"][0]["sides"], 2);
    assert!(office.path().join("大版/书.nup.pdf").exists());
}
