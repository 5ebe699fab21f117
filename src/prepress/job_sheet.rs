//! The job sheet (印刷通知单): what the printer is to be told besides the files,
//! as plain text.
//!
//! A pure function of facts: nothing here is measured or looked up.

use std::fmt::Write as _;

use super::cover::TITLED_SPINE_MM;
use crate::manifest::{Binding, MarkKinds, PressText};

/// Everything that stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct JobFacts {
    /// The publication's name.
    pub publication: String,
    /// The issue, as it is called: `2024 年第 1 期（总第 7 期）`.
    pub issue: String,
    /// The day of publication, as it is written.
    pub date: String,
    /// Whom the printer may ask.
    pub contact: Option<String>,
    /// The files handed over, in the order in which they are named.
    pub files: Vec<JobFile>,
    /// Width and height of the trimmed page, in mm.
    pub trim_mm: [f64; 2],
    /// Bleed on every side, in mm.
    pub bleed_mm: f64,
    /// Pages of the whole book, blank ones and cover included.
    pub pages: usize,
    /// How many of them are cover pages in a file of their own; 0 if the cover is
    /// in the same file.
    pub cover_pages: usize,
    /// How many pages were added blank to make up the number.
    pub blank_pages: usize,
    /// The plates of each page, in the order of the pages: `Cyan`, `Magenta`,
    /// `Yellow`, `Black` or a spot's name. Empty where nothing is known.
    pub plates: Vec<Vec<String>>,
    /// The standard the files were built to: `PDF/X-4`.
    pub standard: String,
    /// The output condition's identifier.
    pub condition: String,
    /// What the ICC profile calls itself.
    pub profile: String,
    /// The most ink in one place, in per cent, as set.
    pub ink_limit: f64,
    /// The most ink that was found in one place, if it was measured.
    pub ink_found: Option<f64>,
    /// Least effective resolution of pictures, in pixels per inch, as set.
    pub resolution: f64,
    /// Whether black text overprints.
    pub overprint: bool,
    /// Text as fonts or as outlines.
    pub text: PressText,
    /// Names of the embedded fonts.
    pub fonts: Vec<String>,
    /// Printer's marks in the files.
    pub marks: MarkKinds,
    /// How the book is bound.
    pub binding: Binding,
    /// Thickness of a leaf, in mm.
    pub paper_mm: f64,
    /// Width of the spine in mm, of a glued book.
    pub spine_mm: Option<f64>,
    /// Whether the spine carries a title.
    pub spine_titled: bool,
    /// What prints otherwise than one might expect, one sentence each.
    pub remarks: Vec<String>,
}

/// A file that is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFile {
    /// Its name.
    pub name: String,
    /// What it is: `内文`, `封面`, `全书`.
    pub what: String,
    /// Its pages.
    pub pages: usize,
    /// Its size, in bytes.
    pub bytes: usize,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// Writes the sheet, in UTF-8 with a line feed behind every line.
