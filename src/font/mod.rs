//! Fonts: what files there are, and which of them each role uses.
//!
//! Only the pack that comes with gongbao and the publication's own `fonts`
//! folder are looked at; the machine's fonts only where the manifest asks for
//! them, since a page must come out the same on every machine.

mod coverage;
mod role;
mod store;

pub(crate) use self::coverage::needs_glyph;
pub use self::coverage::{Coverage, Fallback};
pub use self::role::{Covers, Family, RoleFonts, resolve};
pub use self::store::{Face, Fonts, face_list, pack_folder};
