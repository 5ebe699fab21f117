//! One fault each, put into a good file: preflight names it and nothing else.

use gongbao::diagnostic::Code;
use gongbao::preflight::Rules;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::good::{Good, X1A, X4, saved, shown};
use super::injected::*;

/// A way to spoil a file.
struct Fault {
    what: &'static str,
    code: Code,
    change: Change,
    /// Settings that are other than the good file's.
    rules: Option<fn(&mut Rules)>,
}

enum Change {
    Objects(fn(&mut Document)),
    Bytes(fn(&[u8]) -> Vec<u8>),
}

fn objects(what: &'static str, code: Code, change: fn(&mut Document)) -> Fault {
    Fault { what, code, change: Change::Objects(change), rules: None }
}

fn bytes(what: &'static str, code: Code, change: fn(&[u8]) -> Vec<u8>) -> Fault {
    Fault { what, code, change: Change::Bytes(change), rules: None }
}

impl Fault {
    fn by(self, rules: fn(&mut Rules)) -> Self {
        Self { rules: Some(rules), ..self }
    }

    /// What is wrong with the answer; `None` where it names the fault alone.
    fn misjudged(&self, good: &Good) -> Option<String> {
        let bytes = match self.change {
            Change::Objects(change) => {
                let mut document = good.document();
                change(&mut document);
                saved(document)
            }
            Change::Bytes(change) => change(&good.bytes),
        };
        let mut rules = good.rules.clone();
        if let Some(change) = self.rules {
            change(&mut rules);
        }
        let report = gongbao::preflight::check(&bytes, &rules);
        let named = report.findings.iter().any(|finding| finding.code == self.code);
        let others = report.findings.iter().any(|finding| finding.code != self.code);
        let complete = report.findings.iter().all(|finding| {
            !finding.message.is_empty() && !finding.help.is_empty() && !finding.source.is_empty()
        });
        let wrong = !named || others || !complete;
        wrong.then(|| format!("{}: expected {} alone, found:\n{}", self.what, self.code, shown(&report)))
    }
}

#[track_caller]
fn judge(faults: &[Fault], good: &Good) {
    let wrong: Vec<_> = faults.iter().filter_map(|fault| fault.misjudged(good)).collect();
    assert!(wrong.is_empty(), "{} of {} misjudged\n{}", wrong.len(), faults.len(), wrong.join("\n"));
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).rposition(|window| window == from).expect("what is to be replaced");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn faults_of_the_file() {
    judge(
        &[
            bytes("header of PDF 1.7", Code::PdfHeader, |bytes| replaced(bytes, b"%PDF-1.6", b"%PDF-1.7")),
            bytes("header of PDF 2.0", Code::PdfHeader, |bytes| replaced(bytes, b"%PDF-1.6", b"%PDF-2.0")),
            bytes("header without a version", Code::PdfHeader, |bytes| {
                replaced(bytes, b"%PDF-1.6", b"%PDF-xyz")
            }),
            objects("catalog of PDF 1.7", Code::PdfHeader, |document| {
                catalog(document).set("Version", name("1.7"));
            }),
            objects("no file identifier", Code::PdfIdentifier, |document| {
                document.trailer.remove(b"ID");
            }),
            objects("an empty file identifier", Code::PdfIdentifier, |document| {
                document.trailer.set("ID", vec![string(""), string("")]);
            }),
            objects("half a file identifier", Code::PdfIdentifier, |document| {
                document.trailer.set("ID", vec![string("one")]);
            }),
            objects("an encryption dictionary", Code::PdfEncrypted, |document| {
                let dict = dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4 };
                document.trailer.set("Encrypt", dict);
            }),
            bytes("cross-references one byte off", Code::PdfXref, |bytes| {
                // Every entry of the table points one byte further.
                let table = bytes.windows(6).rposition(|window| window == b"\nxref\n").expect("a table");
                let mut bytes = bytes.to_vec();
                let end = bytes.windows(7).rposition(|window| window == b"trailer").expect("a trailer");
                for at in table..end - 18 {
                    if &bytes[at + 10..at + 11] == b" "
                        && bytes[at + 17] == b'n'
                        && bytes[at..at + 10].iter().all(u8::is_ascii_digit)
                    {
                        let offset: usize = std::str::from_utf8(&bytes[at..at + 10])
                            .expect("digits")
                            .parse()
                            .expect("a number");
                        bytes[at..at + 10].copy_from_slice(format!("{:010}", offset + 1).as_bytes());
                    }
                }
                bytes
            }),
            bytes("startxref that points nowhere", Code::PdfXref, |bytes| {
                let at = bytes.windows(9).rposition(|window| window == b"startxref").expect("startxref");
                [&bytes[..at], b"startxref\n7\n%%EOF\n"].concat()
            }),
            bytes("no end of file", Code::PdfEnd, |bytes| replaced(bytes, b"%%EOF", b"")),
            bytes("bytes after the end", Code::PdfTail, |bytes| [bytes, b"<html>no</html>"].concat()),
            objects("a stream that does not unpack", Code::PdfObject, |document| {
                let broken = dictionary! { "Filter" => "FlateDecode", "Type" => "Metadata" };
                let id = document.add_object(Stream::new(broken, b"this is not compressed".to_vec()));
                resource(document, 1, "Properties", "Broken", id);
                paint(document, 1, "/Nothing MP");
                let content = Stream::new(dictionary! { "Filter" => "FlateDecode" }, vec![1, 2, 3]);
                let id = document.add_object(content);
                let page = page(document, 1);
                let mut parts = page.get(b"Contents").and_then(Object::as_array).expect("parts").clone();
                parts.push(id.into());
                page.set("Contents", parts);
            }),
            bytes("a key that stands twice", Code::PdfRepeatedKey, |bytes| {
                replaced(bytes, b"trailer\n<<", b"trailer\n<</Twice 1/Twice 2")
            }),
            objects("data in another file", Code::PdfExternal, |document| {
                let mut stream = fine();
                stream.dict.set("F", string("picture.raw"));
                picture(document, 1, stream);
            }),
            objects("an unknown compression", Code::PdfFilter, |document| {
                let dict = dictionary! { "Filter" => "Crypt" };
                let id = document.add_object(Stream::new(dict, b"q Q".to_vec()));
                resource(document, 1, "XObject", "Unused", id);
            }),
            objects("LZW", Code::PdfFilter, |document| {
                let dict = dictionary! { "Filter" => "LZWDecode" };
                let id = document.add_object(Stream::new(
                    dict,
                    vec![0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01],
                ));
                resource(document, 1, "XObject", "Unused", id);
            }),
        ],
        &X4,
    );
}