pub fn write(facts: &JobFacts) -> String {
    let mut sheet = Sheet::default();
    let title = format!("{} {}", facts.publication, facts.issue);
    sheet.line(&format!("印刷通知单：{}", title.trim()));
    sheet.section("刊物");
    sheet.fact("刊名", &facts.publication);
    sheet.fact("期次", &facts.issue);
    sheet.fact("日期", &facts.date);
    sheet.fact("联系", facts.contact.as_deref().unwrap_or("（清单里没有写 contact）"));

    sheet.section("文件");
    for file in &facts.files {
        sheet.line(&format!("{}（{}，{} 面，{} 字节）", file.name, file.what, file.pages, file.bytes));
        let digest: String = file.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        sheet.line(&format!("  SHA-256 {digest}"));
    }
    sheet.fact("标准", &facts.standard);

    sheet.section("尺寸和装订");
    let [width, height] = facts.trim_mm;
    sheet.fact("成品尺寸", &format!("{}×{} 毫米", number(width), number(height)));
    sheet.fact("出血", &format!("{} 毫米，四边", number(facts.bleed_mm)));
    sheet.fact("面数", &pages(facts));
    let binding = match facts.binding {
        Binding::Saddle => "骑马订",
        Binding::Glued => "胶装",
    };
    sheet.fact("装订", binding);
    sheet.fact("纸厚", &format!("内文一张 {} 毫米", number(facts.paper_mm)));
    if let Some(spine) = facts.spine_mm {
        let titled = match (facts.spine_titled, spine < TITLED_SPINE_MM) {
            (true, _) => "印刊名",
            (false, true) => "太窄，不印字",
            (false, false) => "不印字",
        };
        sheet.fact("书脊", &format!("{} 毫米（按内文纸厚计算），{titled}", number(spine)));
    }
    sheet.fact("标记", &marks(facts.marks));

    sheet.section("颜色");
    sheet.fact("用色", &inks(facts));
    for range in ranges(&facts.plates) {
        sheet.line(&format!("  {range}"));
    }
    sheet.fact("印刷条件", &facts.condition);
    sheet.fact("特性文件", &facts.profile);
    sheet.fact("总墨量", &ink(facts));
    sheet.fact("黑字", if facts.overprint { "单黑，叠印" } else { "单黑，不叠印" });

    sheet.section("文字和图片");
    match facts.text {
        PressText::Fonts => sheet.fact("字体", &format!("全部嵌入：{}", facts.fonts.join("、"))),
        PressText::Outlines => sheet.fact("字体", "文字已转曲，没有字体"),
    }
    sheet.fact("图片", &format!("有效分辨率不低于 {} 像素/英寸", number(facts.resolution)));

    sheet.section("请印厂核对");
    for (index, check) in checks(facts).iter().enumerate() {
        sheet.line(&format!("{}. {check}", index + 1));
    }
    if !facts.remarks.is_empty() {
        sheet.section("说明");
        for remark in &facts.remarks {
            sheet.line(&format!("- {remark}"));
        }
    }
    sheet.0
}

#[derive(Default)]
struct Sheet(String);

impl Sheet {
    /// One line: what comes from manifests and files can't begin another.
    fn line(&mut self, text: &str) {
        self.0.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        self.0.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.0.push('\n');
        self.line(&format!("【{title}】"));
    }

    fn fact(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}：{value}"));
    }
}

/// A number without needless zeros, to a thousandth.
fn number(value: f64) -> String {
    super::number::numbers(&[(value * 1e3).round() / 1e3])
}

fn pages(facts: &JobFacts) -> String {
    let mut text = format!("{} 面", facts.pages);
    if facts.cover_pages > 0 {
        let body = facts.pages.saturating_sub(facts.cover_pages);
        let _ = write!(text, "（封面 {} 面，内文 {body} 面）", facts.cover_pages);
    } else {
        text.push_str("，封面在内");
    }
    if facts.blank_pages > 0 {
        let _ = write!(text, "；为凑足页数补了 {} 面空白", facts.blank_pages);
    }
    text
}

fn marks(kinds: MarkKinds) -> String {
    let named =
        [(kinds.crop, "裁切线"), (kinds.fold, "折线"), (kinds.registration, "套准线"), (kinds.bar, "色标")];
    let listed: Vec<_> = named.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name).collect();
    if listed.is_empty() { "没有".to_owned() } else { listed.join("、") }
}

/// A plate's name as a printer says it.
fn plate(name: &str) -> String {
    match name {
        "Cyan" => "青 C".to_owned(),
        "Magenta" => "品红 M".to_owned(),
        "Yellow" => "黄 Y".to_owned(),
        "Black" => "黑 K".to_owned(),
        spot => format!("专色 {spot}"),
    }
}

/// The plates that any page needs, process inks first, as a press takes them.
fn all_plates(plates: &[Vec<String>]) -> Vec<&str> {
    const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];
    let used = |name: &str| plates.iter().flatten().any(|plate| plate == name);
    let mut all: Vec<&str> = PROCESS.into_iter().filter(|name| used(name)).collect();
    for name in plates.iter().flatten() {
        if !all.contains(&name.as_str()) {
            all.push(name);
        }
    }
    all
}

