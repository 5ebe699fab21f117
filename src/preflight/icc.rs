//! The header of an ICC profile (ICC.1:2010, 7.2) and its tag table (7.3).

/// What is needed of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    /// Device class, e.g. `prtr`.
    pub(crate) class: [u8; 4],
    /// Colour space, e.g. `CMYK`.
    pub(crate) space: [u8; 4],
    /// Connection space: `Lab ` or `XYZ `.
    pub(crate) connection: [u8; 4],
    /// Major and minor version.
    pub(crate) version: (u8, u8),
}

impl Profile {
    /// The number of colour components.
    pub(crate) fn components(&self) -> Option<i64> {
        match &self.space {
            b"GRAY" => Some(1),
            b"RGB " | b"Lab " | b"XYZ " | b"YCbr" | b"CMY " => Some(3),
            b"CMYK" => Some(4),
            [digit @ (b'2'..=b'9' | b'A'..=b'F'), b'C', b'L', b'R'] => {
                char::from(*digit).to_digit(16).map(i64::from)
            }
            _ => None,
        }
    }
}

fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(four(bytes, at)?)).ok()
}

/// Reads a profile; the reason in Chinese where it is none.
pub(crate) fn read(bytes: &[u8]) -> Result<Profile, String> {
    const HEADER: usize = 128;
    if bytes.len() < HEADER + 4 {
        return Err("太短，连文件头都不全".to_owned());
    }
    if four(bytes, 36) != Some(*b"acsp") {
        return Err("没有 ICC 文件的记号（acsp）".to_owned());
    }
    let told = long(bytes, 0).unwrap_or(0);
    if told > bytes.len() {
        return Err(format!("不完整：应有 {told} 字节，只有 {}", bytes.len()));
    }
    let tags = long(bytes, HEADER).unwrap_or(0);
    let mut names = Vec::new();
    for tag in 0..tags.min(200) {
        let at = HEADER + 4 + tag * 12;
        let (Some(name), Some(offset), Some(size)) =
            (four(bytes, at), long(bytes, at + 4), long(bytes, at + 8))
        else {
            return Err("标签表不完整".to_owned());
        };
        if offset.checked_add(size).is_none_or(|end| end > bytes.len()) {
            return Err("标签指到了文件外面，文件不完整".to_owned());
        }
        names.push(name);
    }
    let (Some(class), Some(space), Some(connection)) = (four(bytes, 12), four(bytes, 16), four(bytes, 20))
    else {
        return Err("文件头不全".to_owned());
    };
    // An output profile that converts nothing is of no use to a press.
    if class == *b"prtr" && !names.contains(b"A2B0") && !names.contains(b"A2B1") {
        return Err("没有换算颜色的表（A2B）".to_owned());
    }
    let version = (bytes.get(8).copied().unwrap_or(0), bytes.get(9).copied().unwrap_or(0) >> 4);
    Ok(Profile { class, space, connection, version })
}
