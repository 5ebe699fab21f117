//! Ways to damage a file.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

pub(super) fn string(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

pub(super) fn real(values: &[f32]) -> Object {
    values.iter().map(|value| Object::Real(*value)).collect::<Vec<_>>().into()
}

/// The object of a page, counted from 0.
pub(super) fn page_id(document: &Document, page: usize) -> ObjectId {
    *document.get_pages().values().nth(page).expect("a page")
}

pub(super) fn page(document: &mut Document, index: usize) -> &mut Dictionary {
    let id = page_id(document, index);
    document.get_dictionary_mut(id).expect("a page's dictionary")
}

pub(super) fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

pub(super) fn info(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).expect("an indirect Info");
    document.get_dictionary_mut(id).expect("an Info dictionary")
}

/// A page box.
pub(super) fn sides(document: &Document, index: usize, key: &str) -> [f32; 4] {
    let page = document.get_dictionary(page_id(document, index)).expect("a page");
    let array = page.get(key.as_bytes()).and_then(Object::as_array).expect("a box");
    let values: Vec<f32> = array.iter().map(|value| value.as_float().expect("a number")).collect();
    values.try_into().expect("four sides")
}

/// The intents of a kind, in the order of the catalog.
pub(super) fn intents(document: &Document, kind: &str) -> Vec<ObjectId> {
    let listed = document.catalog().and_then(|catalog| catalog.get(b"OutputIntents")).expect("intents");
    let (_, listed) = document.dereference(listed).expect("intents");
    let ids = listed.as_array().expect("an array").iter().map(|id| id.as_reference().expect("indirect intents"));
    let is_kind = |id: &ObjectId| {
        let dict = document.get_dictionary(*id).expect("an intent");
        dict.get(b"S").and_then(Object::as_name).is_ok_and(|found| found == kind.as_bytes())
    };
    ids.filter(is_kind).collect()
}

pub(super) fn intent(document: &mut Document) -> &mut Dictionary {
    let id = *intents(document, "GTS_PDFX").first().expect("an intent");
    document.get_dictionary_mut(id).expect("an intent")
}

/// The output profile's stream.
pub(super) fn profile(document: &mut Document) -> &mut Stream {
    let id = intent(document).get(b"DestOutputProfile").and_then(Object::as_reference).expect("a profile");
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    if stream.dict.has(b"Filter") {
        let plain = stream.decompressed_content().expect("plain data");
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(plain);
    }
    stream
}

/// Changes the XMP metadata's text.
pub(super) fn xmp(document: &mut Document, change: impl FnOnce(String) -> String) {
    let id = catalog(document).get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    let plain = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content().expect("plain data"),
        false => stream.content.clone(),
    };
    let text = String::from_utf8(plain).expect("UTF-8");
    let changed = change(text.clone());
    assert_ne!(text, changed, "the metadata was to be changed");
    stream.dict.remove(b"Filter");
    stream.set_content(changed.into_bytes());
}

/// Takes an element or attribute out of the XMP metadata.
pub(super) fn without(property: &str) -> impl FnOnce(String) -> String {
    let property = property.to_owned();
    move |text| {
        let (open, close) = (format!("<{property}>"), format!("</{property}>"));
        if let (Some(start), Some(end)) = (text.find(&open), text.find(&close)) {
            return format!("{}{}", &text[..start], &text[end + close.len()..]);
        }
        let start = text.find(&format!("{property}=\"")).expect("the property");
        let length = text[start + property.len() + 2..].find('"').expect("its end");
        format!("{}{}", &text[..start], &text[start + property.len() + 2 + length + 1..])
    }
}

/// Gives a property of the XMP metadata another value.
pub(super) fn instead(property: &str, value: &str) -> impl FnOnce(String) -> String {
    let (property, value) = (property.to_owned(), value.to_owned());
    move |text| {
        let open = format!("<{property}>");
        let (start, end) = match text.find(&open) {
            Some(start) => {
                let start = start + open.len();
                (start, start + text[start..].find('<').expect("its end"))
            }
            None => {
                let start = text.find(&format!("{property}=\"")).expect("the property") + property.len() + 2;
                (start, start + text[start..].find('"').expect("its end"))
            }
        };
        format!("{}{value}{}", &text[..start], &text[end..])
    }
}

