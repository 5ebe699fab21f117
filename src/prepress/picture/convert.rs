//! From a picture of the raw file to one of the press file.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::raster::Raster;
use super::read::{Header, samples};
use super::write::{Packing, image, stencil};
use crate::prepress::ink::{Ink, limit_pixels};
use crate::prepress::space::Space;
use crate::prepress::works::Works;
use crate::prepress::separation;

/// The most colours of a drawing.
const DRAWING: usize = 4096;
/// How far below the ink limit a photograph stays at first, 1 being one ink in
/// full: packing with loss brings some back.
const MARGIN: f64 = 0.02;
/// How often a photograph is packed anew with less ink.
const TRIES: usize = 3;

/// What to do about a picture that can't be used.
const RESAVE: &str = "用图片软件另存成 PNG 或 JPEG，再插入";

/// A picture in the new file, covering as much as `alpha` says, 0 to 1. `named`
/// are the colour spaces of the resources that an inline image stands among.
pub(in crate::prepress) fn convert(works: &mut Works<'_>, raw: &Stream, alpha: f64, named: Option<&Dictionary>) -> Option<ObjectId> {
    let Some(header) = Header::read(works.source, raw) else {
        works.problem("有一幅图已损坏，或大得离谱", RESAVE);
        return None;
    };
    if header.stencil {
        return painted(works, raw, &header);
    }
    let space = match raw.dict.get(b"ColorSpace") {
        Ok(object) => works.space(object, named),
        // JPEG 2000 may leave it to the data.
        Err(_) => Space::Unknown,
    };
    let cover = cover(works, raw, &header, alpha)?;
    let made = match (&space, &cover) {
        (Space::Gray, None) if header.special().is_some() && header.can_stay() => {
            Some(kept(works, raw, "DeviceGray".into()))
        }
        (Space::Kept, cover) => {
            if cover.is_some() {
                works.warn("有一幅专色图是半透明的，已按不透明印", "要透明，先在图片软件里压平");
            }
            let object = raw.dict.get(b"ColorSpace").ok()?;
            let space = separation::take_over(works, object)?;
            header.can_stay().then(|| kept(works, raw, space.into()))
        }
        (Space::Indexed(base, table), None) if header.special().is_none() && header.can_stay() => {
            indexed(works, raw, base, table)
        }
        _ => {
            let indexed = matches!(space, Space::Indexed(..));
            let raster = samples(works.source, raw, space.components(), indexed);
            raster.and_then(|raster| inked(works, raw, &raster, &space, cover))
        }
    };
    if made.is_none() {
        works.problem("有一幅图的格式印刷不能用，或已损坏", RESAVE);
    }
    made
}

/// A stencil: painted in the colour in force, so nothing of it changes.
fn painted(works: &mut Works<'_>, raw: &Stream, header: &Header) -> Option<ObjectId> {
    if !header.can_stay() {
        works.problem("有一幅图的格式印刷不能用，或已损坏", RESAVE);
        return None;
    }
    let mut entries = dictionary! { "Type" => "XObject", "Subtype" => "Image", "ImageMask" => true };
    works.copy_keys(&raw.dict, &STREAM, &mut entries);
    Some(works.out.add_object(Stream::new(entries, raw.content.clone()).with_compression(false)))
}

/// Entries of an image that belong to its samples.
const STREAM: [&[u8]; 6] = [b"Width", b"Height", b"BitsPerComponent", b"Decode", b"Filter", b"DecodeParms"];

/// A picture whose samples stay as they are, in another space.
fn kept(works: &mut Works<'_>, raw: &Stream, space: Object) -> ObjectId {
    let mut entries = dictionary! { "Type" => "XObject", "Subtype" => "Image", "ColorSpace" => space };
    works.copy_keys(&raw.dict, &STREAM, &mut entries);
    mask(works, raw, &mut entries);
    works.out.add_object(Stream::new(entries, raw.content.clone()).with_compression(false))
}

/// Takes over a mask of bits or of colours. Both are drawing, not transparency.
fn mask(works: &mut Works<'_>, raw: &Stream, entries: &mut Dictionary) {
    let source = works.source;
    match raw.dict.get_deref(b"Mask", source) {
        Ok(Object::Stream(bits)) => {
            if let Some(header) = Header::read(source, bits).filter(|header| header.stencil)
                && let Some(bits) = painted(works, bits, &header)
            {
                entries.set("Mask", bits);
            }
        }
        Ok(colours @ Object::Array(_)) => {
            let colours = works.copy(colours);
            entries.set("Mask", colours);
        }
        _ => {}
    }
}

