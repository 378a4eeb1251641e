/** Common surnames that are no ordinary word before 某, to find masked names (李某某) in prose. */
const SURNAMES =
  '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦尤许何吕施张孔曹严魏陶姜谢邹潘葛范彭鲁韦马苗俞袁柳唐薛雷贺倪汤罗毕郝邬傅顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝闵贾娄颜郭梅林钟徐邱骆夏蔡田樊胡凌霍虞柯卢莫裘缪丁邓洪左石崔龚程邢裴陆翁甄曲段焦侯仇甘武刘景詹龙叶幸司黎薄白赖卓蒙乔谭姬申冉桂温庄晏柴瞿阎习艾易廖耿寇欧聂敖曾岳占苑尉郁游肖涂付闫路高'
/** A masked name such as 李某, 李某某, 郭某甲. */
export const MASKED_NAME = `[${SURNAMES}]某(?![县区市省镇乡村局院公地店厂网平品牌企街类种些日月年A-Za-z])[某甲乙丙丁]?`
const MASKED = new RegExp(MASKED_NAME, 'gu')
/** What stands around the names in a party's description. */
const AROUND = /[、，,；;（）()]|等|夫妇|伙同|及|和|\d+名|\d+人|[一二两三四五六七八九十]+[名人]/u

/** The single names in a party's description: `吕某、纪某等21人` → 吕某, 纪某. */
export const namesIn = (party: string): string[] =>
  party
    .split(AROUND)
    .map((part) => part.trim())
    .filter((part) => part.length >= 2 && part.length <= 60 && !/嫌疑人|当事人|店员|人员|主体|单位/u.test(part))

/**
 * The text without names of persons or of the party: they stand in fields that are sealed, never in goods, decisions or
 * sources. Each becomes 某人.
 */
export const redact = (text: string, party: string | undefined): string =>
  namesIn(party ?? '')
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, '某人'), text)
    .replace(MASKED, '某人')