fn inks(facts: &JobFacts) -> String {
    let all = all_plates(&facts.plates);
    if all.is_empty() {
        return "没有统计".to_owned();
    }
    let named: Vec<_> = all.iter().map(|name| plate(name)).collect();
    format!("{} 色：{}", all.len(), named.join("、"))
}

/// Runs of pages that need the same plates: `第 1 面：青 C、黑 K`.
fn ranges(plates: &[Vec<String>]) -> Vec<String> {
    let sets: Vec<Vec<&str>> = plates.iter().map(|page| all_plates(std::slice::from_ref(page))).collect();
    let mut lines = Vec::new();
    let mut first = 1;
    for run in sets.chunk_by(|one, other| one == other) {
        let last = first + run.len() - 1;
        let which =
            if first == last { format!("第 {first} 面") } else { format!("第 {first}—{last} 面") };
        let set = run.first().map_or(&[][..], Vec::as_slice);
        let what = match set {
            [] => "空白".to_owned(),
            ["Black"] => "只用黑 K".to_owned(),
            set => set.iter().map(|name| plate(name)).collect::<Vec<_>>().join("、"),
        };
        lines.push(format!("{which}：{what}"));
        first = last + 1;
    }
    lines
}

fn ink(facts: &JobFacts) -> String {
    let limit = format!("不超过 {}%", number(facts.ink_limit));
    match facts.ink_found {
        Some(found) => format!("{limit}，实际最高 {}%", number(found)),
        None => limit,
    }
}