/// Adds a named resource to a page.
pub(super) fn resource(document: &mut Document, index: usize, kind: &str, called: &str, value: impl Into<Object>) {
    let id = page_id(document, index);
    let resources = document.get_dictionary(id).and_then(|page| page.get(b"Resources")).cloned();
    let mut resources = match resources {
        Ok(Object::Reference(id)) => document.get_dictionary(id).cloned().expect("resources"),
        Ok(Object::Dictionary(dict)) => dict,
        _ => Dictionary::new(),
    };
    let mut named = match resources.get(kind.as_bytes()) {
        Ok(Object::Reference(id)) => document.get_dictionary(*id).cloned().expect("resources"),
        Ok(Object::Dictionary(dict)) => dict.clone(),
        _ => Dictionary::new(),
    };
    named.set(called, value.into());
    resources.set(kind, named);
    page(document, index).set("Resources", resources);
}

/// Paints something more on a page, after all that is there.
pub(super) fn paint(document: &mut Document, index: usize, operators: &str) {
    let id = page_id(document, index);
    let contents = document.get_dictionary(id).and_then(|page| page.get(b"Contents")).cloned();
    let mut parts = match contents {
        Ok(Object::Array(parts)) => parts,
        Ok(part) => vec![part],
        Err(_) => Vec::new(),
    };
    let more = Stream::new(Dictionary::new(), format!("q {operators} Q\n").into_bytes());
    parts.push(document.add_object(more).into());
    page(document, index).set("Contents", parts);
}

/// An image XObject.
pub(super) fn image(space: impl Into<Object>, bits: i64, [width, height]: [i64; 2], data: Vec<u8>) -> Stream {
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width,
        "Height" => height,
        "BitsPerComponent" => bits,
        "ColorSpace" => space.into(),
    };
    Stream::new(dict, data)
}

/// Paints an image of 100 × 100 pt in the middle of a page.
pub(super) fn picture(document: &mut Document, index: usize, stream: Stream) {
    let id = document.add_object(stream);
    resource(document, index, "XObject", "Injected", id);
    paint(document, index, "100 0 0 100 200 400 cm /Injected Do");
}

/// A gray image fine enough to print.
pub(super) fn fine() -> Stream {
    image("DeviceGray", 8, [500, 500], vec![128; 500 * 500])
}

/// A separation of a spot.
pub(super) fn spot(called: &str, cmyk: [f32; 4]) -> Object {
    let function = dictionary! {
        "FunctionType" => 2,
        "Domain" => real(&[0.0, 1.0]),
        "C0" => real(&[0.0; 4]),
        "C1" => real(&cmyk),
        "N" => 1,
    };
    vec![name("Separation"), name(called), name("DeviceCMYK"), function.into()].into()
}

/// A rectangle filled in the middle of a page after some operators.
pub(super) fn block(document: &mut Document, index: usize, operators: &str) {
    paint(document, index, &format!("{operators} 200 400 100 100 re f"));
}

/// The name of a font of a page, and of what size it is used.
pub(super) fn font(document: &Document, index: usize) -> (String, ObjectId) {
    let page = document.get_dictionary(page_id(document, index)).expect("a page");
    let (_, resources) = document.dereference(page.get(b"Resources").expect("resources")).expect("resources");
    let fonts = resources.as_dict().and_then(|dict| dict.get(b"Font")).expect("fonts");
    let (_, fonts) = document.dereference(fonts).expect("fonts");
    let (name, id) = fonts.as_dict().expect("fonts").iter().next().expect("a font");
    (String::from_utf8_lossy(name).into_owned(), id.as_reference().expect("an indirect font"))
}

/// The descendant of a composite font.
pub(super) fn descendant(document: &mut Document, font: ObjectId) -> &mut Dictionary {
    let listed = document.get_dictionary(font).and_then(|font| font.get(b"DescendantFonts")).cloned();
    let listed = listed.expect("descendants");
    let (_, listed) = document.dereference(&listed).expect("descendants");
    let id = listed.as_array().expect("an array")[0].as_reference().expect("an indirect font");
    document.get_dictionary_mut(id).expect("a font")
}
