//! Every rule's source and what to do where it is broken.

use crate::diagnostic::Code;

const HOUSE: &str = "版面行规";
const SETTING: &str = "本刊设置";

/// Source and help of a rule.
pub(crate) fn of(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::PdfUnreadable => ("ISO 32000-1，7.5", "换一份完整的 PDF：从原来的排版程序重新导出"),
        Code::PdfTooMuch => (HOUSE, "这不像是付印的文件；从原来的排版程序重新导出，再不行就分成几个文件"),
        Code::PdfHeader => (
            "ISO 15930-7：不高于 PDF 1.6；ISO 15930-4：不高于 PDF 1.4；ISO 32000-1，7.5.2",
            "按付印标准重新导出，选 PDF/X-4 或 PDF/X-1a",
        ),
        Code::PdfIdentifier => {
            ("ISO 15930-7；ISO 32000-1，14.4", "重新导出，让程序写入文件标识（trailer 的 ID）")
        }
        Code::PdfEncrypted => {
            ("ISO 15930-7、ISO 15930-4：不得加密；ISO 32000-1，7.6", "去掉密码和权限限制，重新导出")
        }
        Code::PdfXref => ("ISO 32000-1，7.5.4、7.5.8", "文件在传送或改动时损坏；从原来的排版程序重新导出"),
        Code::PdfEnd => ("ISO 32000-1，7.5.5", "文件可能没有传完；重新传送或重新导出"),
        Code::PdfTail => ("ISO 32000-1，7.5.5", "文件结尾之后不该有别的内容；重新导出"),
        Code::PdfPacked => {
            ("ISO 15930-4：PDF 1.4；ISO 32000-1，7.5.7、7.5.8", "按 PDF 1.4 重新导出，不用对象流")
        }
        Code::PdfObject => ("ISO 32000-1，7.3", "文件有一部分损坏；从原来的排版程序重新导出"),
        Code::PdfRepeatedKey => ("ISO 32000-1，7.3.7", "同一个键写了两次，各家程序取哪一个不一定；重新导出"),
        Code::PdfFilter => ("ISO 15930-7、ISO 15930-4；ISO 32000-1，7.4", "换成 Flate 或 JPEG 压缩重新导出"),
        Code::PdfExternal => {
            ("ISO 15930-7、ISO 15930-4：内容须齐全；ISO 32000-1，7.3.8", "把外部文件里的内容嵌进来，重新导出")
        }
        Code::IntentMissing => {
            ("ISO 15930-7；ISO 32000-1，14.11.5", "导出时选定印刷条件（输出意图），由印厂告知，如 FOGRA39")
        }
        Code::IntentSeveral => ("ISO 15930-7；ISO 32000-1，14.11.5", "只留一个 GTS_PDFX 输出意图"),
        Code::IntentCondition => (
            "ISO 15930-7；ISO 32000-1，14.11.5，表 365",
            "写明印刷条件的标识（OutputConditionIdentifier），由印厂告知",
        ),
        Code::IntentProfile => ("ISO 15930-7；ISO 32000-1，14.11.5", "把印刷条件的 ICC 特性文件嵌进输出意图"),
        Code::IntentBroken => ("ISO 15930-7；ICC.1:2010，7", "换一个完整的 ICC 特性文件"),
        Code::IntentKind => (
            "ISO 15930-7：四色输出设备（prtr、CMYK）；ISO 32000-1，8.6.5.5",
            "换成印厂给的 CMYK 输出特性文件",
        ),
        Code::IntentDiffers => (SETTING, "按本刊的印刷条件导出，或改 [print] 的 condition 和 profile"),
        Code::XmpMissing => ("ISO 15930-7；ISO 32000-1，14.3.2", "导出时写入 XMP 元数据"),
        Code::XmpBroken => ("ISO 15930-7；ISO 16684-1", "XMP 元数据不是合法的 XML；重新导出"),
        Code::XVersion => (
            "ISO 15930-7：pdfxid:GTS_PDFXVersion；ISO 15930-4：Info 的 GTS_PDFXVersion",
            "按 PDF/X-4 或 PDF/X-1a:2003 重新导出",
        ),
        Code::XmpIdentity => (
            "ISO 15930-7：xmpMM:DocumentID、VersionID、RenditionClass",
            "重新导出，让程序写入文件的身份和版次",
        ),
        Code::DateMissing => (
            "ISO 15930-7、ISO 15930-4：创建、修改日期；ISO 32000-1，14.3.3",
            "重新导出，写入创建、修改和元数据日期",
        ),
        Code::InstantForm => (
            "ISO 32000-1，7.9.4；ISO 16684-1",
            "日期写成 D:20240329080000+08'00'，XMP 里写成 2024-03-29T08:00:00+08:00",
        ),
        Code::DateDiffers => {
            ("ISO 15930-7：Info 与 XMP 一致", "重新导出，让 Info 和 XMP 的日期相同，修改日期不早于创建日期")
        }
        Code::TitleMissing => ("ISO 15930-7：dc:title；ISO 15930-4：Info 的 Title", "写上文件题名"),
        Code::TitleDiffers => ("ISO 15930-7：Info 与 XMP 一致", "让 Info 和 XMP 的题名相同"),
        Code::Trapped => (
            "ISO 15930-7、ISO 15930-4；ISO 32000-1，14.11.6",
            "写明 Trapped：没有做陷印写 False，做了写 True",
        ),
        Code::TrappedDiffers => {
            ("ISO 15930-7：Info 与 XMP 一致", "让 Info 的 Trapped 和 XMP 的 pdf:Trapped 相同")
        }
        Code::InfoDiffers => ("ISO 15930-7：Info 与 XMP 一致", "让 Info 和 XMP 写的相同"),
        Code::TrimMissing => {
            ("ISO 15930-7、ISO 15930-4；ISO 32000-1，14.11.2", "导出时写入成品框（TrimBox）")
        }
        Code::TrimAndArt => ("ISO 15930-7、ISO 15930-4：只能有一个", "去掉 ArtBox，只留 TrimBox"),
        Code::BoxesNested => (
            "ISO 15930-7、ISO 15930-4；ISO 32000-1，14.11.2",
            "让成品框在出血框里，出血框在页面（MediaBox）里",
        ),
        Code::BleedSmall => (HOUSE, "导出时四边都留出血，一般 3 毫米，并写入 BleedBox"),
        Code::TrimDiffers => (SETTING, "按本刊的成品尺寸导出，或改清单的 trim"),
        Code::TrimUneven => (HOUSE, "把各页改成同样大小；折页、插页另出文件"),
        Code::UserUnit => ("ISO 32000-1，14.11.2；版面行规", "按实际大小导出，不用 UserUnit 缩放"),
        Code::PageRotated => (HOUSE, "把页面转正后重新导出；拼版程序不一定理会 Rotate"),
        Code::CropSmall => ("ISO 15930-7；ISO 32000-1，14.11.2.1", "去掉 CropBox，或让它不小于出血框"),
        Code::BoxBroken => ("ISO 32000-1，14.11.2、7.9.5", "重新导出，让每页都有大小正常的 MediaBox"),
        Code::PageMultiple => (HOUSE, "补白页，或把封面、内文合成一个文件；骑马订须是 4 的倍数"),
        Code::PageCount => (SETTING, "核对是不是这一期的文件，有没有缺页、多页"),
        Code::PageTree => ("ISO 32000-1，7.7.3", "文件的页面目录损坏；重新导出"),
        Code::PageBlank => (HOUSE, "如果不是有意留白，查一查内容是不是丢了"),
        Code::FontNotEmbedded => {
            ("ISO 15930-7、ISO 15930-4；ISO 32000-1，9.9", "导出时嵌入全部字体；不许嵌入的字体，换字体或转曲")
        }
        Code::FontType3 => (HOUSE, "换成普通字体，或转曲"),
        Code::FontNotdef => (
            "ISO 15930-7：不得用 .notdef；ISO 32000-1，9.6.6",
            "这个字在字体里没有，印出来是空白或方框；换字体",
        ),
        Code::FontWidths => {
            ("ISO 15930-7；ISO 32000-1，9.2.4", "字宽与字体不符，有的设备会挤在一起；重新导出")
        }
        Code::FontUnicode => ("ISO 32000-1，9.10", "不影响印刷；要能检索文字，导出时写入 ToUnicode"),
        Code::TextSmall => (HOUSE, "字号加到 6 磅以上"),
        Code::FontBroken => ("ISO 32000-1，9.9", "字体数据损坏或不全；重新导出，或换字体"),
        Code::FontMissing => ("ISO 32000-1，9.3", "文字没有指定字体；重新导出"),
        Code::ColourRgb => ("版面行规；ISO 15930-4", "转成印刷条件的 CMYK：文字用 K100，图片用特性文件转换"),
        Code::ColourCalibrated => ("版面行规；ISO 15930-4", "转成印刷条件的 CMYK 或灰度"),
        Code::ColourIcc => ("版面行规；ISO 15930-4", "转成 DeviceCMYK 或 DeviceGray，不带特性文件"),
        Code::ColourIccSame => ("ISO 15930-7：不得与输出意图的特性文件相同", "改用 DeviceCMYK"),
        Code::ColourBroken => ("ISO 32000-1，8.6", "颜色空间损坏或没有定义；重新导出"),
        Code::SpotConflict => {
            ("ISO 15930-7：同名专色的替代色和转换须相同；ISO 32000-1，8.6.6.4", "把同一个专色统一成一种定义")
        }
        Code::SpotUnexpected => (SETTING, "转成 CMYK，或在 [print] 的 red 里写上这个专色"),
        Code::SpotMany => (HOUSE, "多一个专色多一块版；不用的转成 CMYK"),
        Code::BlackText => (HOUSE, "黑字只用 K100（0 0 0 1 k）：套印稍有不准，四色黑字就发虚"),
        Code::Registration => {
            ("版面行规；ISO 32000-1，8.6.6.4", "套准色（All）只用于裁切线等标记；页面里的黑改成 K100")
        }
        Code::WhiteOverprint => (HOUSE, "白色不要叠印：叠印后白字会消失"),
        Code::OverprintMode => ("ISO 32000-1，8.6.7", "叠印黑用 0 0 0 1 k，并设 OPM 1；否则叠印不起作用"),
        Code::BlackKnockout => (SETTING, "让 K100 的黑字叠印，或把 [print] 的 overprint 改成 false"),
        Code::BlackShape => (HOUSE, "黑线、黑块改用 K100；大面积要厚黑，先问印厂"),
        Code::ColourDefault => {
            ("版面行规；ISO 32000-1，8.6.5.6", "去掉 DefaultGray、DefaultRGB、DefaultCMYK")
        }
        Code::SpotAlternate => ("ISO 15930-4；版面行规", "专色的替代色改成 CMYK"),
        Code::TransparencyGroup | Code::SoftMask | Code::Opacity | Code::BlendMode => {
            ("版面行规；ISO 15930-4：不得有透明", "导出前拼合透明，或改成不透明的对象")
        }
        Code::JavaScript | Code::Action => {
            ("ISO 15930-7、ISO 15930-4：不得有动作和 JavaScript", "去掉链接、按钮和脚本，重新导出")
        }
        Code::InteractiveForm => ("ISO 15930-7、ISO 15930-4：不得有表单", "去掉表单，重新导出"),
        Code::Attachment => ("ISO 15930-7；ISO 32000-1，7.11.4", "去掉附件"),
        Code::Annotation => ("ISO 15930-7、ISO 15930-4：出血框内不得有批注", "去掉批注、链接，重新导出"),
        Code::OptionalContent => {
            ("ISO 15930-7；ISO 32000-1，8.11", "合并图层后重新导出，免得开关不同印得不同")
        }
        Code::TransferFunction => ("ISO 15930-7、ISO 15930-4；ISO 32000-1，10.4", "去掉传递函数（TR、TR2）"),
        Code::Halftone => ("ISO 15930-7；ISO 32000-1，10.5", "网点由印厂定；去掉半色调设置"),
        Code::PostScript => ("ISO 15930-7、ISO 15930-4；ISO 32000-1，8.8.2", "去掉 PostScript，换成普通图形"),
        Code::Opi => ("ISO 15930-7、ISO 15930-4：不得有 OPI", "换成高分辨率的原图"),
        Code::ReferenceForm => ("ISO 15930-7：不用外部页面；ISO 32000-1，8.10.4", "把外部页面嵌进来"),
        Code::AlternateImage => ("ISO 15930-7、ISO 15930-4；ISO 32000-1，8.9.5.4", "只留一份图片"),
        Code::Interpolation => (HOUSE, "去掉图片的 Interpolate：各家输出不一样"),
        Code::InkVector | Code::InkPicture | Code::InkOverprint => {
            (HOUSE, "把总墨量降到印刷机能承受的上限以内，否则不干、透印、粘连")
        }
        Code::ResolutionLow | Code::ResolutionBelow => (HOUSE, "换像素更多的原图，或把图缩小"),
        Code::LineArtLow => (HOUSE, "线条稿要矢量，或 600 点以上的分辨率"),
        Code::PictureBroken => ("ISO 32000-1，8.9", "图片损坏；换一份重新导出"),
        Code::PictureUnmeasured => (HOUSE, "图片太大或编码特殊，没有量墨量；请印厂量"),
        Code::Hairline | Code::ThinLine | Code::ThinShape => (HOUSE, "线宽改到 0.25 磅以上，细线会断"),
        Code::BleedInk => (HOUSE, "到切口的底色、图片，要一直铺到出血边，否则裁切后露白"),
        Code::TextNearTrim | Code::PictureNearTrim => (HOUSE, "离切口至少 3 毫米，裁切会有偏差"),
        Code::TextCut => (HOUSE, "文字会被裁掉；移进成品框"),
        Code::MarkInBleed => ("ISO 32000-1，14.11.3；版面行规", "标记移到出血框外面"),
        Code::ContentBroken => ("ISO 32000-1，7.8.2、8.2", "页面内容有错，各家输出不一定一样；重新导出"),
        _ => (HOUSE, ""),
    }
}
