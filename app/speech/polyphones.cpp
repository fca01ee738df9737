#include "app/speech/polyphones.h"

#include <algorithm>
#include <initializer_list>

namespace gongkai::speech {

namespace {

// Each was compared with the reading the voice gives by itself (espeak-ng 1.51); words it reads right are left out.
constexpr Polyphone words[] = {
    {"爱好", "ai4 hao4"}, {"案卷", "an4 juan4"}, {"拗口", "ao4 kou3"}, {"办不了", "ban4 bu4 liao3"},
    {"曝光", "bao4 guang1"}, {"蚌埠", "beng4 bu4"}, {"秘鲁", "bi4 lu3"}, {"闭塞", "bi4 se4"}, {"扁担", "bian3 dan5"},
    {"变更", "bian4 geng1"}, {"变更为", "bian4 geng1 wei2"}, {"变为", "bian4 wei2"}, {"标识", "biao1 zhi4"},
    {"病假", "bing4 jia4"}, {"薄弱", "bo2 ruo4"}, {"泊位", "bo2 wei4"}, {"不当", "bu2 dang4"}, {"补给", "bu3 ji3"},
    {"不得", "bu4 de2"}, {"不了了之", "bu4 liao3 liao3 zhi1"}, {"不予处罚", "bu4 yu3 chu3 fa2"},
    {"部长", "bu4 zhang3"}, {"财会", "cai2 kuai4"}, {"参与", "can1 yu4"}, {"测量", "ce4 liang2"},
    {"参差", "cen1 ci1"}, {"差别", "cha1 bie2"}, {"差额", "cha1 e2"}, {"差距", "cha1 ju4"}, {"查处", "cha2 chu3"},
    {"差旅费", "chai1 lv3 fei4"}, {"产假", "chan3 jia4"}, {"偿还", "chang2 huan2"}, {"称职", "chen4 zhi2"},
    {"称为", "cheng1 wei2"}, {"惩处", "cheng2 chu3"}, {"成都", "cheng2 du1"}, {"盛放", "cheng2 fang4"},
    {"澄清", "cheng2 qing1"}, {"成为", "cheng2 wei2"}, {"成长", "cheng2 zhang3"}, {"重报", "chong2 bao4"},
    {"重叠", "chong2 die2"}, {"重复", "chong2 fu4"}, {"重合", "chong2 he2"}, {"重婚", "chong2 hun1"},
    {"重建", "chong2 jian4"}, {"重评", "chong2 ping2"}, {"重启", "chong2 qi3"}, {"重庆", "chong2 qing4"},
    {"重申", "chong2 shen1"}, {"重审", "chong2 shen3"}, {"重算", "chong2 suan4"}, {"重写", "chong2 xie3"},
    {"重新", "chong2 xin1"}, {"重修", "chong2 xiu1"}, {"重阳", "chong2 yang2"}, {"重印", "chong2 yin4"},
    {"重置", "chong2 zhi4"}, {"重组", "chong2 zu3"}, {"重做", "chong2 zuo4"}, {"出差", "chu1 chai1"},
    {"处罚", "chu3 fa2"}, {"处方", "chu3 fang1"}, {"处分", "chu3 fen4"}, {"处警", "chu3 jing3"},
    {"处决", "chu3 jue2"}, {"处理", "chu3 li3"}, {"处以", "chu3 yi3"}, {"处于", "chu3 yu2"}, {"处置", "chu3 zhi4"},
    {"处长", "chu4 zhang3"}, {"创伤", "chuang1 shang1"}, {"从重处罚", "cong2 zhong4 chu3 fa2"},
    {"村长", "cun1 zhang3"}, {"大都", "da4 du1"}, {"大夫", "dai4 fu5"}, {"当地", "dang1 di4"}, {"当日", "dang4 ri4"},
    {"倒闭", "dao3 bi4"}, {"得到", "de2 dao4"}, {"登载", "deng1 zai3"}, {"提防", "di1 fang2"}, {"的确", "di2 que4"},
    {"地点", "di4 dian3"}, {"地方", "di4 fang1"}, {"地铁", "di4 tie3"}, {"定为", "ding4 wei2"}, {"东阿", "dong1 e1"},
    {"董事长", "dong3 shi4 zhang3"}, {"都江堰", "du1 jiang1 yan4"}, {"都市", "du1 shi4"}, {"堵塞", "du3 se4"},
    {"对称", "dui4 chen4"}, {"对应", "dui4 ying4"}, {"队长", "dui4 zhang3"}, {"多重", "duo1 chong2"},
    {"阿胶", "e1 jiao1"}, {"返还", "fan3 huan2"}, {"反省", "fan3 xing3"}, {"反应", "fan3 ying4"},
    {"放假", "fang4 jia4"}, {"分行", "fen1 hang2"}, {"分为", "fen1 wei2"}, {"复种", "fu4 zhong4"},
    {"改为", "gai3 wei2"}, {"干部", "gan4 bu4"}, {"干道", "gan4 dao4"}, {"干线", "gan4 xian4"},
    {"更迭", "geng1 die2"}, {"更改", "geng1 gai3"}, {"更换", "geng1 huan4"}, {"更名", "geng1 ming2"},
    {"更新", "geng1 xin1"}, {"更正", "geng1 zheng4"}, {"耕种", "geng1 zhong4"}, {"供给", "gong1 ji3"},
    {"供应", "gong1 ying4"}, {"供述", "gong4 shu4"}, {"古刹", "gu3 cha4"}, {"骨干", "gu3 gan4"},
    {"关卡", "guan1 qia3"}, {"归还", "gui1 huan2"}, {"涡阳", "guo1 yang2"}, {"寒假", "han2 jia4"},
    {"行列", "hang2 lie4"}, {"行情", "hang2 qing2"}, {"行业", "hang2 ye4"}, {"行长", "hang2 zhang3"},
    {"巷道", "hang4 dao4"}, {"荷载", "he4 zai4"}, {"洪洞", "hong2 tong2"}, {"呼吁", "hu1 yu4"},
    {"划船", "hua2 chuan2"}, {"华山", "hua4 shan1"}, {"还本", "huan2 ben3"}, {"还贷", "huan2 dai4"},
    {"还建", "huan2 jian4"}, {"还款", "huan2 kuan3"}, {"还清", "huan2 qing1"}, {"晃动", "huang4 dong4"},
    {"会长", "hui4 zhang3"}, {"婚假", "hun1 jia4"}, {"获得", "huo4 de2"}, {"积累", "ji1 lei3"}, {"几率", "ji1 lv4"},
    {"奇偶", "ji1 ou3"}, {"给付", "ji3 fu4"}, {"济南", "ji3 nan2"}, {"济宁", "ji3 ning2"}, {"给水", "ji3 shui3"},
    {"给予", "ji3 yu3"}, {"系上", "ji4 shang4"}, {"记载", "ji4 zai3"}, {"家长", "jia1 zhang3"}, {"假期", "jia4 qi1"},
    {"假日", "jia4 ri4"}, {"间隔", "jian4 ge2"}, {"教书", "jiao1 shu1"}, {"校对", "jiao4 dui4"},
    {"校验", "jiao4 yan4"}, {"校正", "jiao4 zheng4"}, {"接种", "jie1 zhong4"}, {"节假日", "jie2 jia4 ri4"},
    {"解送", "jie4 song4"}, {"禁得住", "jin1 de5 zhu4"}, {"尽管", "jin3 guan3"}, {"尽可能", "jin3 ke3 neng2"},
    {"尽快", "jin3 kuai4"}, {"尽量", "jin3 liang4"}, {"局长", "ju2 zhang3"}, {"圈舍", "juan4 she4"},
    {"圈养", "juan4 yang3"}, {"卷宗", "juan4 zong1"}, {"角色", "jue2 se4"}, {"看管", "kan1 guan3"},
    {"看护", "kan1 hu4"}, {"看守", "kan1 shou3"}, {"看押", "kan1 ya1"}, {"刊载", "kan1 zai3"}, {"科长", "ke1 zhang3"},
    {"空调", "kong1 tiao2"}, {"空白", "kong4 bai2"}, {"空缺", "kong4 que1"}, {"口供", "kou3 gong4"},
    {"会稽", "kuai4 ji1"}, {"会计", "kuai4 ji4"}, {"累犯", "lei3 fan4"}, {"累计", "lei3 ji4"}, {"累进", "lei3 jin4"},
    {"丽水", "li2 shui3"}, {"理事长", "li3 shi4 zhang3"}, {"量程", "liang2 cheng2"}, {"量具", "liang2 ju4"},
    {"了结", "liao3 jie2"}, {"了解", "liao3 jie3"}, {"列为", "lie4 wei2"}, {"笼罩", "long3 zhao4"},
    {"六安", "lu4 an1"}, {"绿林", "lu4 lin2"}, {"论语", "lun2 yu3"}, {"论处", "lun4 chu3"}, {"绿地", "lv4 di4"},
    {"埋怨", "man2 yuan4"}, {"闷热", "men1 re4"}, {"秘书长", "mi4 shu1 zhang3"}, {"勉强", "mian3 qiang3"},
    {"万俟", "mo4 qi2"}, {"没收", "mo4 shou1"}, {"模板", "mu2 ban3"}, {"模具", "mu2 ju4"}, {"模样", "mu2 yang4"},
    {"目的", "mu4 di4"}, {"牟平", "mu4 ping2"}, {"难民", "nan4 min2"}, {"年假", "nian2 jia4"}, {"宁可", "ning4 ke3"},
    {"呕吐", "ou3 tu4"}, {"扒窃", "pa2 qie4"}, {"排行", "pai2 hang2"}, {"番禺", "pan1 yu2"}, {"配给", "pei4 ji3"},
    {"便宜", "pian2 yi5"}, {"铺设", "pu1 she4"}, {"铺装", "pu1 zhuang1"}, {"起诉", "qi3 su4"}, {"卡口", "qia3 kou3"},
    {"牵累", "qian1 lei3"}, {"强迫", "qiang3 po4"}, {"翘首", "qiao2 shou3"}, {"切割", "qie1 ge1"},
    {"茄子", "qie2 zi5"}, {"青少年", "qing1 shao4 nian2"}, {"请假", "qing3 jia4"}, {"请帖", "qing3 tie3"},
    {"区长", "qu1 zhang3"}, {"取得", "qu3 de2"}, {"人参", "ren2 shen1"}, {"认为", "ren4 wei2"}, {"撒播", "sa3 bo1"},
    {"塞外", "sai4 wai4"}, {"散落", "san3 luo4"}, {"散装", "san3 zhuang1"}, {"丧葬", "sang1 zang4"},
    {"扫帚", "sao4 zhou5"}, {"单长青", "shan4 chang2 qing1"}, {"商行", "shang1 hang2"}, {"上诉", "shang4 su4"},
    {"上载", "shang4 zai3"}, {"少年", "shao4 nian2"}, {"设为", "she4 wei2"}, {"社长", "she4 zhang3"},
    {"失调", "shi1 tiao2"}, {"识别", "shi2 bie2"}, {"石担", "shi2 dan4"}, {"什锦", "shi2 jin3"},
    {"适当", "shi4 dang4"}, {"事假", "shi4 jia4"}, {"试卷", "shi4 juan4"}, {"视为", "shi4 wei2"},
    {"适应", "shi4 ying4"}, {"市长", "shi4 zhang3"}, {"首都", "shou3 du1"}, {"首长", "shou3 zhang3"},
    {"受不了", "shou4 bu5 liao3"}, {"属地", "shu3 di4"}, {"暑假", "shu3 jia4"}, {"数清", "shu3 qing1"},
    {"树干", "shu4 gan4"}, {"率领", "shuai4 ling3"}, {"率先", "shuai4 xian1"}, {"双重", "shuang1 chong2"},
    {"说客", "shui4 ke4"}, {"司长", "si1 zhang3"}, {"似乎", "si4 hu1"}, {"宿舍", "su4 she4"}, {"所得", "suo3 de2"},
    {"所得税", "suo3 de2 shui4"}, {"所长", "suo3 zhang3"}, {"台州", "tai1 zhou1"}, {"探亲假", "tan4 qin1 jia4"},
    {"填空", "tian2 kong4"}, {"调处", "tiao2 chu3"}, {"调剂", "tiao2 ji4"}, {"调价", "tiao2 jia4"},
    {"调节", "tiao2 jie2"}, {"调解", "tiao2 jie3"}, {"调控", "tiao2 kong4"}, {"调为", "tiao2 wei2"},
    {"调整", "tiao2 zheng3"}, {"挑起", "tiao3 qi3"}, {"挑战", "tiao3 zhan4"}, {"帖子", "tie3 zi5"},
    {"厅长", "ting1 zhang3"}, {"停泊", "ting2 bo2"}, {"庭长", "ting2 zhang3"}, {"同行", "tong2 hang2"},
    {"投诉", "tou2 su4"}, {"投降", "tou2 xiang2"}, {"土地", "tu3 di4"}, {"退还", "tui4 huan2"},
    {"妥当", "tuo3 dang4"}, {"拓宽", "tuo4 kuan1"}, {"为期", "wei2 qi1"}, {"为限", "wei2 xian4"},
    {"为由", "wei2 you2"}, {"为止", "wei2 zhi3"}, {"为主", "wei2 zhu3"}, {"为准", "wei2 zhun3"},
    {"未了", "wei4 liao3"}, {"问卷", "wen4 juan4"}, {"误差", "wu4 cha1"}, {"西藏", "xi1 zang4"}, {"戏曲", "xi4 qu3"},
    {"厦门", "xia4 men2"}, {"鲜见", "xian3 jian4"}, {"鲜有", "xian3 you3"}, {"县长", "xian4 zhang3"},
    {"相应", "xiang1 ying4"}, {"乡长", "xiang1 zhang3"}, {"响应", "xiang3 ying4"}, {"相貌", "xiang4 mao4"},
    {"相片", "xiang4 pian4"}, {"效应", "xiao4 ying4"}, {"校长", "xiao4 zhang3"}, {"协调", "xie2 tiao2"},
    {"解数", "xie4 shu4"}, {"兴建", "xing1 jian4"}, {"行为", "xing2 wei2"}, {"休假", "xiu1 jia4"},
    {"旋风", "xuan4 feng1"}, {"押解", "ya1 jie4"}, {"殷红", "yan1 hong2"}, {"咽喉", "yan1 hou2"},
    {"燕山", "yan1 shan1"}, {"铅山", "yan2 shan1"}, {"央行", "yang1 hang2"}, {"要求", "yao1 qiu2"},
    {"要约", "yao1 yue1"}, {"音乐", "yin1 yue4"}, {"银行", "yin2 hang2"}, {"应答", "ying4 da2"},
    {"应对", "ying4 dui4"}, {"应急", "ying4 ji2"}, {"应聘", "ying4 pin4"}, {"应诉", "ying4 su4"},
    {"应邀", "ying4 yao1"}, {"应用", "ying4 yong4"}, {"应诊", "ying4 zhen3"}, {"应征", "ying4 zheng1"},
    {"游说", "you2 shui4"}, {"与会", "yu4 hui4"}, {"吁请", "yu4 qing3"}, {"院长", "yuan4 zhang3"},
    {"乐清", "yue4 qing1"}, {"晕车", "yun4 che1"}, {"灾难", "zai1 nan4"}, {"栽种", "zai1 zhong4"},
    {"载明", "zai3 ming2"}, {"载入", "zai3 ru4"}, {"藏族", "zang4 zu2"}, {"择优", "ze2 you2"},
    {"增长", "zeng1 zhang3"}, {"轧钢", "zha2 gang1"}, {"占地", "zhan4 di4"}, {"丈量", "zhang4 liang2"},
    {"照相", "zhao4 xiang4"}, {"振兴", "zhen4 xing1"}, {"镇长", "zhen4 zhang3"}, {"挣扎", "zheng1 zha2"},
    {"正当", "zheng4 dang4"}, {"挣钱", "zheng4 qian2"}, {"支行", "zhi1 hang2"}, {"终了", "zhong1 liao3"},
    {"中标", "zhong4 biao1"}, {"种地", "zhong4 di4"}, {"中毒", "zhong4 du2"}, {"中奖", "zhong4 jiang3"},
    {"中肯", "zhong4 ken3"}, {"种粮", "zhong4 liang2"}, {"中签", "zhong4 qian1"}, {"中选", "zhong4 xuan3"},
    {"种植", "zhong4 zhi2"}, {"主干", "zhu3 gan4"}, {"转为", "zhuan3 wei2"}, {"转载", "zhuan3 zai3"},
    {"传记", "zhuan4 ji4"}, {"转盘", "zhuan4 pan2"}, {"转速", "zhuan4 su4"}, {"幢", "zhuang4"}, {"着力", "zhuo2 li4"},
    {"着手", "zhuo2 shou3"}, {"自给", "zi4 ji3"}, {"自传", "zi4 zhuan4"}, {"总行", "zong3 hang2"},
    {"组长", "zu3 zhang3"}, {"作坊", "zuo1 fang5"}, {"作为", "zuo4 wei2"},
};

// "城市长期", "其中标准": the last character belongs to the next word.
bool runs_on(std::string_view word, std::string_view rest) {
  const auto rest_begins_with = [&](std::initializer_list<std::string_view> all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view one) { return rest.starts_with(one); });
  };
  if (word.ends_with("长")) return rest_begins_with({"期", "效", "远", "途", "度"});
  return word == "中标" && rest_begins_with({"准", "注", "明", "识"});
}

}  // namespace

const Polyphone* polyphone_at(std::string_view text) {
  const Polyphone* longest = nullptr;
  for (const Polyphone& one : words) {
    if (text.starts_with(one.word) && (longest == nullptr || one.word.size() > longest->word.size())) longest = &one;
  }
  if (longest != nullptr && runs_on(longest->word, text.substr(longest->word.size()))) return nullptr;
  return longest;
}

}  // namespace gongkai::speech
