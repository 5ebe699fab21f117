//! Press files: what of the screen's colours and of Typst's PDF is left, and what
//! the file says of itself.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gongbao::manifest::{At, Date, ManifestFile, MarkKinds, PressStandard, PressText, Print};
use gongbao::pdf;
use gongbao::prepress::{PressFile, PrintJob, Problem, Profile, press_file};
use gongbao::press::Press;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use crate::support::{Office, root};

/// A raw print file of a layout of its own, `lib.typ`, and files beside it.
fn raw(layout: &str, files: &[(&str, Vec<u8>)], settings: &str) -> Vec<u8> {
    let office = Office::new();
    office.write(
        "publication.toml",
        format!("name = \"试验县人民政府公报\"\nlayout = \"probe\"\n[print]\n{settings}"),
    );
    office.write("layouts/probe/lib.typ", format!("#let bulletin(issue, article) = {{\n{layout}\n}}"));
    for (name, bytes) in files {
        office.write(&format!("layouts/probe/{name}"), bytes);
    }
    typeset(&office.issue())
}

fn typeset(issue: &std::path::Path) -> Vec<u8> {
    let mut press = Press::open(issue, Some(&root().join("fonts"))).expect("an issue");
    let pages = press.typeset();
    let (Some(document), Some(manifest)) = (pages.document, pages.manifest) else {
        panic!("{:?}", pages.diagnostics);
    };
    pdf::raw_print(&document, &manifest, manifest.publication.print.bleed_mm).expect("a PDF")
}

/// Makes a press file with settings changed.
fn pressed(raw: &[u8], change: impl FnOnce(&mut Print)) -> Result<PressFile, Vec<Problem>> {
    let mut print = Print::default();
    change(&mut print);
    let profile = Profile::built_in();
    let job = PrintJob {
        print: &print,
        profile: &profile,
        title: "《试验》公报 & <2024>",
        author: "试验县人民政府办公室",
        creator: "gongbao",
        date: Date { year: 2024, month: 3, day: 29 },
        identifier: "试验 2024 1",
    };
    press_file(raw, &job)
}

/// A press file as another reader sees it.
struct Read(Document);

impl Read {
    fn of(file: &PressFile) -> Self {
        Self(Document::load_mem(&file.bytes).expect("a PDF"))
    }

    fn pages(&self) -> impl Iterator<Item = &Dictionary> {
        self.0.page_iter().map(|id| self.0.get_dictionary(id).expect("a page"))
    }

    fn content(&self, page: &Dictionary) -> Vec<u8> {
        let id = page.get(b"Contents").and_then(Object::as_reference).expect("one stream");
        self.0
            .get_object(id)
            .and_then(Object::as_stream)
            .expect("a stream")
            .get_plain_content()
            .expect("content")
    }

    /// The operators of every content stream there is.
    fn operations(&self) -> Vec<(String, Vec<Object>)> {
        let mut streams: Vec<Vec<u8>> = self.pages().map(|page| self.content(page)).collect();
        for object in self.0.objects.values() {
            let Ok(stream) = object.as_stream() else { continue };
            let form =
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
            if form || stream.dict.has(b"PatternType") {
                streams.push(stream.get_plain_content().expect("content"));
            }
        }
        let operations =
            streams.iter().flat_map(|content| Content::decode(content).expect("operators").operations);
        operations.map(|operation| (operation.operator, operation.operands)).collect()
    }

