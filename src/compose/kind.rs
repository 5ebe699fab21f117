//! What a character is to a line: where it may stand, and what blank it
//! carries.

use super::marks::Tongue;

/// The kinds of character that line composition tells apart
/// (CLREQ, 3.1 and appendix A; GB/T 15834—2011, 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Han character, or kana.
    Han,
    /// An opening bracket or quotation mark; its blank is at its left.
    Open,
    /// A closing bracket or quotation mark; its blank is at its right.
    Close,
    /// `，、；：`
    Pause,
    /// `。？！`
    Stop,
    /// `·`, with a quarter blank at either side.
    Middle,
    /// `—` and `…`: two of them are one mark.
    Dash,
    /// A letter or digit: Chinese keeps a quarter em away from it.
    Latin,
    /// Another character of Latin text: `.`, `-`, `(`.
    Sign,
    /// Another character as wide as a Han character: `～`, `①`, `％`.
    Wide,
    /// A space between words.
    Space,
    /// A full-width space.
    WideSpace,
    /// Nothing to see, but a line may break here.
    Chance,
    /// A line break that the editor asked for.
    Break,
    /// Something that is not a character: a footnote mark, a box.
    Object,
}

impl Kind {
    /// What a character is. `tongue` decides for those that Chinese and Latin
    /// text share.
    pub fn of(c: char, tongue: Tongue) -> Self {
        match c {
            '“' | '‘' | '”' | '’' | '—' | '…' | '·' if tongue == Tongue::Latin => Self::Sign,
            '“' | '‘' | '《' | '〈' | '（' | '『' | '「' | '【' | '〖' | '〔' | '［' | '｛' => {
                Self::Open
            }
            '”' | '’' | '》' | '〉' | '）' | '』' | '」' | '】' | '〗' | '〕' | '］' | '｝' => {
                Self::Close
            }
            '，' | '、' | '；' | '：' | '．' => Self::Pause,
            '。' | '？' | '！' => Self::Stop,
            '·' | '・' => Self::Middle,
            '—' | '…' | '⸺' => Self::Dash,
            ' ' | '\u{a0}' => Self::Space,
            '\u{3000}' => Self::WideSpace,
            '\u{200b}' => Self::Chance,
            '\n' | '\u{2028}' => Self::Break,
            '\u{fffc}' => Self::Object,
            '#' | '$' | '%' | '&' => Self::Latin,
            _ if c.is_ascii_alphanumeric() => Self::Latin,
            _ if c.is_ascii() => Self::Sign,
            _ if is_han(c) => Self::Han,
            _ if is_letter(c) => Self::Latin,
            _ => Self::Wide,
        }
    }

    /// Whether it is a full-width mark with a blank that can be squeezed.
    pub fn is_mark(self) -> bool {
        matches!(self, Self::Open | Self::Close | Self::Pause | Self::Stop | Self::Middle)
    }

    /// Whether its blank is at its right.
    pub fn trails(self) -> bool {
        matches!(self, Self::Close | Self::Pause | Self::Stop)
    }

    /// Whether a line is stretched behind it: Typst spreads what a justified
    /// line lacks over these.
    pub fn stretches(self) -> bool {
        self == Self::Han || self.is_mark() || matches!(self, Self::Space | Self::WideSpace)
    }

    /// Whether a reader sees a character of text: not a mark, not a space.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Han | Self::Latin | Self::Wide)
    }
}

/// Han, and the kana that Typst treats alike.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '〡'..='〩' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{fad9}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters of the scripts that Typst sets a quarter em away from Han: Latin,
/// Greek, Cyrillic; with their raised and lowered figures.
fn is_letter(c: char) -> bool {
    matches!(c,
        '\u{aa}' | '\u{b2}' | '\u{b3}' | '\u{b5}' | '\u{b9}' | '\u{ba}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2b8}'
        | '\u{370}'..='\u{52f}' | '\u{1d00}'..='\u{1fff}' | '\u{2070}'..='\u{209c}' | '\u{2126}' | '\u{212a}' | '\u{212b}' | '\u{2160}'..='\u{2188}'
        | '\u{2c60}'..='\u{2c7f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}')
}
