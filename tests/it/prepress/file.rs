//! What a press file is around its pages: boxes, marks, metadata, output intent.

use gongbao::manifest::{Date, MarkKinds, PressStandard, Print};
use gongbao::prepress::{PrintJob, Profile, press_file};
use lopdf::{Dictionary, Document, Object};

use super::{Read, TEXT, at, pressed};

#[test]
fn boxes_stand_in_each_other() {
    let mm = |value: f32| value * 72.0 / 25.4;
    let file = pressed(&TEXT, |_| {}).expect("a press file");
    for page in Read::of(&file).pages() {
        let (media, bleed, trim) =
            (Read::rect(page, "MediaBox"), Read::rect(page, "BleedBox"), Read::rect(page, "TrimBox"));
        assert_eq!(media, bleed);
        for (side, sign) in [(0, -1.0), (1, -1.0), (2, 1.0), (3, 1.0)] {
            assert!((bleed[side] - trim[side] - sign * mm(3.0)).abs() < 0.01, "{bleed:?} {trim:?}");
        }
        assert!(!page.has(b"ArtBox") && !page.has(b"CropBox"));
    }
    let marked = pressed(&TEXT, |print| print.marks = MarkKinds::ALL).expect("a press file");
    for (page, plain) in Read::of(&marked).pages().zip(Read::of(&file).pages()) {
        assert_eq!(Read::rect(page, "BleedBox"), Read::rect(plain, "BleedBox"));
        assert_eq!(Read::rect(page, "TrimBox"), Read::rect(plain, "TrimBox"));
        let (media, bleed) = (Read::rect(page, "MediaBox"), Read::rect(page, "BleedBox"));
        assert!((bleed[0] - media[0] - mm(10.0)).abs() < 0.01, "{media:?} {bleed:?}");
    }
}

#[test]
fn what_the_file_says_of_itself_agrees() {
    for (standard, version, header, part) in [
        (PressStandard::X4, "PDF/X-4", "%PDF-1.6", "2"),
        (PressStandard::X1a, "PDF/X-1a:2003", "%PDF-1.4", "1"),
    ] {
        let file = pressed(&TEXT, |print| print.standard = standard).expect("a press file");
        let read = Read::of(&file);
        read.hold();
        assert!(file.bytes.starts_with(header.as_bytes()));
        assert_eq!(file.used.version, version);
        assert_eq!(read.info("GTS_PDFXVersion"), version);
        assert_eq!(read.info("Trapped"), "False");
        assert_eq!(read.info("Title"), "《试验》公报 & <2024>");
        assert_eq!(read.info("CreationDate"), "D:20240329000000Z");
        assert_eq!(read.info("ModDate"), read.info("CreationDate"));
        let xmp = read.xmp();
        for said in [
            "《试验》公报 &amp; &lt;2024&gt;</rdf:li>".to_owned(),
            "<rdf:li>试验县人民政府办公室</rdf:li>".to_owned(),
            "<xmp:CreateDate>2024-03-29T00:00:00Z<".to_owned(),
            "<xmp:ModifyDate>2024-03-29T00:00:00Z<".to_owned(),
            "<xmp:MetadataDate>2024-03-29T00:00:00Z<".to_owned(),
            format!("<xmp:CreatorTool>{}<", read.info("Creator")),
            format!("<pdf:Producer>{}<", read.info("Producer")),
            "<pdf:Trapped>False<".to_owned(),
            format!("GTS_PDFXVersion>{version}<"),
            format!("<pdfaid:part>{part}<"),
            "<xmpMM:DocumentID>uuid:".to_owned(),
            "<xmpMM:VersionID>".to_owned(),
            "<xmpMM:RenditionClass>default<".to_owned(),
        ] {
            assert!(xmp.contains(&said), "{said} is not in {xmp}");
        }
        let id = read.0.trailer.get(b"ID").and_then(Object::as_array).expect("an ID");
        assert!(id.len() == 2 && id.iter().all(|part| part.as_str().is_ok_and(|part| part.len() == 16)));
        // Tables of references, no streams: the last words are a trailer's.
        assert!(file.bytes.windows(8).any(|part| part == b"\ntrailer"), "{version}");
        assert!(!file.bytes.windows(7).any(|part| part == b"/ObjStm"), "{version}");
    }
}

