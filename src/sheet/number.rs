//! Numbers as a spreadsheet shows them: by their format codes (ECMA-376-1,
//! 18.8.31). What a code says about colours and widths does not matter here.

/// A number by a format code. `era`: days from 30 December 1899 to the day from
/// which the workbook counts.
pub(super) fn shown(value: f64, code: &str, era: i64) -> String {
    let sections = sections(code);
    let number = |index: usize| sections.get(index).filter(|section| !section.is_empty());
    let (section, value) = match (value < 0.0, number(1)) {
        (true, Some(section)) => (section, value.abs()),
        _ => match (value == 0.0, number(2)) {
            (true, Some(section)) => (section, value),
            _ => (&sections[0], value),
        },
    };
    let tokens = tokens(section);
    let letters = |set: &str| tokens.iter().any(|token| matches!(token, Token::Code(c) if set.contains(*c)));
    if letters("yYdDhHsSmM") && !letters("0#?") {
        return date(value, &tokens, era).unwrap_or_else(|| general(value));
    }
    if !letters("0#?") || letters("eE/") {
        let literal: String = tokens.iter().filter_map(Token::literal).collect();
        // A section of words alone stands for the number: "—" for zero.
        let words = sections.len() > 1 && !letters("@gG") && !literal.is_empty();
        return if words { literal } else { general(value) };
    }
    by_digits(value, &tokens)
}

/// A number without a format: fifteen digits at most, so that 0.1 + 0.2 is 0.3.
pub(super) fn general(value: f64) -> String {
    let Some((negative, digits, point)) = decimal(value) else { return value.to_string() };
    let places = (digits.len() as i32 - point).max(0) as usize;
    let (whole, fraction) = rounded(&digits, point, places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if negative { "\u{2212}" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A piece of a format code.
#[derive(Debug, PartialEq)]
enum Token {
    /// A character that stands for something.
    Code(char),
    /// One that stands for itself.
    Literal(char),
}

impl Token {
    fn literal(&self) -> Option<char> {
        match self {
            Self::Literal(c) => Some(*c),
            Self::Code(_) => None,
        }
    }
}

/// The parts of a code for positive, negative, zero and text.
fn sections(code: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        match c {
            ';' if !quoted && !escaped => {
                out.push(String::new());
                continue;
            }
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

fn tokens(section: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => out.extend(chars.by_ref().take_while(|&c| c != '"').map(Token::Literal)),
            '\\' => out.extend(chars.next().map(Token::Literal)),
            // The width of a character, or one repeated to fill the column.
            '_' | '*' => drop(chars.next()),
            // A colour, a condition, or a currency: [$￥-804].
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                if let Some(sign) = inside.strip_prefix('$') {
                    out.extend(sign.split('-').next().unwrap_or_default().chars().map(Token::Literal));
                }
            }
            _ if "0#?.,%eE/@yYmMdDhHsSgG".contains(c) => out.push(Token::Code(c)),
            c => out.push(Token::Literal(c)),
        }
    }
    out
}

/// Sign, significant digits, and how many of them stand before the point.
fn decimal(value: f64) -> Option<(bool, Vec<u8>, i32)> {
    let text = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = text.split_once('e')?;
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    while digits.len() > 1 && digits.last() == Some(&0) {
        digits.pop();
    }
    let exponent: i32 = exponent.parse().ok()?;
    (exponent.abs() < 300).then_some((value < 0.0, digits, exponent + 1))
}

/// The digits before and behind the point, rounded half up as people round.
fn rounded(digits: &[u8], point: i32, places: usize) -> (String, String) {
    let keep = point + i32::try_from(places).unwrap_or(i32::MAX / 2);
    let at = |index: i32| {
        usize::try_from(index).ok().and_then(|index| digits.get(index)).copied().unwrap_or_default()
    };
    // From the highest place that is shown to the lowest, one more in front
    // for what is carried.
    let first = point.min(1) - 1;
    let first = if point >= 1 { 0 } else { first };
    let mut kept: Vec<u8> = (first.min(point - 1)..keep).map(at).collect();
    kept.insert(0, 0);
    if at(keep) >= 5 {
        for digit in kept.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                break;
            }
            *digit = 0;
        }
    }
    let all: String = kept.iter().map(|&digit| char::from(b'0' + digit)).collect();
    let (whole, fraction) = all.split_at(all.len().saturating_sub(places));
    let whole = whole.trim_start_matches('0');
    (if whole.is_empty() { "0".to_owned() } else { whole.to_owned() }, fraction.to_owned())
}