#[test]
fn faults_of_the_output_intent() {
    judge(
        &[
            objects("no output intents", Code::IntentMissing, |document| {
                catalog(document).remove(b"OutputIntents");
            }),
            objects("an output intent of another kind", Code::IntentMissing, |document| {
                intent(document).set("S", name("GTS_PDFA1"));
            }),
            objects("two output intents", Code::IntentSeveral, |document| {
                let id = intents(document, "GTS_PDFX")[0];
                let more = document.get_object(id).expect("an intent").clone();
                let id = document.add_object(more);
                let listed = catalog(document)
                    .get(b"OutputIntents")
                    .and_then(Object::as_array)
                    .expect("direct")
                    .clone();
                catalog(document).set("OutputIntents", [listed, vec![id.into()]].concat());
            }),
            objects("no output condition", Code::IntentCondition, |document| {
                intent(document).remove(b"OutputConditionIdentifier");
            }),
            objects("an empty output condition", Code::IntentCondition, |document| {
                intent(document).set("OutputConditionIdentifier", string(""));
            }),
            objects("another output condition", Code::IntentDiffers, |document| {
                intent(document).set("OutputConditionIdentifier", string("CGATS TR 001"));
            }),
            objects("no profile", Code::IntentProfile, |document| {
                intent(document).remove(b"DestOutputProfile");
            }),
            objects("a profile cut short", Code::IntentBroken, |document| {
                profile(document).content.truncate(4000);
                let content = profile(document).content.clone();
                profile(document).set_content(content);
            }),
            objects("a profile that is none", Code::IntentBroken, |document| {
                profile(document).set_content(vec![b'x'; 4000]);
            }),
            objects("a display's profile", Code::IntentKind, |document| {
                profile(document).content[12..16].copy_from_slice(b"mntr");
            }),
            objects("an RGB profile", Code::IntentKind, |document| {
                profile(document).content[16..20].copy_from_slice(b"RGB ");
                profile(document).dict.set("N", 3);
            }),
            objects("a profile of a version to come", Code::IntentKind, |document| {
                profile(document).content[8] = 5;
            }),
            objects("a profile with the wrong number of components", Code::IntentKind, |document| {
                profile(document).dict.set("N", 3);
            }),
            objects("a profile without a number of components", Code::IntentKind, |document| {
                profile(document).dict.remove(b"N");
            }),
        ],
        &X4,
    );
}

#[test]
fn faults_of_the_metadata() {
    judge(
        &[
            objects("no XMP", Code::XmpMissing, |document| {
                catalog(document).remove(b"Metadata");
            }),
            objects("XMP that ends too early", Code::XmpBroken, |document| {
                xmp(document, |text| text[..text.len() * 2 / 3].to_owned());
            }),
            objects("XMP with a tag that is not closed", Code::XmpBroken, |document| {
                xmp(document, |text| text.replace("</rdf:RDF>", ""));
            }),
            objects("XMP without an RDF description", Code::XmpBroken, |document| {
                xmp(document, |_| "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>".to_owned());
            }),
            objects("no mark of the standard", Code::XVersion, |document| {
                xmp(document, without("pdfxid:GTS_PDFXVersion"));
            }),
            objects("another standard's mark", Code::XVersion, |document| {
                xmp(document, instead("pdfxid:GTS_PDFXVersion", "PDF/X-3:2003"));
            }),
            objects("no DocumentID", Code::XmpIdentity, |document| {
                xmp(document, without("xmpMM:DocumentID"))
            }),
            objects("no VersionID", Code::XmpIdentity, |document| xmp(document, without("xmpMM:VersionID"))),
            objects("no RenditionClass", Code::XmpIdentity, |document| {
                xmp(document, without("xmpMM:RenditionClass"));
            }),
            objects("no CreationDate", Code::DateMissing, |document| {
                info(document).remove(b"CreationDate");
            }),
            objects("no ModDate", Code::DateMissing, |document| {
                info(document).remove(b"ModDate");
            }),
            objects("no CreateDate in XMP", Code::DateMissing, |document| {
                xmp(document, without("xmp:CreateDate"))
            }),
            objects("no ModifyDate in XMP", Code::DateMissing, |document| {
                xmp(document, without("xmp:ModifyDate"))
            }),
            objects("no MetadataDate", Code::DateMissing, |document| {
                xmp(document, without("xmp:MetadataDate"))
            }),
            objects("a date that is none", Code::InstantForm, |document| {
                info(document).set("CreationDate", string("29 March 2024"));
            }),
            objects("the thirtieth of February", Code::InstantForm, |document| {
                xmp(document, instead("xmp:MetadataDate", "2024-02-30T08:00:00Z"));
            }),
            objects("dates that differ", Code::DateDiffers, |document| {
                info(document).set("CreationDate", string("D:20230101000000Z"));
            }),
            objects("changed before it was made", Code::DateDiffers, |document| {
                info(document).set("ModDate", string("D:19990101000000Z"));
                xmp(document, instead("xmp:ModifyDate", "1999-01-01T00:00:00Z"));
            }),
            objects("no title in Info", Code::TitleMissing, |document| {
                info(document).remove(b"Title");
            }),
            objects("no title in XMP", Code::TitleMissing, |document| xmp(document, without("dc:title"))),
            objects("an empty title", Code::TitleMissing, |document| {
                info(document).set("Title", string(" "));
            }),
            objects("titles that differ", Code::TitleDiffers, |document| {
                info(document).set("Title", string("Something else"));
            }),
            objects("Trapped not told", Code::Trapped, |document| {
                info(document).remove(b"Trapped");
            }),
            objects("Trapped unknown", Code::Trapped, |document| {
                info(document).set("Trapped", name("Unknown"));
                xmp(document, without("pdf:Trapped"));
            }),
            objects("Trapped in two ways", Code::TrappedDiffers, |document| {
                info(document).set("Trapped", name("True"));
            }),
            objects("two producers", Code::InfoDiffers, |document| {
                info(document).set("Producer", string("another program"));
            }),
        ],
        &X4,
    );
}

