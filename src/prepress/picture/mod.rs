//! Pictures: their pixels turned into inks.
//!
//! Grey stays grey and prints on the K plate; CMYK stays as it is, up to the ink
//! limit; everything else goes through the profile of the output condition. What
//! was packed without loss and has few colours is a drawing: its neutral colours
//! go to the K plate alone, as those of text do.

mod convert;
mod cover;
mod raster;
mod read;
mod write;

pub(super) use self::convert::convert;
