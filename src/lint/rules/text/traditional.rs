//! 文字-013

use crate::lint::desk::Manuscript;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 简化字文稿里的繁体字、异体字。
    ///
    /// 依据：《国家通用语言文字法》第二条、第十七条：公务用规范汉字；姓氏、题词、文物古迹除外。
    ///
    /// 错：`為民服務`
    /// 对：`为民服务`
    ///
    /// 改法：换成规范字；姓名中的异体字，豁免即可。通篇繁体的不查。
    "文字-013", "繁体字、异体字", Suggested, Warning, Article(check)
}

/// Traditional or variant characters, each with the standard one.
const PAIRS: &str = "為为務务們们來来個个時时會会國国學学對对開开關关發发後后與与應应當当業业產产經经濟济實实見见現现\
説说說说這这過过進进還还種种樣样點点體体員员黨党區区縣县鄉乡鎮镇號号長长書书記记處处辦办議议設设計计劃划規规\
報报導导總总結结構构機机關关農农電电動动勞劳務务環环護护質质責责資资財财費费價价貿贸貨货購购賣卖買买運运輸输\
車车輛辆鐵铁錢钱銀银門门問问間间陽阳陸陆隊队階阶際际難难雙双離离雲云電电靈灵順顺須须預预領领題题類类願愿風风飛飞\
養养餘余馬马驗验魚鱼鳥鸟麗丽齊齐龍龙萬万億亿兩两並并東东樂乐習习書书爭争亞亚傳传傷伤價价優优兒儿內内冊册凍冻\
創创劇剧則则剛刚勝胜協协單单參参變变圖图圓圆場场壓压壞坏壯壮聲声執执夠够夢梦獎奖婦妇媽妈孫孙寧宁審审寫写寬宽\
層层屬属島岛師师帶带幫帮廣广廳厅慶庆廠厂廢废異异張张強强歸归錄录徹彻態态慣惯懷怀戰战擇择擊击據据擁拥擔担擴扩\
攝摄敗败數数斷断無无舊旧曆历曉晓術术權权條条極极樓楼標标樹树橋桥檔档檢检歲岁歷历殘残氣气決决況况測测準准滅灭\
滿满漢汉潔洁濕湿灣湾災灾煙烟熱热愛爱牆墙狀状獨独獲获獻献環环畫画療疗發发監监盤盘盡尽眾众碼码確确禮礼禍祸稱称\
積积穩稳窮穷競竞筆笔節节範范簡简糧粮糾纠約约級级紅红納纳純纯紙纸紛纷組组細细終终給给統统絕绝絲丝維维綱纲網网\
綜综綠绿緊紧線线練练縣县縱纵縮缩繁繁織织繼继續续罰罚職职聯联聽听腦脑腳脚臨临舉举藝艺藥药蘇苏虛虚補补製制複复\
覺觉觀观訂订討讨訓训訪访評评詞词試试話话該该詳详認认誠诚誤误請请論论諸诸講讲謝谢識识譯译讀读變变讓让貢贡貧贫";

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let pairs: std::collections::BTreeMap<char, char> = {
        let mut chars = PAIRS.chars();
        std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).filter(|(from, to)| from != to).collect()
    };
    // Sorted by the first character, so that most text is skipped quickly.
    let found = |c: char| if c >= '\u{4e00}' { pairs.get(&c) } else { None };
    let total: usize = manuscript.passages.iter().map(|passage| passage.chars.len()).sum();
    let mut hits = Vec::new();
    for passage in &manuscript.passages {
        let marked = passage.chars.iter().filter_map(|&(at, c)| Some((passage, at, c, *found(c)?)));
        hits.extend(marked);
    }
    if hits.len() > 20 && hits.len() * 10 > total {
        return;
    }
    for (passage, at, wrong, right) in hits {
        let range = at..at + wrong.len_utf8();
        let message = format!("“{wrong}”不是规范字，规范字是“{right}”");
        sink.report(passage, range.clone(), message).help("姓名里的，核对后豁免").edit(range, right);
    }
}