#[test]
fn faults_of_boxes_and_pages() {
    judge(
        &[
            objects("no trim box", Code::TrimMissing, |document| {
                page(document, 1).remove(b"TrimBox");
            }),
            objects("an art box beside the trim box", Code::TrimAndArt, |document| {
                let trim = page(document, 1).get(b"TrimBox").expect("a trim box").clone();
                page(document, 1).set("ArtBox", trim);
            }),
            objects("a bleed box inside the trim", Code::BoxesNested, |document| {
                let [left, bottom, right, top] = sides(document, 1, "TrimBox");
                page(document, 1).set("BleedBox", real(&[left + 5.0, bottom + 5.0, right - 5.0, top - 5.0]));
            })
            .by(|rules| rules.bleed_mm = 0.0),
            objects("a bleed box beyond the sheet", Code::BoxesNested, |document| {
                let [left, bottom, right, top] = sides(document, 1, "MediaBox");
                page(document, 1).set("BleedBox", real(&[left - 9.0, bottom, right, top]));
            }),
            objects("no bleed box", Code::BleedSmall, |document| {
                page(document, 1).remove(b"BleedBox");
            }),
            objects("two millimetres of bleed", Code::BleedSmall, |document| {
                let [left, bottom, right, top] = sides(document, 1, "TrimBox");
                page(document, 1)
                    .set("BleedBox", real(&[left - 5.67, bottom - 5.67, right + 5.67, top + 5.67]));
            }),
            objects("another trim size", Code::TrimDiffers, |document| {
                let [left, bottom, right, top] = sides(document, 1, "TrimBox");
                page(document, 1).set("TrimBox", real(&[left, bottom + 20.0, right, top]));
            }),
            objects("pages of two sizes", Code::TrimUneven, |document| {
                let [left, bottom, right, top] = sides(document, 1, "TrimBox");
                page(document, 1).set("TrimBox", real(&[left, bottom + 20.0, right, top]));
            })
            .by(|rules| rules.trim_mm = None),
            objects("a unit of its own", Code::UserUnit, |document| page(document, 1).set("UserUnit", 2)),
            objects("a rotated page", Code::PageRotated, |document| page(document, 1).set("Rotate", 90)),
            objects("a crop box inside the trim", Code::CropSmall, |document| {
                let [left, bottom, right, top] = sides(document, 1, "TrimBox");
                page(document, 1).set("CropBox", real(&[left + 9.0, bottom + 9.0, right - 9.0, top - 9.0]));
            }),
            objects("an empty crop box", Code::BoxBroken, |document| {
                page(document, 1).set("CropBox", real(&[0.0; 4]));
            }),
            objects("a sheet of three sides", Code::BoxBroken, |document| {
                page(document, 1).set("CropBox", real(&[0.0, 0.0, 600.0]));
            }),
            objects("no sheet", Code::BoxBroken, |document| {
                page(document, 1).remove(b"MediaBox");
            }),
            objects("a page too few to fold", Code::PageMultiple, |document| document.delete_pages(&[2]))
                .by(|rules| rules.pages = None),
            objects("a page missing", Code::PageCount, |document| document.delete_pages(&[2]))
                .by(|rules| rules.multiple = 1),
            objects("a wrong count of pages", Code::PageTree, |document| {
                let pages = catalog(document).get(b"Pages").and_then(Object::as_reference).expect("a tree");
                document.get_dictionary_mut(pages).expect("a tree").set("Count", 99);
            }),
            objects("a page that stands twice", Code::PageTree, |document| {
                let pages = catalog(document).get(b"Pages").and_then(Object::as_reference).expect("a tree");
                let first = page_id(document, 0);
                let tree = document.get_dictionary_mut(pages).expect("a tree");
                let mut kids = tree.get(b"Kids").and_then(Object::as_array).expect("kids").clone();
                kids.push(first.into());
                tree.set("Kids", kids);
            }),
            objects("a page without content", Code::PageBlank, |document| {
                page(document, 1).remove(b"Contents");
            }),
        ],
        &X4,
    );
}

/// Red text somewhere on a page, in a font of the page.
fn text(document: &mut Document, size: f32, [x, y]: [f32; 2], before: &str) {
    let (font, _) = font(document, 1);
    paint(document, 1, &format!("{before} BT /{font} {size} Tf {x} {y} Td <0001> Tj ET"));
}

const RED: &str = "0 0.8 0.8 0 k";