fn by_digits(value: f64, tokens: &[Token]) -> String {
    let is = |token: &Token, set: &str| matches!(token, Token::Code(c) if set.contains(*c));
    let first = tokens.iter().position(|token| is(token, "0#?.")).unwrap_or_default();
    let last = tokens.iter().rposition(|token| is(token, "0#?")).unwrap_or_default();
    let percent = tokens.iter().filter(|token| is(token, "%")).count();
    let scale = tokens.iter().skip(last + 1).take_while(|token| is(token, ",")).count();
    let pattern = tokens.get(first..=last).unwrap_or_default();
    let point = pattern.iter().position(|token| is(token, "."));
    let (before, behind) = pattern.split_at(point.unwrap_or(pattern.len()));
    let places = behind.iter().filter(|token| is(token, "0#?")).count().min(30);
    let least = behind.iter().filter(|token| is(token, "0?")).count();
    let leading = before.iter().filter(|token| is(token, "0")).count().min(30);
    let thousands = before.iter().any(|token| is(token, ","));
    let Some((negative, digits, whole)) = decimal(value) else { return value.to_string() };
    let whole = whole + 2 * percent as i32 - 3 * scale as i32;
    let (whole, mut fraction) = rounded(&digits, whole, places);
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    let nothing = whole.bytes().chain(fraction.bytes()).all(|b| b == b'0');
    let mut whole = if leading == 0 && whole == "0" && !fraction.is_empty() { String::new() } else { whole };
    while whole.len() < leading {
        whole.insert(0, '0');
    }
    if thousands {
        let mut at = whole.len();
        while at > 3 {
            at -= 3;
            whole.insert(at, ',');
        }
    }
    let mut out = String::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            _ if index == first => {
                out.push_str(&whole);
                if !fraction.is_empty() {
                    out.push('.');
                    out.push_str(&fraction);
                }
            }
            Token::Code('%') => out.push('%'),
            // A minus in a section for negative numbers is one in print, too.
            Token::Literal('-') => out.push('\u{2212}'),
            Token::Literal(c) if index < first || index > last => out.push(*c),
            _ => {}
        }
    }
    let out = out.trim().to_owned();
    if negative && !nothing { format!("\u{2212}{out}") } else { out }
}

/// A date or a time of day.
fn date(value: f64, tokens: &[Token], era: i64) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round() as i64;
    let (year, month, day) = civil(seconds.div_euclid(86_400) + era);
    let clock = seconds.rem_euclid(86_400);
    let mut out = String::new();
    let mut after_hour = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Token::Code(c) = token else {
            out.extend(token.literal());
            at += 1;
            continue;
        };
        let c = c.to_ascii_lowercase();
        let run = tokens[at..]
            .iter()
            .take_while(|t| matches!(t, Token::Code(d) if d.to_ascii_lowercase() == c))
            .count();
        at += run;
        let next = tokens[at..]
            .iter()
            .find_map(|t| if let Token::Code(d) = t { Some(d.to_ascii_lowercase()) } else { None });
        let minutes = c == 'm' && (after_hour || next == Some('s'));
        let number = match c {
            'y' if run <= 2 => year.rem_euclid(100),
            'y' => year,
            'm' if minutes => clock / 60 % 60,
            'm' => month,
            'd' => day,
            'h' => clock / 3600,
            's' => clock % 60,
            '/' | '.' | ',' => {
                out.push(c);
                continue;
            }
            _ => continue,
        };
        after_hour = c == 'h';
        let two = run == 2 || run <= 2 && c == 'y';
        out.push_str(&if two { format!("{number:02}") } else { number.to_string() });
    }
    Some(out.trim().to_owned())
}

/// Year, month and day of a number of days since 30 December 1899.
fn civil(days: i64) -> (i64, i64, i64) {
    // Days since 1 March of the year 0, in eras of 400 years.
    let days = days + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let cases = [
            (0.1 + 0.2, "General", "0.3"),
            (1234.5, "General", "1234.5"),
            (-12.0, "General", "−12"),
            (0.000_012, "General", "0.000012"),
            (100.0, "General", "100"),
            (0.0, "0.00", "0.00"),
            (2.675, "0.00", "2.68"),
            (0.996, "0.00", "1.00"),
            (0.004, "0.00", "0.00"),
            (-0.004, "0.00", "0.00"),
            (1_234_567.891, "#,##0.00", "1,234,567.89"),
            (999.999, "#,##0.0", "1,000.0"),
            (0.1234, "0.0%", "12.3%"),
            (1.5, "0.0#", "1.5"),
            (12.0, "0\"人\"", "12人"),
            (-3.5, "0.0;-0.0", "−3.5"),
            (-3.5, "0.0_);(0.0)", "(3.5)"),
            (0.0, "0;-0;\"—\"", "—"),
            (7.0, "000", "007"),
            (0.5, "#.0", ".5"),
            (12.3, "[$￥-804]#,##0.00", "￥12.30"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(shown(value, code, 0), expected, "{value} {code}");
        }
    }

    #[test]
    fn dates() {
        for (value, code, expected) in [
            (45_380.0, "yyyy/m/d", "2024/3/29"),
            (45_380.0, "yyyy\"年\"m\"月\"d\"日\";@", "2024年3月29日"),
            (36_526.0, "yyyy-mm-dd", "2000-01-01"),
            (45_380.75, "yyyy/m/d h:mm", "2024/3/29 18:00"),
            (0.5, "h:mm:ss", "12:00:00"),
        ] {
            assert_eq!(shown(value, code, 0), expected);
        }
    }
}
