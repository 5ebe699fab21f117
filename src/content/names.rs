//! Personal names, as they stand at the head of a line.

use super::chars::{is_han, is_space};

/// Common surnames; 某 stands for any of them.
const SURNAMES: &str = "某赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻\
    柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康\
    伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危\
    江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢滑\
    裴陆荣翁荀羊甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束\
    龙叶幸司韶黎蓟薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕\
    冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师\
    巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关相查荆红游竺权盖益桓公覃谌粟佘揭补蒲闫付邸涂佟揣肇岳税";

/// Words that open a line but are no names, though they are as long as one.
const NOT_NAMES: &[&str] = &[
    "任命",
    "免去",
    "决定",
    "聘任",
    "推荐",
    "提名",
    "接受",
    "同意",
    "撤销",
    "补选",
    "区长",
    "县长",
    "市长",
    "省长",
    "主任",
    "会议",
    "各",
    "有关",
    "相关",
    "全体",
    "全区",
    "全县",
    "全市",
    "其他",
    "以上",
    "上述",
    "前述",
    "区政府",
    "县政府",
    "市政府",
    "该",
    "因",
    "经",
];

/// How the last character of a post, never that of a plausible name, looks.
const POST_ENDS: &str = "长任记员席师授事监理官";

/// The name at the head of a text: two to four Han characters, two single ones
/// with a space between, or a longer one with `·`. Returns where it ends.
/// `follows` judges the text after the name.
pub(super) fn name_then(text: &str, follows: impl Fn(&str) -> bool) -> Option<usize> {
    if NOT_NAMES.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    if let Some(end) = spaced_name(text) {
        return follows(&text[end..]).then_some(end);
    }
    let (mut han, mut dots) = (0, 0);
    for (at, c) in text.char_indices().take(20).chain([(text.len(), ' ')]) {
        let long_enough = (2..=4).contains(&han) || dots > 0 && han > 2;
        if long_enough && follows(text.get(at..)?) {
            return Some(at);
        }
        match c {
            '·' | '•' | '・' if han > 0 => dots += 1,
            _ if is_han(c) => han += 1,
            _ => return None,
        }
    }
    None
}

/// `李 明`: one character, spaces, one character.
fn spaced_name(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    chars.next().filter(|&(_, c)| is_han(c))?;
    let (_, space) = chars.next()?;
    if !is_space(space) {
        return None;
    }
    let (at, second) = chars.find(|&(_, c)| !is_space(c))?;
    is_han(second).then_some(at + second.len_utf8())
}

/// The name at the head of a line that is a name alone, or a name, a space and
/// something else.
pub(super) fn name_before_space(text: &str) -> Option<usize> {
    name_then(text, |rest| rest.chars().next().is_none_or(is_space))
}

/// Whether the text is several names with spaces between.
pub(super) fn is_name_list(text: &str) -> bool {
    let (mut rest, mut n) = (text.trim_matches(is_space), 0);
    while !rest.is_empty() {
        match name_before_space(rest) {
            Some(end) if is_plausible(&rest[..end]) => {
                rest = rest[end..].trim_start_matches(is_space);
                n += 1;
            }
            _ => return false,
        }
    }
    n > 1
}

/// Whether a word of the right length is a name and not a post (`副局长`).
pub(crate) fn is_plausible(name: &str) -> bool {
    name.chars().next().is_some_and(|c| SURNAMES.contains(c) || name.contains('·'))
        && !name.chars().next_back().is_some_and(|c| POST_ENDS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<&str> {
        name_before_space(text).map(|end| &text[..end])
    }

    #[test]
    fn names_at_the_head() {
        assert_eq!(head("张某某 局长"), Some("张某某"));
        assert_eq!(head("李 明 副局长"), Some("李 明"));
        assert_eq!(head("李　明"), Some("李　明"));
        assert_eq!(head("买买提·艾合买提 科员"), Some("买买提·艾合买提"));
        assert_eq!(head("各股室 负责人"), None);
        assert_eq!(head("区教育局负责人 一名"), None);
        assert_eq!(head("张某某、李某某 局长"), None);
    }

    #[test]
    fn lists_of_names() {
        assert!(is_name_list("张某某 李 明 王某"));
        assert!(!is_name_list("张某某 副局长"));
        assert!(!is_name_list("张某某"));
    }
}