#[test]
fn faults_of_fonts_and_text() {
    judge(
        &[
            objects("a font of every reader", Code::FontNotEmbedded, |document| {
                let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
                resource(document, 1, "Font", "Injected", font);
                paint(document, 1, &format!("{RED} BT /Injected 12 Tf 200 400 Td (abc) Tj ET"));
            }),
            objects("a font whose program is gone", Code::FontNotEmbedded, |document| {
                let (_, id) = font(document, 1);
                let descriptor = descendant(document, id)
                    .get(b"FontDescriptor")
                    .and_then(Object::as_reference)
                    .expect("a descriptor");
                let descriptor = document.get_dictionary_mut(descriptor).expect("a descriptor");
                for key in ["FontFile", "FontFile2", "FontFile3"] {
                    descriptor.remove(key.as_bytes());
                }
            }),
            objects("a font program that can't be read", Code::FontBroken, |document| {
                let (_, id) = font(document, 1);
                let descriptor = descendant(document, id)
                    .get(b"FontDescriptor")
                    .and_then(Object::as_reference)
                    .expect("a descriptor");
                let broken = document.add_object(Stream::new(Dictionary::new(), b"no font".to_vec()));
                let descriptor = document.get_dictionary_mut(descriptor).expect("a descriptor");
                let key = ["FontFile2", "FontFile3"]
                    .into_iter()
                    .find(|key| descriptor.has(key.as_bytes()))
                    .expect("a program");
                descriptor.set(key, broken);
            }),
            objects("a Type 3 font", Code::FontType3, |document| {
                let glyph = document.add_object(Stream::new(
                    Dictionary::new(),
                    b"1000 0 0 0 750 750 d1 0 0 750 750 re f".to_vec(),
                ));
                let font = dictionary! {
                    "Type" => "Font", "Subtype" => "Type3", "FontBBox" => real(&[0.0, 0.0, 750.0, 750.0]),
                    "FontMatrix" => real(&[0.001, 0.0, 0.0, 0.001, 0.0, 0.0]), "FirstChar" => 97, "LastChar" => 97,
                    "Widths" => real(&[1000.0]), "CharProcs" => dictionary! { "square" => glyph },
                    "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => vec![97.into(), name("square")] },
                    "Resources" => Dictionary::new(), "ToUnicode" => glyph,
                };
                resource(document, 1, "Font", "Injected", font);
                paint(document, 1, &format!("{RED} BT /Injected 12 Tf 200 400 Td (a) Tj ET"));
            }),
            objects("a character without a glyph", Code::FontNotdef, |document| {
                let (font, _) = font(document, 1);
                paint(document, 1, &format!("{RED} BT /{font} 12 Tf 200 400 Td <0000> Tj ET"));
            }),
            objects("a character beyond the font", Code::FontNotdef, |document| {
                let (font, _) = font(document, 1);
                paint(document, 1, &format!("{RED} BT /{font} 12 Tf 200 400 Td <FFF0> Tj ET"));
            }),
            objects("widths of another font", Code::FontWidths, |document| {
                let (_, id) = font(document, 1);
                let descendant = descendant(document, id);
                descendant.set("W", vec![0.into(), 65535.into(), 333.into()]);
            }),
            objects("text that can't be read out", Code::FontUnicode, |document| {
                let (_, id) = font(document, 1);
                document.get_dictionary_mut(id).expect("a font").remove(b"ToUnicode");
            }),
            objects("text in no font", Code::FontMissing, |document| {
                paint(document, 1, "BT /Nowhere 12 Tf 200 400 Td (a) Tj ET");
            }),
            objects("text of 4.5 points", Code::TextSmall, |document| {
                text(document, 4.5, [200.0, 400.0], RED)
            }),
            objects("text made small", Code::TextSmall, |document| {
                text(document, 20.0, [2000.0, 4000.0], &format!("{RED} 0.1 0 0 0.1 0 0 cm"));
            }),
        ],
        &X4,
    );
}