    /// Colours that are set, as their operators say it.
    fn colours(&self) -> BTreeSet<String> {
        let colours = self.operations().into_iter().filter(|(operator, _)| {
            matches!(operator.as_str(), "k" | "K" | "scn" | "SCN" | "g" | "G" | "rg" | "RG" | "sc" | "SC")
        });
        let operand = |operand: &Object| match operand {
            Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            number => format!("{:.3}", number.as_float().expect("a number")),
        };
        colours
            .map(|(operator, operands)| {
                let words = operands.iter().map(operand).chain([operator.to_lowercase()]);
                words.collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    fn rect(page: &Dictionary, key: &str) -> [f32; 4] {
        let numbers = page.get(key.as_bytes()).and_then(Object::as_array).expect("a box");
        let numbers: Vec<f32> = numbers.iter().map(|number| number.as_float().expect("a number")).collect();
        numbers.try_into().expect("four numbers")
    }

    fn info(&self, key: &str) -> String {
        let info = self.0.trailer.get(b"Info").and_then(Object::as_reference).expect("Info");
        let info = self.0.get_dictionary(info).expect("Info");
        match info.get(key.as_bytes()).expect("a key") {
            Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
            text => lopdf::decode_text_string(text).expect("a text"),
        }
    }

    fn xmp(&self) -> String {
        let id = self.0.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference);
        let stream = self.0.get_object(id.expect("XMP")).and_then(Object::as_stream).expect("XMP");
        String::from_utf8(stream.content.clone()).expect("UTF-8")
    }

    /// Images of the file, in its order.
    fn images(&self) -> Vec<&lopdf::Stream> {
        let streams = self.0.objects.values().filter_map(|object| object.as_stream().ok());
        streams
            .filter(|stream| {
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
            })
            .collect()
    }

    /// Fails if anything is left that a press may not see.
    #[track_caller]
    fn hold(&self) {
        for (operator, _) in self.operations() {
            let unfit = ["rg", "RG", "g", "G", "sc", "SC", "ri", "BDC", "BMC", "EMC", "BI", "MP", "DP"];
            assert!(!unfit.contains(&operator.as_str()), "{operator}");
        }
        for (id, object) in &self.0.objects {
            walk(object, &mut |object| match object {
                Object::Name(name) => {
                    let unfit: [&[u8]; 6] =
                        [b"DeviceRGB", b"ICCBased", b"CalRGB", b"CalGray", b"Lab", b"Transparency"];
                    assert!(!unfit.contains(&name.as_slice()), "{id:?}: {}", String::from_utf8_lossy(name));
                }
                Object::Dictionary(entries) => {
                    let unfit: [&[u8]; 14] = [
                        b"SMask",
                        b"ca",
                        b"CA",
                        b"BM",
                        b"Group",
                        b"TR",
                        b"HT",
                        b"Annots",
                        b"AA",
                        b"OpenAction",
                        b"Outlines",
                        b"Names",
                        b"StructTreeRoot",
                        b"Interpolate",
                    ];
                    for key in unfit {
                        assert!(!entries.has(key), "{id:?}: {}", String::from_utf8_lossy(key));
                    }
                }
                _ => {}
            });
        }
    }
}

/// Visits an object and all that stands in it.
fn walk(object: &Object, visit: &mut impl FnMut(&Object)) {
    visit(object);
    match object {
        Object::Array(parts) => parts.iter().for_each(|part| walk(part, visit)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, part)| walk(part, visit)),
        Object::Stream(stream) => walk(&Object::Dictionary(stream.dict.clone()), visit),
        _ => {}
    }
}

/// The sample issue, as Typst leaves it.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| typeset(&root().join("issues/2024-01")));

/// Two pages of all that a bulletin's text has.
static TEXT: LazyLock<Vec<u8>> = LazyLock::new(|| raw(TEXT_LAYOUT, &[], ""));

const TEXT_LAYOUT: &str = r##"
set document(title: "x")
set page(width: 210mm, height: 297mm, numbering: "1")
set text(font: "Noto Serif SC")
[正文 #text(fill: rgb("#c8161d"))[红] #text(fill: luma(90))[灰] #link("https://example.org")[网址]]
place(bottom + left, dx: -30mm, rect(width: 230mm, height: 20mm, fill: rgb("#c8161d"), text(fill: white)[反白]))
pagebreak()
[= 第二页]
line(length: 100%, stroke: 0.5pt + luma(0))
"##;

#[test]
fn the_sample_is_in_inks_alone() {
    let file = pressed(&SAMPLE, |_| {}).expect("a press file");
    let read = Read::of(&file);
    read.hold();
    assert_eq!(file.used.pages, 48);
    assert_eq!(file.used.plates, ["Cyan", "Magenta", "Yellow", "Black"]);
    assert_eq!((file.used.trim_mm, file.used.bleed_mm), ([210.0, 297.0], 3.0));
    assert_eq!(file.used.profile, "ISO Coated v2 300% (basICColor)");
    assert!(file.used.fonts.iter().any(|font| font == "NotoSerifSC-Regular"), "{:?}", file.used.fonts);
    // On pages of text black stands alone, and 红 is what it should be.
    for page in read.pages().take(12) {
        let content = Content::decode(&read.content(page)).expect("operators");
        for operation in
            content.operations.iter().filter(|operation| operation.operator.eq_ignore_ascii_case("k"))
        {
            let inks: Vec<f32> =
                operation.operands.iter().map(|ink| ink.as_float().expect("a number")).collect();
            assert!(matches!(inks.as_slice(), [0.0, 0.0, 0.0, _] | [0.0, 0.8, 0.8, 0.0]), "{inks:?}");
        }
    }
}

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

fn at(value: &str) -> At<String> {
    At { value: value.to_owned(), span: 0..0, file: ManifestFile::Issue }
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
fn text_overprints_by_setting() {
    let states = |change: fn(&mut Print)| {
        let read = Read::of(&pressed(&TEXT, change).expect("a press file"));
        let states = read.operations().into_iter().filter(|(operator, _)| operator == "gs").count();
        let over = read.0.objects.values().filter_map(|object| object.as_dict().ok());
        let over = over.filter(|entries| entries.get(b"op").and_then(Object::as_bool).unwrap_or(false));
        (
            states,
            over.map(|entries| entries.get(b"OPM").and_then(Object::as_i64).expect("OPM"))
                .collect::<Vec<_>>(),
        )
    };
    let (over, modes) = states(|_| {});
    assert!(over > 0);
    assert_eq!(modes, [1]);
    assert_eq!(states(|print| print.overprint = false), (0, Vec::new()));
}

#[test]
fn red_is_two_inks_or_a_spot() {
    let process = Read::of(&pressed(&TEXT, |_| {}).expect("a press file"));
    let colours = process.colours();
    assert!(colours.contains("0.000 0.800 0.800 0.000 k"), "{colours:?}");
    let file = pressed(&TEXT, |print| print.spot = Some(at("PANTONE 485 C"))).expect("a press file");
    assert_eq!(file.used.plates, ["Black", "PANTONE 485 C"]);
    assert_eq!(file.used.spots, ["PANTONE 485 C"]);
    let read = Read::of(&file);
    read.hold();
    let colours = read.colours();
    assert!(colours.contains("1.000 scn") && !colours.contains("0.000 0.800 0.800 0.000 k"), "{colours:?}");
    let spaces = read.0.objects.values().filter_map(|object| object.as_array().ok());
    let spots: Vec<_> = spaces
        .filter(|space| {
            space.first().is_some_and(|name| name.as_name().is_ok_and(|name| name == b"Separation"))
        })
        .collect();
    // One definition for the whole file.
    assert_eq!(spots.len(), 1, "{spots:?}");
    assert_eq!(spots[0][1].as_name().expect("a name"), b"PANTONE 485 C");
    assert_eq!(spots[0][2].as_name().expect("a name"), b"DeviceCMYK");
}

#[test]
fn text_can_be_outlines() {
    let raw = raw(TEXT_LAYOUT, &[], "text = \"outlines\"");
    let file = pressed(&raw, |print| print.text = PressText::Outlines).expect("a press file");
    assert!(
        file.used.fonts.is_empty() && file.warnings.is_empty(),
        "{:?} {:?}",
        file.used.fonts,
        file.warnings
    );
    let read = Read::of(&file);
    read.hold();
    assert!(read.operations().iter().all(|(operator, _)| !matches!(operator.as_str(), "Tj" | "TJ" | "BT")));
    assert!(read.operations().iter().any(|(operator, _)| operator == "gs"), "black outlines overprint");
}