#[test]
fn the_condition_stands_in_the_output_intent() {
    let intents = |change: fn(&mut Print)| {
        let read = Read::of(&pressed(&TEXT, change).expect("a press file"));
        let intents =
            read.0.catalog().and_then(|catalog| catalog.get(b"OutputIntents")).and_then(Object::as_array);
        let intent = |intent: &Object| {
            read.0.dereference(intent).expect("an intent").1.as_dict().expect("an intent").clone()
        };
        intents.expect("intents").iter().map(intent).collect::<Vec<_>>()
    };
    let said = |intent: &Dictionary, key: &str| {
        let object = intent.get(key.as_bytes()).ok()?;
        object
            .as_name()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .ok()
            .or_else(|| lopdf::decode_text_string(object).ok())
    };
    let built_in = intents(|_| {});
    let kinds: Vec<_> = built_in.iter().filter_map(|intent| said(intent, "S")).collect();
    assert_eq!(kinds, ["GTS_PDFX", "GTS_PDFA1"]);
    assert_eq!(
        built_in[0].get(b"DestOutputProfile").expect("a profile").as_reference().ok(),
        built_in[1].get(b"DestOutputProfile").expect("a profile").as_reference().ok()
    );
    assert_eq!(said(&built_in[0], "OutputConditionIdentifier").as_deref(), Some("FOGRA39"));
    assert_eq!(said(&built_in[0], "RegistryName").as_deref(), Some("http://www.color.org"));
    let own = intents(|print| print.condition = Some(at("本厂条件")));
    assert_eq!(said(&own[0], "OutputConditionIdentifier").as_deref(), Some("本厂条件"));
    assert_eq!(said(&own[0], "RegistryName"), None);
    assert!(said(&own[0], "Info").is_some());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let make = || pressed(&TEXT, |print| print.marks = MarkKinds::ALL).expect("a press file").bytes;
    let first = make();
    assert_eq!(first, make());
    // Another setting gives another file of the same document.
    let other = pressed(&TEXT, |print| print.overprint = false).expect("a press file").bytes;
    let id = |bytes: &[u8]| {
        let document = Document::load_mem(bytes).expect("a PDF");
        let id = document.trailer.get(b"ID").and_then(Object::as_array).expect("an ID");
        [0, 1].map(|part: usize| id[part].as_str().expect("bytes").to_vec())
    };
    assert_eq!(id(&first)[0], id(&other)[0]);
    assert_ne!(id(&first)[1], id(&other)[1]);
}

#[test]
fn marks_stand_in_the_slug_by_kind() {
    let none = MarkKinds::default();
    let lines = |marks: MarkKinds| {
        let read = Read::of(&pressed(&TEXT, |print| print.marks = marks).expect("a press file"));
        read.hold();
        let page = read.pages().nth(1).expect("a page").clone();
        let content = String::from_utf8_lossy(&read.content(&page)).into_owned();
        let slug = content.rsplit_once("MarkAll").map(|(_, slug)| slug.to_owned()).unwrap_or_default();
        (slug.matches(" l S").count(), slug.matches(" re f").count())
    };
    assert_eq!(lines(none), (0, 0));
    assert_eq!(lines(MarkKinds { crop: true, ..none }), (8, 0));
    assert_eq!(lines(MarkKinds { registration: true, ..none }), (8, 0));
    assert_eq!(lines(MarkKinds { bar: true, ..none }).0, 0);
    assert!(lines(MarkKinds { bar: true, ..none }).1 >= 8);
}

#[test]
fn broken_files_are_refused() {
    let whole = &*TEXT;
    for cut in [0, 1, 9, 200, whole.len() / 2, whole.len() - 30] {
        // What lopdf can repair may be printed; nothing may panic.
        let _ = pressed(&whole[..cut], |_| {});
    }
    assert!(pressed(b"", |_| {}).is_err());
    assert!(pressed(b"%PDF-1.6\n", |_| {}).is_err());
    // Bytes changed here and there, by a generator of no importance.
    let mut state = 1_u32;
    for _ in 0..200 {
        let mut bytes = whole.clone();
        for _ in 0..20 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        let _ = pressed(&bytes, |_| {});
    }
}

#[test]
fn profiles_that_are_none_are_refused() {
    let built_in = Profile::built_in();
    assert!(Profile::read(built_in.bytes()).is_ok());
    for bytes in [&b"not a profile"[..], &built_in.bytes()[..500]] {
        let problem = Profile::read(bytes).expect_err("a problem");
        assert!(problem.message.contains("ICC") && problem.help.contains("印厂"), "{problem:?}");
    }
    // Sound on its outside, broken inside.
    let mut hollow = built_in.bytes().to_vec();
    hollow[2048..].fill(0xff);
    let hollow = Profile::read(&hollow).expect("a header");
    let print = Print::default();
    let job = PrintJob {
        print: &print,
        profile: &hollow,
        title: "x",
        author: "",
        creator: "x",
        date: Date { year: 2024, month: 1, day: 1 },
        identifier: "x",
    };
    assert!(press_file(&TEXT, &job).is_err());
}