#[test]
fn faults_of_colour() {
    judge(
        &[
            objects("RGB text", Code::ColourRgb, |document| text(document, 12.0, [200.0, 400.0], "1 0 0 rg")),
            objects("an RGB area", Code::ColourRgb, |document| block(document, 1, "0.2 0.4 0.6 rg")),
            objects("an RGB line", Code::ColourRgb, |document| {
                paint(document, 1, "1 0 0 RG 1 w 200 400 m 300 400 l S");
            }),
            objects("RGB as a named space", Code::ColourRgb, |document| {
                resource(document, 1, "ColorSpace", "Injected", name("DeviceRGB"));
                block(document, 1, "/Injected cs 1 0 0 sc");
            }),
            objects("an RGB picture", Code::ColourRgb, |document| {
                picture(document, 1, image("DeviceRGB", 8, [500, 500], vec![100; 750_000]));
            }),
            objects("an RGB picture in the content", Code::ColourRgb, |document| {
                paint(document, 1, "2 0 0 2 200 400 cm BI /W 9 /H 9 /CS /RGB /BPC 8 /F /AHx ID 00> EI");
            }),
            objects("a table of RGB colours", Code::ColourRgb, |document| {
                let table = vec![name("Indexed"), name("DeviceRGB"), 1.into(), string("abcdef")];
                picture(document, 1, image(table, 8, [500, 500], vec![0; 250_000]));
            }),
            objects("an RGB shading", Code::ColourRgb, |document| {
                let function = dictionary! { "FunctionType" => 2, "Domain" => real(&[0.0, 1.0]), "C0" => real(&[0.0; 3]), "C1" => real(&[1.0; 3]), "N" => 1 };
                let shading = dictionary! { "ShadingType" => 2, "ColorSpace" => "DeviceRGB", "Coords" => real(&[200.0, 0.0, 300.0, 0.0]), "Function" => function };
                resource(document, 1, "Shading", "Injected", shading);
                paint(document, 1, "200 400 100 100 re W n /Injected sh");
            }),
            objects("RGB in a pattern", Code::ColourRgb, |document| {
                let dict = dictionary! {
                    "Type" => "Pattern", "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "BBox" => real(&[0.0, 0.0, 9.0, 9.0]),
                    "XStep" => 9, "YStep" => 9, "Resources" => Dictionary::new(),
                };
                let id = document.add_object(Stream::new(dict, b"1 0 0 rg 0 0 5 5 re f".to_vec()));
                resource(document, 1, "Pattern", "Injected", id);
                block(document, 1, "/Pattern cs /Injected scn");
            }),
            objects("RGB in a form in a form", Code::ColourRgb, |document| {
                let form = |resources: Dictionary, content: &str| {
                    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 600.0, 800.0]), "Resources" => resources };
                    Stream::new(dict, content.as_bytes().to_vec())
                };
                let inner = document.add_object(form(Dictionary::new(), "1 0 0 rg 200 400 100 100 re f"));
                let outer = form(dictionary! { "XObject" => dictionary! { "Inner" => inner } }, "/Inner Do");
                let outer = document.add_object(outer);
                resource(document, 1, "XObject", "Injected", outer);
                paint(document, 1, "/Injected Do");
            }),
            objects("CalRGB", Code::ColourCalibrated, |document| {
                let space = vec![name("CalRGB"), dictionary! { "WhitePoint" => real(&[0.95, 1.0, 1.09]) }.into()];
                resource(document, 1, "ColorSpace", "Injected", space);
                block(document, 1, "/Injected cs 1 0 0 sc");
            }),
            objects("Lab", Code::ColourCalibrated, |document| {
                let space = vec![name("Lab"), dictionary! { "WhitePoint" => real(&[0.95, 1.0, 1.09]) }.into()];
                resource(document, 1, "ColorSpace", "Injected", space);
                block(document, 1, "/Injected cs 50 0 0 sc");
            }),
            objects("CalGray", Code::ColourCalibrated, |document| {
                let space = vec![name("CalGray"), dictionary! { "WhitePoint" => real(&[0.95, 1.0, 1.09]) }.into()];
                picture(document, 1, image(space, 8, [500, 500], vec![128; 250_000]));
            }),
            objects("ICC-based RGB", Code::ColourIcc, |document| {
                let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, vec![0; 200]));
                resource(document, 1, "ColorSpace", "Injected", vec![name("ICCBased"), profile.into()]);
                block(document, 1, "/Injected cs 1 0 0 sc");
            }),
            objects("CMYK with the intent's own profile", Code::ColourIccSame, |document| {
                let profile = intent(document).get(b"DestOutputProfile").expect("a profile").clone();
                resource(document, 1, "ColorSpace", "Injected", vec![name("ICCBased"), profile]);
                block(document, 1, "/Injected cs 0 1 0 0 sc");
            }),
            objects("a colour space that is not there", Code::ColourBroken, |document| {
                block(document, 1, "/Nowhere cs");
            }),
            objects("a default colour space", Code::ColourDefault, |document| {
                let profile = document.add_object(Stream::new(dictionary! { "N" => 4 }, vec![0; 200]));
                resource(document, 1, "ColorSpace", "DefaultCMYK", vec![name("ICCBased"), profile.into()]);
            }),
            objects("a spot defined in two ways", Code::SpotConflict, |document| {
                resource(document, 1, "ColorSpace", "One", spot("Gold", [0.0, 0.2, 0.8, 0.1]));
                resource(document, 1, "ColorSpace", "Two", spot("Gold", [0.0, 0.5, 0.8, 0.1]));
                block(document, 1, "/One cs 1 scn");
                block(document, 1, "/Two cs 1 scn");
            })
            .by(|rules| rules.spots = None),
            objects("a spot that is not the publication's", Code::SpotUnexpected, |document| {
                resource(document, 1, "ColorSpace", "One", spot("Gold", [0.0, 0.2, 0.8, 0.1]));
                block(document, 1, "/One cs 1 scn");
            }),
            objects("a spot in a DeviceN", Code::SpotUnexpected, |document| {
                let function = dictionary! { "FunctionType" => 4, "Domain" => real(&[0.0, 1.0, 0.0, 1.0]), "Range" => real(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]) };
                let function = document.add_object(Stream::new(function, b"{ 0 0 }".to_vec()));
                let names = vec![name("Black"), name("Gold")];
                resource(document, 1, "ColorSpace", "One", vec![name("DeviceN"), names.into(), name("DeviceCMYK"), function.into()]);
                block(document, 1, "/One cs 0 1 scn");
            }),
            objects("four spots", Code::SpotMany, |document| {
                for (called, tint) in [("One", 0.1), ("Two", 0.2), ("Three", 0.3), ("Four", 0.4)] {
                    resource(document, 1, "ColorSpace", called, spot(called, [0.0, tint, 0.8, 0.1]));
                    block(document, 1, &format!("/{called} cs 1 scn"));
                }
            })
            .by(|rules| rules.spots = None),
            objects("a spot that stands for RGB", Code::SpotAlternate, |document| {
                let function = dictionary! { "FunctionType" => 2, "Domain" => real(&[0.0, 1.0]), "C0" => real(&[1.0; 3]), "C1" => real(&[0.8, 0.1, 0.1]), "N" => 1 };
                resource(document, 1, "ColorSpace", "One", vec![name("Separation"), name("Gold"), name("DeviceRGB"), function.into()]);
                block(document, 1, "/One cs 1 scn");
            })
            .by(|rules| rules.spots = None),
            objects("black text in four inks", Code::BlackText, |document| {
                text(document, 12.0, [200.0, 400.0], "0.73 0.5 0.5 0.89 k");
            }),
            objects("black text of three inks", Code::BlackText, |document| {
                text(document, 12.0, [200.0, 400.0], "0.8 0.8 0.8 0 k");
            }),
            objects("a black rule in four inks", Code::BlackShape, |document| {
                paint(document, 1, "0.6 0.5 0.5 1 K 1 w 200 400 m 300 400 l S");
            }),
            objects("registration colour on the page", Code::Registration, |document| {
                resource(document, 1, "ColorSpace", "One", spot("All", [1.0; 4]));
                text(document, 12.0, [200.0, 400.0], "/One cs 1 scn");
            }),
            objects("white that overprints", Code::WhiteOverprint, |document| {
                resource(document, 1, "ExtGState", "Over", dictionary! { "OP" => true, "op" => true, "OPM" => 1 });
                text(document, 12.0, [200.0, 400.0], "/Over gs 0 0 0 0 k");
            }),
            objects("overprint without its mode", Code::OverprintMode, |document| {
                resource(document, 1, "ExtGState", "Over", dictionary! { "OP" => true, "op" => true, "OPM" => 0 });
                block(document, 1, "/Over gs 0 0 0 1 k");
            }),
            objects("black text that knocks out", Code::BlackKnockout, |document| {
                text(document, 12.0, [200.0, 400.0], "0 0 0 1 k");
            }),
        ],
        &X4,
    );
}

/// Paints a block in a graphics state.
fn in_state(document: &mut Document, state: Dictionary) {
    let id = document.add_object(state);
    resource(document, 1, "ExtGState", "Injected", id);
    block(document, 1, "/Injected gs 0 0.5 0 0 k");
}

