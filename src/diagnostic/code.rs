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
    /// Nothing can be mended at a place that was named.
    NothingToMend = "审校-003",
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
    /// The record of the round before is not there.
    NoEarlierRound = "校样-001",
    /// A file that is no record of a round.
    BadRecord = "校样-002",
    /// Something that can't be made ready for the press.
    NotPrintable = "印刷-001",
    /// Something that prints otherwise than it looks on a screen.
    PrintsOtherwise = "印刷-002",
    /// Something that keeps pages from being imposed unharmed.
    NotImposable = "拼版-001",
    /// Something about imposed sheets that a printer should know.
    SheetNote = "拼版-002",
    /// A finished PDF that is none, or that nothing can be made of.
    PdfUnreadable = "印前-001",
    /// A finished PDF that asks for more than is looked at.
    PdfTooMuch = "印前-002",
    /// The header of a finished PDF: missing, misplaced, or of a version not allowed.
    PdfHeader = "印前-003",
    /// No file identifier.
    PdfIdentifier = "印前-004",
    /// Encrypted.
    PdfEncrypted = "印前-005",
    /// Damaged cross-references.
    PdfXref = "印前-006",
    /// The file's end is missing.
    PdfEnd = "印前-007",
    /// Bytes after the file's end.
    PdfTail = "印前-008",
    /// Packed objects in a version that has none.
    PdfPacked = "印前-009",
    /// An object or a stream's data that is damaged.
    PdfObject = "印前-010",
    /// A key that stands twice in one dictionary.
    PdfRepeatedKey = "印前-011",
    /// A compression that is not allowed.
    PdfFilter = "印前-012",
    /// Data kept in another file.
    PdfExternal = "印前-013",
    /// No output intent.
    IntentMissing = "印前-020",
    /// Several output intents.
    IntentSeveral = "印前-021",
    /// No output condition identifier.
    IntentCondition = "印前-022",
    /// No profile in the output intent.
    IntentProfile = "印前-023",
    /// A profile that can't be read.
    IntentBroken = "印前-024",
    /// A profile of the wrong kind.
    IntentKind = "印前-025",
    /// Another printing condition than the publication's.
    IntentDiffers = "印前-026",
    /// No XMP metadata.
    XmpMissing = "印前-030",
    /// XMP metadata that can't be read.
    XmpBroken = "印前-031",
    /// The standard's mark is missing or wrong.
    XVersion = "印前-032",
    /// XMP without identity of the document or its version.
    XmpIdentity = "印前-033",
    /// A date that is missing.
    DateMissing = "印前-034",
    /// A date that is none.
    InstantForm = "印前-035",
    /// Dates that contradict each other.
    DateDiffers = "印前-036",
    /// No title.
    TitleMissing = "印前-037",
    /// Two titles that differ.
    TitleDiffers = "印前-038",
    /// Not said whether it is trapped.
    Trapped = "印前-039",
    /// Said in two ways whether it is trapped.
    TrappedDiffers = "印前-040",
    /// Info and XMP that differ in something else.
    InfoDiffers = "印前-041",
    /// No trim box.
    TrimMissing = "印前-050",
    /// Trim box and art box.
    TrimAndArt = "印前-051",
    /// Page boxes that do not lie in each other.
    BoxesNested = "印前-052",
    /// A bleed box with too little bleed.
    BleedSmall = "印前-053",
    /// A trim size other than the publication's.
    TrimDiffers = "印前-054",
    /// Pages of different trim sizes.
    TrimUneven = "印前-055",
    /// A unit of its own.
    UserUnit = "印前-056",
    /// A rotated page.
    PageRotated = "印前-057",
    /// A crop box that hides something of the page.
    CropSmall = "印前-058",
    /// A page box that is missing, empty or no rectangle.
    BoxBroken = "印前-059",
    /// A number of pages that does not fold.
    PageMultiple = "印前-065",
    /// Another number of pages than expected.
    PageCount = "印前-066",
    /// A damaged page tree.
    PageTree = "印前-067",
    /// A page without content.
    PageBlank = "印前-068",
    /// A font that is not embedded.
    FontNotEmbedded = "印前-070",
    /// A Type 3 font.
    FontType3 = "印前-071",
    /// A character without a glyph.
    FontNotdef = "印前-072",
    /// Widths that contradict the font.
    FontWidths = "印前-073",
    /// A font whose text can't be read out.
    FontUnicode = "印前-074",
    /// Text too small to print.
    TextSmall = "印前-075",
    /// A font that can't be read.
    FontBroken = "印前-076",
    /// Text in a font that is not there.
    FontMissing = "印前-077",
    /// RGB.
    ColourRgb = "印前-080",
    /// CalRGB, CalGray or Lab.
    ColourCalibrated = "印前-081",
    /// ICC-based colour.
    ColourIcc = "印前-082",
    /// ICC-based colour with the output intent's own profile.
    ColourIccSame = "印前-083",
    /// A colour space that can't be read.
    ColourBroken = "印前-084",
    /// One spot defined in two ways.
    SpotConflict = "印前-085",
    /// A spot that the publication does not print.
    SpotUnexpected = "印前-086",
    /// Too many spots.
    SpotMany = "印前-087",
    /// Black text in more than one ink.
    BlackText = "印前-088",
    /// Registration colour on the page.
    Registration = "印前-089",
    /// White that overprints.
    WhiteOverprint = "印前-090",
    /// Overprint without its mode.
    OverprintMode = "印前-091",
    /// Black text that does not overprint.
    BlackKnockout = "印前-092",
    /// Black lines or areas in more than one ink.
    BlackShape = "印前-093",
    /// Default colour spaces.
    ColourDefault = "印前-094",
    /// A spot whose alternate is not for printing.
    SpotAlternate = "印前-095",
    /// A transparency group.
    TransparencyGroup = "印前-100",
    /// A soft mask.
    SoftMask = "印前-101",
    /// Opacity below 1.
    Opacity = "印前-102",
    /// A blend mode.
    BlendMode = "印前-103",
    /// JavaScript.
    JavaScript = "印前-110",
    /// An action.
    Action = "印前-111",
    /// A form to be filled in.
    InteractiveForm = "印前-112",
    /// An embedded file.
    Attachment = "印前-113",
    /// An annotation on the page.
    Annotation = "印前-114",
    /// Layers that can be switched.
    OptionalContent = "印前-115",
    /// A transfer function.
    TransferFunction = "印前-116",
    /// A halftone of its own.
    Halftone = "印前-117",
    /// PostScript.
    PostScript = "印前-118",
    /// A picture to be replaced by another.
    Opi = "印前-119",
    /// A form that stands in another file.
    ReferenceForm = "印前-120",
    /// Alternate pictures.
    AlternateImage = "印前-121",
    /// A picture to be smoothed.
    Interpolation = "印前-122",
    /// Too much ink in an area.
    InkVector = "印前-130",
    /// Too much ink in a picture.
    InkPicture = "印前-131",
    /// Too much ink where one thing overprints another.
    InkOverprint = "印前-132",
    /// A picture with far too few pixels.
    ResolutionLow = "印前-140",
    /// A picture with too few pixels.
    ResolutionBelow = "印前-141",
    /// Line art with too few pixels.
    LineArtLow = "印前-142",
    /// A picture that can't be read.
    PictureBroken = "印前-143",
    /// A picture whose ink was not measured.
    PictureUnmeasured = "印前-144",
    /// A line without a width.
    Hairline = "印前-150",
    /// A line too thin to print.
    ThinLine = "印前-151",
    /// An area too thin to print.
    ThinShape = "印前-152",
    /// Ink at the trim that does not reach the bleed's edge.
    BleedInk = "印前-160",
    /// Text near the trim.
    TextNearTrim = "印前-161",
    /// A picture or shape near the trim.
    PictureNearTrim = "印前-162",
    /// Text across the trim.
    TextCut = "印前-163",
    /// A mark in the bleed.
    MarkInBleed = "印前-164",
    /// A content stream that can't be read.
    ContentBroken = "印前-170",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
