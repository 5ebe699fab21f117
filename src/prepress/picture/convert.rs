//! From a picture of the raw file to one of the press file.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::cover::Cover;
use super::raster::Raster;
use super::read::{Header, samples};
use super::write::{Packing, image};
use crate::prepress::ink::{Ink, black, bytes, limit_pixels};
use crate::prepress::separation;
use crate::prepress::space::Space;
use crate::prepress::works::Works;

/// The most colours of a drawing.
const DRAWING: usize = 4096;
/// How far below the ink limit a photograph stays at first, 1 being one ink in
/// full: packing with loss brings some back.
const MARGIN: f64 = 0.02;
/// How often a photograph is packed anew with less ink.
const TRIES: usize = 3;

/// What to do about a picture that can't be used.
pub(super) const RESAVE: &str = "用图片软件另存成 PNG 或 JPEG，再插入";

/// A picture in the new file, covering as much as `alpha` says, 0 to 1. `named`
/// are the colour spaces of the resources that an inline image stands among.
pub(in crate::prepress) fn convert(
    works: &mut Works<'_>,
    raw: &Stream,
    alpha: f64,
    named: Option<&Dictionary>,
) -> Option<ObjectId> {
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
    let cover = Cover::read(works, raw, &header, alpha)?;
    let full = cover.is_full();
    let made = match &space {
        Space::Gray if full && header.special().is_some() && header.can_stay(works.old) => {
            works.inks.note(Ink::Process(black(1.0)));
            Some(kept(works, raw, "DeviceGray".into()))
        }
        Space::Kept => {
            if !full {
                works.warn("有一幅专色图是半透明的，已按不透明印", "要透明，先在图片软件里压平");
            }
            let space = separation::take_over(works, raw.dict.get(b"ColorSpace").ok()?)?;
            header.can_stay(works.old).then(|| kept(works, raw, space.into()))
        }
        Space::Indexed(base, table) if full && header.special().is_none() && header.can_stay(works.old) => {
            indexed(works, raw, base, table)
        }
        space => {
            let indexed = matches!(space, Space::Indexed(..));
            let raster = samples(works.source, raw, space.components(), indexed);
            raster.and_then(|raster| inked(works, raw, &header, &raster, space, &cover))
        }
    };
    if made.is_none() {
        works.problem("有一幅图的格式印刷不能用，或已损坏", RESAVE);
    }
    made
}

/// A stencil: painted in the colour in force, so nothing of it changes.
fn painted(works: &mut Works<'_>, raw: &Stream, header: &Header) -> Option<ObjectId> {
    if !header.can_stay(works.old) {
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
    // Colours that are left out, by number: they mean the same as long as the
    // samples do.
    if let Ok(colours @ Object::Array(_)) = raw.dict.get_deref(b"Mask", works.source) {
        let colours = works.copy(colours);
        entries.set("Mask", colours);
    }
    works.out.add_object(Stream::new(entries, raw.content.clone()).with_compression(false))
}

/// Takes over a stencil that says where the picture shows: drawing, not
/// transparency.
fn mask(works: &mut Works<'_>, raw: &Stream, entries: &mut Dictionary) {
    let source = works.source;
    if let Ok(Object::Stream(bits)) = raw.dict.get_deref(b"Mask", source)
        && let Some(header) = Header::read(source, bits).filter(|header| header.stencil)
        && let Some(bits) = painted(works, bits, &header)
    {
        entries.set("Mask", bits);
    }
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
    let table: Vec<u8> = inks.into_iter().flat_map(bytes).collect();
    let table = Object::String(table, lopdf::StringFormat::Hexadecimal);
    let space = vec!["Indexed".into(), "DeviceCMYK".into(), Object::Integer(last as i64), table];
    Some(kept(works, raw, space.into()))
}

/// A picture whose pixels are turned into inks.
fn inked(
    works: &mut Works<'_>,
    raw: &Stream,
    header: &Header,
    raster: &Raster,
    space: &Space,
    cover: &Cover,
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
            raster.with(4, works.inks.pixels(*source, pixels).into_flattened())
        }
        space => raster.with(4, one_by_one(works, raster, space)),
    };
    let limit = works.inks.limit();
    let (most, plates) = amounts(&inks);
    works.inks.note(Ink::Process(plates));
    if cover.is_full() && *space == Space::Cmyk && most <= limit && header.can_stay(works.old) {
        // Already CMYK and within the limit: not packed a second time.
        let id = kept(works, raw, "DeviceCMYK".into());
        if raster.lossy {
            unmarked(works, id, raw);
        }
        return Some(id);
    }
    cover.thin(&mut inks);
    let lossy = raster.lossy || (!drawing && inks.components == 4);
    let packing = if lossy { Packing::Jpeg } else { Packing::Flate };
    let mut image =
        if most > limit - MARGIN { within(&mut inks, limit, packing)? } else { image(&inks, packing) };
    match cover.stencil(raster.width, raster.height) {
        Some(stencil) => image.dict.set("Mask", works.out.add_object(stencil)),
        None => mask(works, raw, &mut image.dict),
    }
    Some(works.out.add_object(image))
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
            bytes(space.process(&values, &mut works.inks))
        });
        inks.extend_from_slice(made);
    }
    inks
}

/// The most ink that a pixel has, 1 being one ink in full, and the most of C, M,
/// Y and K that any has.
fn amounts(inks: &Raster) -> (f64, [f64; 4]) {
    if inks.components == 1 {
        let least = inks.samples.iter().min().copied().unwrap_or(255);
        let black = 1.0 - f64::from(least) / 255.0;
        return (black, [0.0, 0.0, 0.0, black]);
    }
    let (mut most, mut plates) = (0_u32, [0_u8; 4]);
    for pixel in inks.samples.as_chunks::<4>().0 {
        most = most.max(pixel.iter().map(|&ink| u32::from(ink)).sum());
        for (plate, ink) in plates.iter_mut().zip(pixel) {
            *plate = (*plate).max(*ink);
        }
    }
    (f64::from(most) / 255.0, plates.map(|plate| f64::from(plate) / 255.0))
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
        let over = amounts(&unpacked).0 - limit;
        if over <= 0.0 {
            return Some(made);
        }
        less -= over + MARGIN;
    }
    let (pixels, _) = inks.samples.as_chunks_mut::<4>();
    limit_pixels(pixels, limit);
    Some(image(inks, Packing::Flate))
}