#[test]
fn faults_of_transparency_and_device_settings() {
    judge(
        &[
            objects("a page's transparency group", Code::TransparencyGroup, |document| {
                let group = dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" };
                page(document, 1).set("Group", group);
            }),
            objects("a form's transparency group", Code::TransparencyGroup, |document| {
                let group = dictionary! { "S" => "Transparency" };
                let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 600.0, 800.0]), "Group" => group };
                let id = document.add_object(Stream::new(dict, b"0 0.5 0 0 k 200 400 50 50 re f".to_vec()));
                resource(document, 1, "XObject", "Injected", id);
                paint(document, 1, "/Injected Do");
            }),
            objects("a picture's soft mask", Code::SoftMask, |document| {
                let mask = document.add_object(fine());
                let mut stream = fine();
                stream.dict.set("SMask", mask);
                picture(document, 1, stream);
            }),
            objects("a soft mask", Code::SoftMask, |document| {
                let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 9.0, 9.0]) };
                let form = document.add_object(Stream::new(form, Vec::new()));
                in_state(
                    document,
                    dictionary! { "SMask" => dictionary! { "S" => "Luminosity", "G" => form } },
                );
            }),
            objects("half opaque areas", Code::Opacity, |document| {
                in_state(document, dictionary! { "ca" => 0.5 })
            }),
            objects("half opaque lines", Code::Opacity, |document| {
                in_state(document, dictionary! { "CA" => 0.5 })
            }),
            objects("a blend mode", Code::BlendMode, |document| {
                in_state(document, dictionary! { "BM" => "Multiply" })
            }),
            objects("blend modes to choose from", Code::BlendMode, |document| {
                in_state(document, dictionary! { "BM" => vec![name("Darken"), name("Normal")] });
            }),
            objects("a transfer function", Code::TransferFunction, |document| {
                in_state(document, dictionary! { "TR" => "Identity" });
            }),
            objects(
                "a transfer function in a state that is called like a key",
                Code::TransferFunction,
                |document| {
                    let id = document.add_object(dictionary! { "TR" => "Identity" });
                    resource(document, 1, "ExtGState", "P", id);
                    block(document, 1, "/P gs 0 0.5 0 0 k");
                },
            ),
            objects("PostScript in a form that is called like a key", Code::PostScript, |document| {
                let dict = dictionary! { "Type" => "XObject", "Subtype" => "PS" };
                let id = document.add_object(Stream::new(dict, b"showpage".to_vec()));
                resource(document, 1, "XObject", "Prev", id);
                paint(document, 1, "/Prev Do");
            }),
            objects("a transfer function of the second kind", Code::TransferFunction, |document| {
                let function = dictionary! { "FunctionType" => 2, "Domain" => real(&[0.0, 1.0]), "N" => 2 };
                in_state(document, dictionary! { "TR2" => function });
            }),
            objects("a halftone of its own", Code::Halftone, |document| {
                let halftone = dictionary! { "HalftoneType" => 1, "Frequency" => 60, "Angle" => 45, "SpotFunction" => "Round" };
                in_state(document, dictionary! { "HT" => halftone });
            }),
            objects("a halftone's phase", Code::Halftone, |document| {
                in_state(document, dictionary! { "HTP" => vec![0.into(), 0.into()] });
            }),
            objects("PostScript", Code::PostScript, |document| {
                let dict = dictionary! { "Type" => "XObject", "Subtype" => "PS" };
                let id = document.add_object(Stream::new(dict, b"showpage".to_vec()));
                resource(document, 1, "XObject", "Injected", id);
                paint(document, 1, "/Injected Do");
            }),
            objects("PostScript in a form", Code::PostScript, |document| {
                let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Subtype2" => "PS", "BBox" => real(&[0.0, 0.0, 9.0, 9.0]) };
                let id = document.add_object(Stream::new(dict, Vec::new()));
                resource(document, 1, "XObject", "Injected", id);
                paint(document, 1, "/Injected Do");
            }),
            objects("a picture to be replaced", Code::Opi, |document| {
                let mut stream = fine();
                stream
                    .dict
                    .set("OPI", dictionary! { "1.3" => dictionary! { "Type" => "OPI", "Version" => 1.3 } });
                picture(document, 1, stream);
            }),
            objects("a page of another file", Code::ReferenceForm, |document| {
                let dict = dictionary! {
                    "Type" => "XObject", "Subtype" => "Form", "BBox" => real(&[0.0, 0.0, 9.0, 9.0]),
                    "Ref" => dictionary! { "F" => string("other.pdf"), "Page" => 0 },
                };
                let id = document.add_object(Stream::new(dict, Vec::new()));
                resource(document, 1, "XObject", "Injected", id);
                paint(document, 1, "/Injected Do");
            }),
            objects("alternate pictures", Code::AlternateImage, |document| {
                let other = document.add_object(fine());
                let mut stream = fine();
                let alternate = dictionary! { "Image" => other, "DefaultForPrinting" => false };
                stream.dict.set("Alternates", vec![alternate.into()]);
                picture(document, 1, stream);
            }),
            objects("a picture to be smoothed", Code::Interpolation, |document| {
                let mut stream = fine();
                stream.dict.set("Interpolate", true);
                picture(document, 1, stream);
            }),
        ],
        &X4,
    );
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => string("app.alert(1)") }
}