/// How much each pixel covers, 255 being everything; `None` if all do fully. The
/// outer `None` stands for a mask that can't be read.
#[expect(clippy::option_option, reason = "unreadable and absent are two things")]
fn cover(works: &mut Works<'_>, raw: &Stream, header: &Header, alpha: f64) -> Option<Option<Vec<u8>>> {
    let source = works.source;
    let soft = raw.dict.get_deref(b"SMask", source).and_then(Object::as_stream).ok();
    let part = |cover: u8| (f64::from(cover) * alpha).round() as u8;
    let Some(soft) = soft else {
        let pixels = header.width.checked_mul(header.height)?;
        return Some((alpha < 1.0).then(|| vec![part(255); pixels]));
    };
    let Some(soft) = samples(source, soft, 1, false) else {
        works.problem("有一幅图的透明部分已损坏", RESAVE);
        return None;
    };
    let mut cover = soft.resized(header.width, header.height);
    if cover.iter().any(|cover| !matches!(cover, 0 | 255)) {
        works.warn(
            "有一幅图是半透明的，半透明处已按白底印",
            "压在别的颜色上的，先在图片软件里与底色合并",
        );
    }
    cover.iter_mut().for_each(|cover| *cover = part(*cover));
    Some(cover.iter().any(|cover| *cover < 255).then_some(cover))
}

/// A table of colours, turned into one of inks.
fn indexed(works: &mut Works<'_>, raw: &Stream, base: &Space, table: &[u8]) -> Option<ObjectId> {
    let size = base.components();
    let entry = |entry: &[u8]| {
        let range = base.range();
        let scale = |(byte, [low, high]): (&u8, [f64; 2])| low + f64::from(*byte) / 255.0 * (high - low);
        let values: Vec<_> = entry.iter().zip(range).map(scale).collect();
        base.process(&values, &mut works.inks)
    };
    let inks: Vec<[f64; 4]> = table.chunks_exact(size.max(1)).map(entry).collect();
    for inks in &inks {
        works.inks.note(Ink::Process(*inks));
    }
    let last = inks.len().checked_sub(1)?;
    let bytes: Vec<u8> = inks.as_flattened().iter().map(|ink| (ink * 255.0).round() as u8).collect();
    let table = Object::String(bytes, lopdf::StringFormat::Hexadecimal);
    let space = vec!["Indexed".into(), "DeviceCMYK".into(), Object::Integer(last as i64), table];
    Some(kept(works, raw, space.into()))
}

/// A picture whose pixels are turned into inks.
fn inked(
    works: &mut Works<'_>,
    raw: &Stream,
    raster: &Raster,
    space: &Space,
    cover: Option<Vec<u8>>,
) -> Option<ObjectId> {
    let drawing = !raster.lossy && few_colours(raster);
    let mut inks = match space {
        Space::Gray => raster.with(1, raster.samples.clone()),
        Space::Cmyk => raster.with(4, raster.samples.clone()),
        Space::Rgb(_) if neutral(raster) => {
            raster.with(1, raster.pixels().filter_map(|pixel| pixel.first().copied()).collect())
        }
        Space::Rgb(source) if !drawing => {
            let (pixels, _) = raster.samples.as_chunks::<3>();
            let pixels = works.inks.pixels(*source, pixels);
            raster.with(4, pixels.into_flattened())
        }
        space => raster.with(4, one_by_one(works, raster, space)),
    };
    if let Some(cover) = &cover {
        thin(&mut inks, cover);
    }
    let limit = works.inks.limit();
    let full = inks.components == 4 && most_ink(&inks) > limit - MARGIN;
    let untouched = cover.is_none() && matches!(space, Space::Cmyk) && most_ink(&inks) <= limit;
    let image = if untouched && header_stays(works, raw) {
        // Already CMYK and within the limit: not packed a second time.
        let id = kept(works, raw, "DeviceCMYK".into());
        note(works, &inks);
        if raster.lossy {
            unmarked(works, id, raw);
        }
        return Some(id);
    } else if full {
        within(&mut inks, limit, if drawing { Packing::Flate } else { Packing::Jpeg })?
    } else {
        let lossy = raster.lossy || (!drawing && inks.components == 4);
        image(&inks, if lossy { Packing::Jpeg } else { Packing::Flate })
    };
    note(works, &inks);
    let id = works.out.add_object(image);
    let mut entries = Dictionary::new();
    mask(works, raw, &mut entries);
    if let Some(cover) = cover.filter(|cover| cover.contains(&0)) {
        let hidden = cover.iter().map(|cover| *cover == 0);
        entries.set("Mask", works.out.add_object(stencil(raster.width, raster.height, hidden)));
    }
    if let (Ok(mask), Ok(made)) = (entries.get(b"Mask"), works.out.get_object_mut(id).and_then(Object::as_stream_mut)) {
        // Colours that were masked out by number mean nothing any more.
        if !matches!(mask, Object::Array(_)) {
            made.dict.set("Mask", mask.clone());
        }
    }
    Some(id)
}

