//! The codes of findings, in one table.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// Which rule a finding comes from. The text (`清单-001`) is what
        /// editors see and may quote, so it never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// A rule of the proof reader, by the code that it has in its registry.
            Proof(&'static str),
        }

        impl Code {
            /// The text shown to editors.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* Self::Proof(text) => text }
            }
        }
    };
}

codes! {
    /// The manifest is not TOML.
    Syntax = "清单-001",
    /// A key that the manifest does not know.
    UnknownKey = "清单-002",
    /// A key that must be there.
    MissingKey = "清单-003",
    /// A value of the wrong type.
    WrongType = "清单-004",
    /// A value out of its range or not among those allowed.
    BadValue = "清单-005",
    /// A date that does not exist.
    BadDate = "清单-006",
    /// The number or total is taken by another issue.
    DuplicateNumber = "清单-007",
    /// The same text is listed twice.
    DuplicateArticle = "清单-009",
    /// A waiver that waives nothing any more.
    StaleWaiver = "审校-001",
    /// A rule that does not exist.
    UnknownRule = "审校-002",
    /// A file is not there.
    NotFound = "文件-001",
    /// A file can't be read.
    Unreadable = "文件-002",
    /// A file is larger than the limit.
    TooLarge = "文件-003",
    /// A text is not UTF-8.
    NotUtf8 = "文件-004",
    /// A path leads out of the folder.
    Outside = "文件-005",
    /// The result can't be written.
    Unwritable = "文件-006",
    /// Not a kind of file that can be used here.
    WrongKind = "文件-007",
    /// A picture with text in it that needs a font.
    LiveText = "文件-008",
    /// A picture with too few pixels for its size.
    LowResolution = "文件-009",
    /// A text has nothing in it.
    EmptyArticle = "文稿-001",
    /// A note mark without a note.
    UndefinedNote = "文稿-002",
    /// A note without a mark.
    UnusedNote = "文稿-003",
    /// Two notes with one label.
    DuplicateNote = "文稿-004",
    /// A table row with too many or too few cells.
    RaggedTable = "文稿-005",
    /// A note that refers to itself.
    NoteCycle = "文稿-006",
    /// A note mark in a title.
    NoteInTitle = "文稿-007",
    /// A picture amid text.
    InlinePicture = "文稿-008",
    /// A 发文字号 with the wrong brackets, or zeros.
    DocNumberForm = "文稿-020",
    /// Attachments named out of order, or with a mark behind the name.
    AttachmentOrder = "文稿-021",
    /// An attachment that is named and not there.
    AttachmentMissing = "文稿-022",
    /// An attachment that is there and not named.
    AttachmentUnnamed = "文稿-023",
    /// A term's mark without an entry in the glossary.
    TermWithoutEntry = "文稿-024",
    /// A term's mark behind another word than the entry's.
    TermDiffers = "文稿-025",
    /// Marks of terms out of order.
    TermOrder = "文稿-026",
    /// An entry of the glossary without a mark.
    TermUnmarked = "文稿-027",
    /// An order without number or signer.
    OrderForm = "文稿-028",
    /// A correction that does not say what it corrects.
    CorrectionForm = "文稿-029",
    /// A date with zeros before month or day.
    DateForm = "文稿-019",
    /// A word in braces behind a picture that means nothing.
    UnknownAttribute = "文稿-035",
    /// A picture asked to be set in two ways.
    TwoExtents = "文稿-036",
    /// Merged cells of a table that fit nothing.
    BadMerge = "文稿-030",
    /// A table without rows.
    EmptyTable = "文稿-031",
    /// A word in braces behind a table's caption that is none of ours.
    UnknownTableWord = "文稿-032",
    /// A table that does not fit its column.
    WideTable = "文稿-033",
    /// A file of data that can't be read as a table.
    BadData = "文稿-034",
    /// A file that is no issue's index.
    BadIndex = "文稿-037",
    /// An annual index with an issue twice, or with one of another year or
    /// publication.
    OddIndex = "文稿-038",
    /// A font role has no font.
    MissingFont = "字体-001",
    /// A character that no font of the role has.
    MissingCharacter = "字体-002",
    /// A font file that is none.
    BrokenFont = "字体-003",
    /// A character set in a face of another weight than its role's.
    OtherWeight = "字体-004",
    /// A layout that does not exist.
    UnknownLayout = "版式-001",
    /// Typst's own error.
    Typst = "版式-002",
    /// Typst's own warning.
    TypstWarning = "版式-003",
    /// An article runs over onto a page by one line.
    Overflow = "版式-004",
    /// Something on the pages that PDF/A or PDF/UA does not allow.
    NotArchival = "版式-005",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
