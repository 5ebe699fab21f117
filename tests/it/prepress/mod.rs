//! Press files: what of the screen's colours and of Typst's PDF is left, and what
//! the file says of itself.

mod colours;
mod file;
mod pictures;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use gongbao::manifest::{At, Date, ManifestFile, Print};
use gongbao::pdf;
use gongbao::prepress::{PressFile, PrintJob, Problem, Profile, press_file};
use gongbao::press::Press;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

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

fn typeset(issue: &Path) -> Vec<u8> {
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
    fn images(&self) -> Vec<&Stream> {
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

fn at(value: &str) -> At<String> {
    At { value: value.to_owned(), span: 0..0, file: ManifestFile::Issue }
}