fn header_stays(works: &Works<'_>, raw: &Stream) -> bool {
    Header::read(works.source, raw).is_some_and(|header| header.can_stay())
}

/// A CMYK JPEG that no Adobe program marked is not inverted, whatever Typst says.
fn unmarked(works: &mut Works<'_>, id: ObjectId, raw: &Stream) {
    if !super::read::adobe(&raw.content)
        && let Ok(made) = works.out.get_object_mut(id).and_then(Object::as_stream_mut)
    {
        made.dict.remove(b"Decode");
    }
}

fn few_colours(raster: &Raster) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut last: &[u8] = &[];
    for pixel in raster.pixels() {
        if pixel != last {
            last = pixel;
            seen.insert(pixel);
            if seen.len() > DRAWING {
                return false;
            }
        }
    }
    true
}

fn neutral(raster: &Raster) -> bool {
    raster.pixels().all(|pixel| matches!(pixel, [r, g, b] if r == g && g == b))
}

/// Every colour by the rules for flat colours.
fn one_by_one(works: &mut Works<'_>, raster: &Raster, space: &Space) -> Vec<u8> {
    let range = space.range();
    let indexed = matches!(space, Space::Indexed(..));
    let mut known: HashMap<&[u8], [u8; 4]> = HashMap::new();
    let mut inks = Vec::with_capacity(raster.width * raster.height * 4);
    for pixel in raster.pixels() {
        let made = known.entry(pixel).or_insert_with(|| {
            let scale = |(byte, [low, high]): (&u8, &[f64; 2])| match indexed {
                true => f64::from(*byte),
                false => low + f64::from(*byte) / 255.0 * (high - low),
            };
            let values: Vec<_> = pixel.iter().zip(&range).map(scale).collect();
            // Rounded down, so that the limit holds.
            space.process(&values, &mut works.inks).map(|ink| (ink * 255.0 + 1e-6).floor() as u8)
        });
        inks.extend_from_slice(made);
    }
    inks
}

/// What is left of pixels that cover only a part of white paper.
fn thin(inks: &mut Raster, cover: &[u8]) {
    let grey = inks.components == 1;
    let components = inks.components.max(1);
    let part = |ink: u8, cover: u8| ((u32::from(ink) * u32::from(cover) + 127) / 255) as u8;
    for (pixel, &cover) in inks.samples.chunks_exact_mut(components).zip(cover) {
        for ink in pixel {
            *ink = if grey { 255 - part(255 - *ink, cover) } else { part(*ink, cover) };
        }
    }
}

/// The most ink that a pixel has, 1 to 4.
fn most_ink(inks: &Raster) -> f64 {
    let sum = |pixel: &[u8]| pixel.iter().map(|&ink| u32::from(ink)).sum::<u32>();
    f64::from(inks.pixels().map(sum).max().unwrap_or(0)) / 255.0
}

/// Packs a picture so that what a reader unpacks keeps to the limit.
fn within(inks: &mut Raster, limit: f64, packing: Packing) -> Option<Stream> {
    let mut less = limit - if packing == Packing::Jpeg { MARGIN } else { 0.0 };
    for _ in 0..TRIES {
        let (pixels, _) = inks.samples.as_chunks_mut::<4>();
        limit_pixels(pixels, less);
        let made = image(inks, packing);
        if packing == Packing::Flate {
            return Some(made);
        }
        let unpacked = samples(&lopdf::Document::new(), &made, 4, false)?;
        let over = most_ink(&unpacked) - limit;
        if over <= 0.0 {
            return Some(made);
        }
        less -= over + MARGIN;
    }
    let (pixels, _) = inks.samples.as_chunks_mut::<4>();
    limit_pixels(pixels, limit);
    Some(image(inks, Packing::Flate))
}

/// Notes which plates a picture needs.
fn note(works: &mut Works<'_>, inks: &Raster) {
    if inks.components == 1 {
        works.inks.note(Ink::Process([0.0, 0.0, 0.0, 1.0]));
        return;
    }
    let mut used = [0_u8; 4];
    for pixel in inks.pixels() {
        for (used, ink) in used.iter_mut().zip(pixel) {
            *used |= ink;
        }
    }
    works.inks.note(Ink::Process(used.map(f64::from)));
}