#[test]
fn faults_of_interaction() {
    judge(
        &[
            objects("JavaScript when it opens", Code::JavaScript, |document| {
                catalog(document).set("OpenAction", script());
            }),
            objects("JavaScript by name", Code::JavaScript, |document| {
                let id = document.add_object(script());
                let tree = dictionary! { "Names" => vec![string("one"), id.into()] };
                catalog(document).set("Names", dictionary! { "JavaScript" => tree });
            }),
            objects("an action when it opens", Code::Action, |document| {
                catalog(document).set("OpenAction", dictionary! { "S" => "Named", "N" => "Print" });
            }),
            objects("actions of a page", Code::Action, |document| {
                let next = dictionary! { "S" => "Named", "N" => "NextPage" };
                page(document, 1).set("AA", dictionary! { "O" => next });
            }),
            objects("actions of the document", Code::Action, |document| {
                let uri = dictionary! { "S" => "URI", "URI" => string("https://example.org") };
                catalog(document).set("AA", dictionary! { "WC" => uri });
            }),
            objects("a form", Code::InteractiveForm, |document| {
                catalog(document).set("AcroForm", dictionary! { "Fields" => Object::Array(Vec::new()) });
            }),
            objects("a form in XML", Code::InteractiveForm, |document| {
                let id = document.add_object(Stream::new(Dictionary::new(), b"<xdp/>".to_vec()));
                catalog(document)
                    .set("AcroForm", dictionary! { "Fields" => Object::Array(Vec::new()), "XFA" => id });
            }),
            objects("an embedded file", Code::Attachment, |document| {
                let file = document
                    .add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"data".to_vec()));
                let spec = dictionary! { "Type" => "Filespec", "F" => string("a.txt"), "EF" => dictionary! { "F" => file } };
                let tree = dictionary! { "Names" => vec![string("a.txt"), spec.into()] };
                catalog(document).set("Names", dictionary! { "EmbeddedFiles" => tree });
            }),
            objects("a note on the page", Code::Annotation, |document| {
                let note = dictionary! { "Type" => "Annot", "Subtype" => "Text", "Rect" => real(&[200.0, 400.0, 220.0, 420.0]), "Contents" => string("here") };
                page(document, 1).set("Annots", vec![note.into()]);
            }),
            objects("a link in the page", Code::Annotation, |document| {
                let first = page_id(document, 0);
                let link = dictionary! {
                    "Type" => "Annot", "Subtype" => "Link", "Rect" => real(&[200.0, 400.0, 220.0, 420.0]),
                    "Dest" => vec![first.into(), name("Fit")],
                };
                let id = document.add_object(link);
                page(document, 1).set("Annots", vec![id.into()]);
            }),
            objects("layers", Code::OptionalContent, |document| {
                let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => string("layer") });
                let on = dictionary! { "ON" => vec![layer.into()] };
                catalog(document)
                    .set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => on });
            }),
            objects("a layer that is off", Code::OptionalContent, |document| {
                let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => string("layer") });
                let off = dictionary! { "OFF" => vec![layer.into()] };
                catalog(document)
                    .set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => off });
            }),
        ],
        &X4,
    );
}

/// A CMYK picture of one colour, fine enough to print.
fn even(cmyk: [u8; 4]) -> Stream {
    image("DeviceCMYK", 8, [500, 500], cmyk.repeat(250_000))
}

#[test]
fn faults_of_ink_and_pictures() {
    judge(
        &[
            objects("an area of too much ink", Code::InkVector, |document| {
                block(document, 1, "1 0.9 0.9 0.4 k");
            }),
            objects("a gradient of too much ink", Code::InkVector, |document| {
                let function = dictionary! { "FunctionType" => 2, "Domain" => real(&[0.0, 1.0]), "C0" => real(&[0.0; 4]), "C1" => real(&[1.0; 4]), "N" => 1 };
                let shading = dictionary! { "ShadingType" => 2, "ColorSpace" => "DeviceCMYK", "Coords" => real(&[200.0, 0.0, 300.0, 0.0]), "Function" => function };
                resource(document, 1, "Shading", "Injected", shading);
                paint(document, 1, "200 400 100 100 re W n /Injected sh");
            }),
            objects("a picture of too much ink", Code::InkPicture, |document| {
                picture(document, 1, even([250, 240, 240, 200]));
            }),
            objects("a corner of a picture with too much ink", Code::InkPicture, |document| {
                let mut data = [10, 10, 10, 10].repeat(250_000);
                for row in 0..40 {
                    data[row * 2000..row * 2000 + 160].fill(255);
                }
                picture(document, 1, image("DeviceCMYK", 8, [500, 500], data));
            }),
            objects("too much ink by overprint", Code::InkOverprint, |document| {
                resource(
                    document,
                    1,
                    "ExtGState",
                    "Over",
                    dictionary! { "OP" => true, "op" => true, "OPM" => 1 },
                );
                block(document, 1, "1 1 0.2 0 k");
                block(document, 1, "/Over gs 0 0 0 1 k");
            }),
            objects("a coarse picture", Code::ResolutionLow, |document| {
                picture(document, 1, image("DeviceGray", 8, [100, 100], vec![128; 10_000]));
            }),
            objects("a picture that is rather coarse", Code::ResolutionBelow, |document| {
                picture(document, 1, image("DeviceGray", 8, [300, 300], vec![128; 90_000]));
            }),
            objects("a picture coarse in one direction", Code::ResolutionLow, |document| {
                picture(document, 1, image("DeviceGray", 8, [100, 1000], vec![128; 100_000]));
            }),
            objects("coarse line art", Code::LineArtLow, |document| {
                picture(document, 1, image("DeviceGray", 1, [500, 500], vec![0x55; 63 * 500]));
            }),
            objects("a coarse stencil", Code::LineArtLow, |document| {
                let mut stream = image("DeviceGray", 1, [200, 200], vec![0x55; 25 * 200]);
                stream.dict.remove(b"ColorSpace");
                stream.dict.set("ImageMask", true);
                picture(document, 1, stream);
            }),
            objects("a picture that ends too early", Code::PictureBroken, |document| {
                picture(document, 1, image("DeviceCMYK", 8, [500, 500], vec![0; 5000]));
            }),
            objects("a JPEG that is none", Code::PictureBroken, |document| {
                let mut stream = image("DeviceCMYK", 8, [500, 500], vec![0; 5000]);
                stream.dict.set("Filter", name("DCTDecode"));
                picture(document, 1, stream);
            }),
        ],
        &X4,
    );
}