/// What to look at before plates are made, depending on the job.
fn checks(facts: &JobFacts) -> Vec<String> {
    let mut checks = vec![
        "收到的文件与上面的 SHA-256 一致；不一致的不要用，请联系我们重发。".to_owned(),
        format!("印刷条件是否为 {}；用别的纸或条件，请先告诉我们，不要自行转换颜色。", facts.condition),
        "正文黑字只在黑版上；分色后请看一面正文，青、品红、黄三版应是空的。".to_owned(),
    ];
    let spots: Vec<_> = all_plates(&facts.plates)
        .into_iter()
        .filter(|name| !["Cyan", "Magenta", "Yellow", "Black"].contains(name))
        .collect();
    if !spots.is_empty() {
        checks.push(format!("专色 {} 单独出版，不要转成四色。", spots.join("、")));
    }
    if facts.overprint {
        checks.push("黑字已设叠印，RIP 请保留文件里的叠印设置。".to_owned());
    }
    match (facts.binding, facts.spine_mm) {
        (Binding::Saddle, _) => {
            checks.push(format!(
                "骑马订的爬移按纸厚 {} 毫米计算；实际用纸不同请告知。",
                number(facts.paper_mm)
            ));
        }
        (Binding::Glued, Some(spine)) => checks.push(format!(
            "书脊宽 {} 毫米是按纸厚 {} 毫米算出的，请用实际用纸的假书核对；不同请告知，我们改封面。",
            number(spine),
            number(facts.paper_mm)
        )),
        (Binding::Glued, None) => {
            checks.push("书脊宽请按实际用纸量出，告诉我们。".to_owned());
        }
    }
    checks.push("先出数码样（或蓝纸），我们签字后再印。".to_owned());
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn facts() -> JobFacts {
        let cmyk = names(&["Cyan", "Magenta", "Yellow", "Black"]);
        JobFacts {
            publication: "试验县人民政府公报".to_owned(),
            issue: "2024 年第 1 期（总第 7 期）".to_owned(),
            date: "2024年3月29日".to_owned(),
            contact: Some("编辑部 王某\n0000-0000000".to_owned()),
            files: vec![JobFile {
                name: "2024-01.print.pdf".to_owned(),
                what: "全书".to_owned(),
                pages: 8,
                bytes: 1_234_567,
                sha256: [0xab; 32],
            }],
            trim_mm: [210.0, 297.0],
            bleed_mm: 3.0,
            pages: 8,
            cover_pages: 0,
            blank_pages: 1,
            plates: vec![
                cmyk.clone(),
                Vec::new(),
                names(&["Black"]),
                names(&["Black"]),
                names(&["PANTONE 485 C", "Black"]),
                names(&["Black"]),
                Vec::new(),
                cmyk,
            ],
            standard: "PDF/X-4".to_owned(),
            condition: "FOGRA39".to_owned(),
            profile: "ISO Coated v2 300%".to_owned(),
            ink_limit: 300.0,
            ink_found: Some(275.4),
            resolution: 300.0,
            overprint: true,
            text: PressText::Fonts,
            fonts: names(&["SongFace", "HeiFace"]),
            marks: MarkKinds { crop: true, ..MarkKinds::default() },
            binding: Binding::Saddle,
            paper_mm: 0.104,
            spine_mm: None,
            spine_titled: false,
            remarks: Vec::new(),
        }
    }

    #[test]
    fn the_sheet_tells_a_printer_what_to_do() {
        let expected = "\
印刷通知单：试验县人民政府公报 2024 年第 1 期（总第 7 期）

【刊物】
刊名：试验县人民政府公报
期次：2024 年第 1 期（总第 7 期）
日期：2024年3月29日
联系：编辑部 王某 0000-0000000

【文件】
2024-01.print.pdf（全书，8 面，1234567 字节）
  SHA-256 abababababababababababababababababababababababababababababababab
标准：PDF/X-4

【尺寸和装订】
成品尺寸：210×297 毫米
出血：3 毫米，四边
面数：8 面，封面在内；为凑足页数补了 1 面空白
装订：骑马订
纸厚：内文一张 0.104 毫米
标记：裁切线

【颜色】
用色：5 色：青 C、品红 M、黄 Y、黑 K、专色 PANTONE 485 C
  第 1 面：青 C、品红 M、黄 Y、黑 K
  第 2 面：空白
  第 3—4 面：只用黑 K
  第 5 面：黑 K、专色 PANTONE 485 C
  第 6 面：只用黑 K
  第 7 面：空白
  第 8 面：青 C、品红 M、黄 Y、黑 K
印刷条件：FOGRA39
特性文件：ISO Coated v2 300%
总墨量：不超过 300%，实际最高 275.4%
黑字：单黑，叠印

【文字和图片】
字体：全部嵌入：SongFace、HeiFace
图片：有效分辨率不低于 300 像素/英寸

【请印厂核对】
1. 收到的文件与上面的 SHA-256 一致；不一致的不要用，请联系我们重发。
2. 印刷条件是否为 FOGRA39；用别的纸或条件，请先告诉我们，不要自行转换颜色。
3. 正文黑字只在黑版上；分色后请看一面正文，青、品红、黄三版应是空的。
4. 专色 PANTONE 485 C 单独出版，不要转成四色。
5. 黑字已设叠印，RIP 请保留文件里的叠印设置。
6. 骑马订的爬移按纸厚 0.104 毫米计算；实际用纸不同请告知。
7. 先出数码样（或蓝纸），我们签字后再印。
";
        assert_eq!(write(&facts()), expected);
    }

    #[test]
    fn a_glued_book_has_a_spine_to_check() {
        let sheet = write(&JobFacts {
            binding: Binding::Glued,
            spine_mm: Some(7.3),
            spine_titled: true,
            cover_pages: 4,
            blank_pages: 0,
            pages: 144,
            plates: Vec::new(),
            text: PressText::Outlines,
            ..facts()
        });
        for words in [
            "面数：144 面（封面 4 面，内文 140 面）\n",
            "书脊：7.3 毫米（按内文纸厚计算），印刊名",
            "用色：没有统计",
            "字体：文字已转曲，没有字体",
            "书脊宽 7.3 毫米是按纸厚 0.104 毫米算出的",
        ] {
            assert!(sheet.contains(words), "{words}\n{sheet}");
        }
    }
}
