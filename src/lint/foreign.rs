//! Foreign names in Chinese characters.

/// Characters that foreign names are written with.
pub(super) fn is_sound(c: char) -> bool {
    const SOUNDS: &str = "阿艾安奥巴贝比布查达德迪杜多厄恩尔法菲弗福盖戈格古哈海赫胡霍基加卡凯科克库拉莱兰勒雷丽利莉琳林\
        伦罗洛马迈曼梅米密莫姆穆纳娜内尼诺努欧帕佩皮普奇乔切琼让热日萨塞森沙史斯苏索塔泰坦特提托图瓦万威韦维沃乌西希\
        夏谢辛雅亚叶伊因尤约泽扎詹珍朱兹祖买肯孜吐登符腾堡本里艮根吉东敦治杰克蒂顿丹鲁摩门蒙绍圣舒什瑟滕翁肖英赛齐耶夫廉奔驰鲍埃力吾依素甫卜";
    SOUNDS.contains(c)
}