/// Operators that paint at a distance, in mm, from the trim's left and bottom.
fn at(document: &Document, operators: fn([f32; 2], [f32; 2]) -> String) -> String {
    let [left, bottom, right, top] = sides(document, 1, "TrimBox");
    operators([left, bottom], [right, top])
}

const MM: f32 = 72.0 / 25.4;

#[test]
fn faults_of_lines_and_edges() {
    judge(
        &[
            objects("a line without a width", Code::Hairline, |document| {
                paint(document, 1, "0 0.5 0 0 K 0 w 200 400 m 300 400 l S");
            }),
            objects("a thin line", Code::ThinLine, |document| {
                paint(document, 1, "0 0.5 0 0 K 0.1 w 200 400 m 300 400 l S");
            }),
            objects("a line made thin", Code::ThinLine, |document| {
                paint(document, 1, "0 0.5 0 0 K 0.1 0 0 0.1 0 0 cm 1 w 2000 4000 m 3000 4000 l S");
            }),
            objects("a thin bar", Code::ThinShape, |document| {
                paint(document, 1, "0 0.5 0 0 k 200 400 100 0.1 re f");
            }),
            objects("an area that ends at the trim", Code::BleedInk, |document| {
                let operators = at(document, |[left, _], _| format!("0 0.5 0 0 k {left} 400 100 100 re f"));
                paint(document, 1, &operators);
            }),
            objects("an area with one millimetre of bleed", Code::BleedInk, |document| {
                let operators = at(document, |_, [right, _]| {
                    format!("0 0.5 0 0 k {} 400 {} 100 re f", right - 90.0, 90.0 + MM)
                });
                paint(document, 1, &operators);
            }),
            objects("a picture that ends at the trim", Code::BleedInk, |document| {
                let id = document.add_object(fine());
                resource(document, 1, "XObject", "Injected", id);
                let operators =
                    at(document, |_, [_, top]| format!("100 0 0 100 200 {} cm /Injected Do", top - 100.0));
                paint(document, 1, &operators);
            }),
            objects("an area clipped at the trim", Code::BleedInk, |document| {
                let operators = at(document, |[left, _], _| {
                    format!("{left} 300 300 300 re W n 0 0.5 0 0 k {} 400 100 100 re f", left - 50.0)
                });
                paint(document, 1, &operators);
            }),
            objects("text near the trim", Code::TextNearTrim, |document| {
                let [left, ..] = sides(document, 1, "TrimBox");
                text(document, 12.0, [left + 1.5 * MM, 400.0], RED);
            }),
            objects("text across the trim", Code::TextCut, |document| {
                let [left, ..] = sides(document, 1, "TrimBox");
                text(document, 24.0, [left - 12.0, 400.0], RED);
            }),
            objects("a picture near the trim", Code::PictureNearTrim, |document| {
                let id = document.add_object(fine());
                resource(document, 1, "XObject", "Injected", id);
                let operators =
                    at(document, |[left, _], _| format!("100 0 0 100 {} 400 cm /Injected Do", left + MM));
                paint(document, 1, &operators);
            }),
            objects("a mark in the bleed", Code::MarkInBleed, |document| {
                let operators = at(document, |[left, _], _| {
                    format!("0 0.5 0 0 K 0.5 w {0} 400 m {0} 450 l S", left - 4.0)
                });
                paint(document, 1, &operators);
            }),
            objects("content that can't be read", Code::ContentBroken, |document| {
                paint(document, 1, "nonsense");
            }),
            objects("states that are not restored", Code::ContentBroken, |document| {
                paint(document, 1, "q q");
            }),
            objects("states that were not saved", Code::ContentBroken, |document| {
                paint(document, 1, "Q Q");
            }),
        ],
        &X4,
    );
}

#[test]
fn faults_of_x1a() {
    judge(
        &[
            bytes("a header of PDF 1.5", Code::PdfHeader, |bytes| replaced(bytes, b"%PDF-1.4", b"%PDF-1.5")),
            objects("no mark of the standard", Code::XVersion, |document| {
                info(document).remove(b"GTS_PDFXVersion");
            }),
            objects("another standard's mark", Code::XVersion, |document| {
                info(document).set("GTS_PDFXVersion", string("PDF/X-3:2003"));
            }),
            objects("no title", Code::TitleMissing, |document| {
                info(document).remove(b"Title");
            }),
            objects("no dates", Code::DateMissing, |document| {
                info(document).remove(b"CreationDate");
                info(document).remove(b"ModDate");
            }),
            objects("Trapped unknown", Code::Trapped, |document| {
                info(document).set("Trapped", name("Unknown"));
                catalog(document).remove(b"Metadata");
            }),
            objects("a gray of its own profile", Code::ColourIcc, |document| {
                let profile = document.add_object(Stream::new(dictionary! { "N" => 1 }, vec![0; 200]));
                resource(document, 1, "ColorSpace", "Injected", vec![name("ICCBased"), profile.into()]);
                block(document, 1, "/Injected cs 0.5 sc");
            }),
            objects("opacity", Code::Opacity, |document| in_state(document, dictionary! { "ca" => 0.9 })),
            objects("JBIG2", Code::PdfFilter, |document| {
                let mut stream = image("DeviceGray", 1, [1000, 1000], vec![0; 99]);
                stream.dict.set("Filter", name("JBIG2Decode"));
                picture(document, 1, stream);
            }),
            objects("JPEG 2000", Code::PdfFilter, |document| {
                let mut stream = image("DeviceGray", 8, [500, 500], vec![0; 99]);
                stream.dict.set("Filter", name("JPXDecode"));
                picture(document, 1, stream);
            }),
            objects("layers", Code::OptionalContent, |document| {
                let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => string("layer") });
                let on = dictionary! { "ON" => vec![layer.into()] };
                catalog(document)
                    .set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => on });
            }),
            bytes("packed objects", Code::PdfPacked, |bytes| {
                let mut document = Document::load_mem(bytes).expect("a readable file");
                document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceStream;
                replaced(&saved(document), b"%PDF-1.5", b"%PDF-1.4")
            }),
        ],
        &X1A,
    );
}
