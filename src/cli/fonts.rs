//! `gongbao fonts`

use serde_json::{Map, Value, json};

use super::args::{Format, IssueArgs};
use super::report::{Report, exit_code, open};
use super::term::say;
use crate::diagnostic::{Code, Diagnostic};
use crate::font::{Coverage, Fonts, RoleFonts};

/// So many characters are listed; the rest is counted.
const MOST: usize = 40;

pub(super) fn run(args: &IssueArgs) -> u8 {
    let mut press = match open("fonts", args) {
        Ok(press) => press,
        Err(code) => return code,
    };
    let checked = press.check();
    let used = checked.issue.characters();
    let roles: Vec<_> = checked
        .roles
        .iter()
        .map(|role| (role, role.coverage(&checked.fonts, used.iter().copied())))
        .collect();
    let about_fonts = [Code::MissingFont, Code::BrokenFont, Code::MissingCharacter, Code::OtherWeight];
    // Where the issue can't be read, that is what there is to say.
    let unread = checked.issue.manifest.is_none();
    let told = |found: &&Diagnostic| unread || about_fonts.contains(&found.code);
    let diagnostics: Vec<_> = checked.diagnostics.iter().filter(told).cloned().collect();
    if args.format == Format::Human {
        say(&format!("本期用字 {} 个。", used.len()));
        for (role, coverage) in &roles {
            print_role(role, coverage, &checked.fonts);
        }
    }
    let mut data = Map::new();
    let list: Vec<Value> =
        roles.iter().map(|(role, coverage)| role_json(role, coverage, &checked.fonts)).collect();
    data.insert("characters".to_owned(), used.len().into());
    data.insert("roles".to_owned(), list.into());
    Report { command: "fonts", format: args.format, diagnostics: &diagnostics, summary: String::new(), data }
        .print();
    exit_code(&diagnostics)
}

fn file_name(role: &RoleFonts, family: &str, fonts: &Fonts) -> String {
    let family = role.families.iter().find(|known| known.name == family);
    let face = family.and_then(|family| role.face(fonts, family));
    face.and_then(|face| face.path.file_name()).unwrap_or_default().to_string_lossy().into_owned()
}

fn print_role(role: &RoleFonts, coverage: &Coverage, fonts: &Fonts) {
    let first = coverage.first.as_deref().unwrap_or("（无）");
    let own =
        if role.families.iter().any(|family| family.own && family.name == first) { "，自备" } else { "" };
    say(&format!(
        "\n{}（{}）　{first}　{}{own}",
        role.role.label(),
        role.role.key(),
        file_name(role, first, fonts)
    ));
    let behind: usize = coverage.fallbacks.iter().map(|fallback| fallback.characters.len()).sum();
    let own = coverage.total - behind - coverage.missing.len();
    say(&format!("  有本期用字 {own} 个，共 {} 个", coverage.total));
    for fallback in &coverage.fallbacks {
        say(&format!(
            "  由 {} 补 {} 个：{}",
            fallback.family,
            fallback.characters.len(),
            sample(&fallback.characters)
        ));
    }
    if !coverage.thin.is_empty() {
        let listed = sample(&coverage.thin);
        say(&format!("  没有粗体、排时描边加粗 {} 个：{listed}", coverage.thin.len()));
    }
    if !coverage.missing.is_empty() {
        say(&format!("  缺 {} 个：{}", coverage.missing.len(), sample(&coverage.missing)));
    }
}

fn sample(characters: &[char]) -> String {
    let listed: String = characters.iter().take(MOST).collect();
    if characters.len() > MOST { format!("{listed}……") } else { listed }
}

fn role_json(role: &RoleFonts, coverage: &Coverage, fonts: &Fonts) -> Value {
    let text = |characters: &[char]| characters.iter().collect::<String>();
    json!({
        "role": role.role.key(),
        "family": coverage.first,
        "file": coverage.first.as_ref().map(|first| file_name(role, first, fonts)),
        "weight": role.weight,
        "characters": coverage.total,
        "fallbacks": coverage.fallbacks.iter().map(|fallback| json!({
            "family": fallback.family,
            "file": file_name(role, &fallback.family, fonts),
            "characters": text(&fallback.characters),
        })).collect::<Vec<_>>(),
        "thin": text(&coverage.thin),
        "missing": text(&coverage.missing),
    })
}
