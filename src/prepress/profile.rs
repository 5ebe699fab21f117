//! The ICC profile of the output condition: what the file's numbers mean on
//! paper, and the way from RGB to them.

use std::borrow::Cow;
use std::fmt;

use lcms2::{GlobalContext, InfoType, Locale, Profile as Icc};

use super::problem::Problem;

/// ISO Coated v2 300 % (basICColor), characterization data FOGRA39. Its licence
/// stands beside it.
const BUILT_IN: &[u8] = include_bytes!("profiles/ISOcoated_v2_300_bas.icc");

/// The largest profile that is read, in bytes.
const LIMIT: usize = 16 << 20;
/// Length of a profile's header (ICC.1, 7.2).
const HEADER: usize = 128;
/// The most entries of a tag table that are read.
const TAGS: usize = 200;

/// A CMYK printer profile of ICC version 2 to 4, held against ISO 15930-7,
/// 6.2.3 and against ICC.1 as far as its table of tags.
#[derive(Clone, PartialEq)]
pub struct Profile {
    bytes: Cow<'static, [u8]>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").field("bytes", &self.bytes.len()).finish()
    }
}

impl Profile {
    /// The one that comes with the program.
    pub fn built_in() -> Self {
        Self { bytes: Cow::Borrowed(BUILT_IN) }
    }

    /// A printer's own, from the bytes of its file.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        match flaw(bytes) {
            None => Ok(Self { bytes: Cow::Owned(bytes.to_vec()) }),
            Some(flaw) => Err(Problem::new(
                format!("profile 所指的 ICC 文件不能用：{flaw}"),
                "向印厂要 CMYK 印刷条件的 ICC 文件（输出设备类，第 2 至 4 版）；不写 profile 则用自带的",
            )),
        }
    }

    /// What the profile calls itself.
    pub fn description(&self) -> String {
        let opened = Icc::new_icc_context(GlobalContext::new(), &self.bytes).ok();
        let named = opened.and_then(|icc| icc.info(InfoType::Description, Locale::none()));
        named
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| "ICC".to_owned())
    }

    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Four bytes as a number, big end first.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(four.try_into().ok()?)).ok()
}

/// What is wrong with a profile.
fn flaw(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > LIMIT {
        return Some("文件太大，不像是 ICC 文件");
    }
    if bytes.len() < HEADER + 4 || bytes.get(36..40) != Some(b"acsp") {
        return Some("它不是 ICC 文件");
    }
    if number(bytes, 0) != Some(bytes.len()) {
        return Some("文件不完整，长度与它自己所记的不符");
    }
    if !matches!(bytes.get(8), Some(2..=4)) {
        return Some("ICC 版本不是 2 至 4");
    }
    if bytes.get(12..16) != Some(b"prtr") {
        return Some("它不是输出设备（prtr）的特性文件");
    }
    if bytes.get(16..20) != Some(b"CMYK") {
        return Some("它不是 CMYK 的");
    }
    if !matches!(bytes.get(20..24), Some(b"Lab " | b"XYZ ")) {
        return Some("连接空间不是 Lab 或 XYZ");
    }
    let Some(count) = number(bytes, HEADER).filter(|&count| count <= TAGS) else {
        return Some("标签表已损坏");
    };
    let mut both_ways = [false; 2];
    for index in 0..count {
        let entry = HEADER + 4 + index * 12;
        let place = number(bytes, entry + 4).zip(number(bytes, entry + 8));
        let fits =
            place.and_then(|(at, length)| at.checked_add(length)).is_some_and(|end| end <= bytes.len());
        let Some(name) = bytes.get(entry..entry + 4).filter(|_| fits) else {
            return Some("标签表已损坏");
        };
        both_ways[0] |= name == b"A2B0" || name == b"A2B1";
        both_ways[1] |= name == b"B2A0" || name == b"B2A1";
    }
    (both_ways != [true; 2]).then_some("缺少颜色换算表（A2B、B2A）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profile_is_one() {
        assert_eq!(flaw(BUILT_IN), None);
    }

    #[test]
    fn what_is_no_press_profile_is_told() {
        let with = |at: usize, what: &[u8]| {
            let mut bytes = BUILT_IN.to_vec();
            bytes[at..at + what.len()].copy_from_slice(what);
            flaw(&bytes)
        };
        assert_eq!(flaw(b""), Some("它不是 ICC 文件"));
        assert_eq!(flaw(&BUILT_IN[..9000]), Some("文件不完整，长度与它自己所记的不符"));
        assert_eq!(with(8, &[5]), Some("ICC 版本不是 2 至 4"));
        assert_eq!(with(12, b"mntr"), Some("它不是输出设备（prtr）的特性文件"));
        assert_eq!(with(16, b"RGB "), Some("它不是 CMYK 的"));
        assert_eq!(with(20, b"CMYK"), Some("连接空间不是 Lab 或 XYZ"));
        assert_eq!(with(128, &[255; 4]), Some("标签表已损坏"));
        assert_eq!(with(128 + 4 + 8, &[255; 4]), Some("标签表已损坏"));
        assert_eq!(with(128, &[0, 0, 0, 1]), Some("缺少颜色换算表（A2B、B2A）"));
    }
}
