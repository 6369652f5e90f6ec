"""What kind of thing a question asks for, and what a sentence must have to be an answer of that kind."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.fold import fold, numeral
from index.patterns import compiled

Asked = Literal["number", "speaker", "who", "body", "when", "list", "how", "fact"]

_SAYS = "(?:讲|说|提|打了?个?比方|主张|认为|建议|谈|强调|表示|指出|呼吁|介绍|担心)"
_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "speaker",
        compiled(
            rf"(?<![给对向跟和])(?:谁|哪[一两二三几]?位|哪[两二三几]?个(?:专家|学者|人|局长|领导|官员))"
            rf"(?:研究人员|研究员|受访者|嘉宾|作者|专家|学者|领导|同志|局长|主任|负责人)?(?:都|也)?(?:{_SAYS}|写(?:到|过|了))|"
            rf"由(?:谁|哪一?[位个])[\u4e00-\u9fff]{{0,4}}?(?:{_SAYS}|写)|"
            rf"{_SAYS}(?:出|到|过)?的?(?:人)?是谁|"
            rf"{_SAYS}[过了到][，, ]*(?:都|分别)?是哪[几两二三][位个](?:人|专家|学者)?[？?]?$|"
            r"(?:主意|点子|招儿?|想法|说法|提法|建议|主张|观点|比喻|论断|提醒|看法|呼吁|话)(?:都|到底|究竟)?(?:是|出自)?(?:[^，。？]{0,6}[里中上会])?(?:谁|哪一?[位个](?:人|专家|学者|局长|作者)?)(?=[^，。？]{0,4}[说讲提写出的想])|"
            r"(?:[这那]些?)(?:数字?|数据|消息)(?:都)?是(?:谁|哪一?[位个][^，。？]{0,4})(?:给|报|提供|公布|透露|说|讲)的|"
            r"(?:谁|哪一?[位个][^，。？的]{0,6})(?:表的态|放的话|说的话|讲的话)|"
            r"(?:有人|有谁)(?:提|说|讲|写)过[，, ]*(?:是)?谁[呀啊呢]?[？?]?$|"
            r"(?:主意|点子|想法|说法|提法|建议|主张|观点|提醒|看法|话)(?:都)?(?:是|出自)(?:谁|哪一?位|哪个(?:人|专家|学者|局长))|"
            rf"(?:{_SAYS}|论证|部署|嚷|吆喝|放话|念叨)[^？?]*是(?:[^，。？?是]{{0,8}}[中里的上]|呼和浩特市?|呼市|首府|内蒙古?)?(?:哪一?位|谁|哪个人)(?:专家|学者|作者|局长|主任|官员|负责人|领导|(?:负责)?同志|研究人员|人士|受访者|嘉宾)?[？?]?$|"
            r"(?:词|字眼|说法|提法|句子?|比喻)是(?:谁|哪一?[位个](?:专家|学者|局长|人)?)(?:用|写|说|讲|提)(?:的|过)|"
            rf"哪一?位(?:作者|专家|学者|负责人|官员)[^职单]{{0,4}}(?:{_SAYS}|论|分析)|写在(?:谁|哪一?[位个][^，。？]{{0,4}}?)的?(?:文章|采访)|"
            r"(?:谁|哪[几些一两二三四]?[位个]?(?:局的?)?(?:人|专家|学者|领导|官员|负责人)?)(?:的?(?:话|文章|采访|发言)[里中]?)?"
            r"(?:都|还)?(?:提到|谈到|讲到|提及|说到|谈及)|"
            rf"(?:哪个|哪一?位|哪家|什么(?!时候|时间)|谁)[\u4e00-\u9fff]{{0,4}}的?(?:人|专家|领导|同志|局长|负责人)?{_SAYS}(?:出来?|过)?的[？?]?$|"
            r"(?<![给对向跟和])(?:谁|哪一?位|哪个(?:专家|学者|人|局长|领导|官员))[\u4e00-\u9fff]{0,2}[把用拿][^，。？]{2,24}?"
            r"(?:比作|比喻|形容|称|看作|看成|当作|当成|说成|概括|说明|论证)|"
            rf"{_SAYS}(?:到|过|及)?[^，。？]{{1,16}}的(?:都|分别)?(?:有|是)(?:谁|哪些人|哪[几两二三]?个?[位人])|"
            r"(?:主意|点子|想法|说法|建议|主张|观点|话)(?:到底|究竟)?[，, ]?是[^，。？]{2,10}"
            r"(?:出|说|讲|提)的[，, ]?还是|"
            r"是(?:[^，。？]{0,6}[上里中])?(?:谁|哪一?[位个](?:专家|学者|人|局长|领导)?)的(?:意见|主张|观点|建议|说法|看法|提法|话|主意|想法|点子|思路|提议|倡议|构想|意思(?![？?]?是))|"
            r"(?:谁|哪一?[位个](?:专家|学者|领导|人|局长)?)(?:给|帮)?(?:出|想|支)(?:了|过)?的?(?:个)?(?:主意|招儿?|点子|办法)|"
            r"(?:谁|哪一?[位个](?:专家|学者|领导|人|局长)?)(?:出来|站出来)?(?:跟|对|向|同|和)(?:记者|报纸|媒体|大家)(?:讲|说|谈|介绍)|"
            r"这是[^，。？]{2,16}的话[，, ]?还是|"
            r"(?:谁|哪一?[位个](?:专家|学者|作者|局长|领导))的(?:意见|主张|观点|建议|说法|看法|提法|话|主意|想法|点子)[？?]?$|"
            rf"谁在(?:文章|文中|采访|访谈)[里中时]?{_SAYS}|出自[^，。？]{{0,6}}?(?:谁|哪一?位)|"
            rf"{_SAYS}[^？?]{{4,}}的[，, ]?是[^，。？]{{2,12}}还是[^，。？]{{2,12}}|"
            rf"是(?:谁|哪位)[\u4e00-\u9fff]{{0,3}}{_SAYS}|"
            r"[”’\"'』」](?:这[句个]?[\u4e00-\u9fff]{1,3})?是(?:谁|哪位)(?:写|用)|"
            r"[”’\"』」]这[句段]话[^？?]{0,10}是(?:谁|哪位)(?:写|用|说|讲|提)|"
            r"who (?:said|says|proposed|suggested|mentioned|argued)|whose (?:words?|views?|idea|opinion|article)"
        ),
    ),
    (
        "who",
        compiled(
            r"(?<![跟和与同着比叫])谁|哪[一几]?位|何人|(?:主持人|负责人|发言人|联系人|领导|干部|[局处科院所馆]长|主任|书记|记者|作者|专家|学者|嘉宾|歌手|明星|[的位]人)(?:是?叫|姓)(?:什么|啥)|"
            r"哪个(?:大牌?|知名|当红|著名)?(?:领导|干部|负责人|局长|主任|明星|歌手|人(?!群))|(?:姓甚)?名谁|尊姓|贵姓|大名|什么人|(?:什么|啥|何种)(?:职务|职位|身份|头衔|官)|任(?:什么|啥|何)职?|(?:职务|职位|职称)(?:与|和|及|分别|是|为|、)|"
            r"(?<![台制统系动案划度程金单圈园网站目例盟群链品库它]是)(?<!用来)(?:干|做)(?:什么|啥|甚)(?:工作)?的|姓名|who\b"
        ),
    ),
    (
        "body",
        compiled(
            r"(?:哪个|哪家|哪一个|哪一?级|什么|啥)(?:部门|单位|机构|机关|局|政府|党委)|在哪(?:里|儿)?(?:工作|任职|上班)|哪些(?:部门|单位)|归(?:哪|谁)管|"
            r"(?:which|what) (?:bureau|department|agency|office|authority|institution)"
        ),
    ),
    (
        "when",
        compiled(
            r"(?:什么|啥|多会|甚)(?:时候|时间)|多会儿|何时|几时|哪个?月|几月|几号|哪天|哪一天|哪年|哪一年|何年|多久|哪一?日|何日|日期|年份|时间(?:是|节点)|"
            r"when\b|(?:what|which) (?:date|day|year|month)|what time|how soon"
        ),
    ),
    (
        "list",
        compiled(
            r"哪些|哪几|[二两三四五六七八九][块条点项招步](?:分别|各)[^，。？]{0,6}(?:什么|啥|哪)|几[种个项条样](?![^，。？]{0,6}几)[^，。？]{0,6}?(?:都|分别|各)?(?:叫|是)(?:什么|啥)|难在(?:哪|什么)|举(?:[一二两三几]个)?例|哪[二两三四五六七八九十]|(?<!一共)(?<!一共是)(?<!一共有)(?<!总共)(?<!总共有)几个方面|几点(?!钟)|(?:分别|各自?|都|一个个|每一?个)(?:是|叫)|(?:全称|名称|名字)(?:分别|各|都)*(?:叫|是|有)?(?:什么|啥|哪)|包括什么|有(?:什么|啥|甚)(?:措施|要求|建议|活动|内容|任务|招|办法|政策)?|"
            r"都(?:有|是|包括)?(?:什么|啥|甚)|哪[处座项条类种样头]|(?:请|逐项|一条条|给我|全部)列|(?:名字|名称|名目)[^，。？]{0,6}列|列(?:出|举|全)|几步|几方面|一条条|"
            r"which (?!share|percentage|(?:[\w-]+ ){1,5}(?:is|was|has|does)\b)|what (?:are|kinds?|types?)|list\b"
        ),
    ),
    (
        "number",
        compiled(
            r"(?:个数|数量|数目|人数|金额|规模|总量)[^，。？]{0,12}?(?:多还是少|高还是低|谁多|哪[个边]多)|"
            r"(?<!不了)(?<!没有)(?<!没)多少|几[aA]级?|(?<![那这])(?<![那这]么)(?<!少.)(?<!少)几(?:[十百千](?![年多余个])|大?类|大(?=[\u4e00-\u9fff]{2})|支|套|级|期|届|个(?!例|字|词)|项|条|家|人|名|次|回|趟|遍|倍|成|年|月|天|公里|亿|万|列|块|所|座|种|件|处|吨|方|片|栋|辆|场|份|笔|户|部|班|艘|层|间|台|只|棵|株|站)|多大|多高(?!的?(?:位置|地位|程度))|多长|多(?:深|宽|重(?!要))|(?:占比|比例|比重)(?![^，。？]{0,4}\d|(?:也|还|就)?(?:偏|较|很|太|比)[低高大小全]|[高低大小][过于出])|百分之(?![\d一二三四五六七八九十百两])|第几|平均(?:值|数)(?:呢|又?是多少)?(?=[。？?]|$)|数值(?=[（(。？?]|$)|(?:零|0)点几|"
            r"(?<!城市的)(?<!哪个市的)(?<!哪里的)(?<!谁的)(?<!地方的)(?:目标|指标|人数|数量|金额|总额|面积|长度|占比|增速)[？?]?$|"
            r"what (?:[\w-]+ )?(?:number|figure|amount)\b|"
            r"how (?:many|much|long|large|big|high|old|tall|far|wide|deep)\b|number of|percent|what share|"
            r"what(?:'s| is| was| are| were| will be) (?:[\w'-]+ ){0,5}?(?:population|gdp|growth|rate|salary|wage|"
            r"income|price|area|length|height|depth|width|temperature|budget|costs?|revenue|turnover|volume|size|age|ratio|amount|"
            r"total|target|capacity|precipitation|rainfall)"
            r"(?=,| (?:of|for|in|at|on|per|to|by|last|this|that|which|now|today)\b|[?.]|$)"
        ),
    ),
    ("how", compiled(r"干[嘛吗](?=[老总非都要还])|怎么|怎样|如何|为什么|为啥|为何|怎么办|咋|how\b|why\b")),
)
_MEASURE = compiled(
    r"(?:多少|几)(?P<measure>个工作日|万人(?!次)|大?类(?!型|别)|[份笔部届班艘层间台只棵株站](?![门分])|亿元|万元|个亿|平方公里|公里|立方米|立方|人次|个百分点|个点|个(?![字词])|片|栋|辆|场(?![景地所馆])|项(?!目)|条(?![件例])|家(?!庭|企)|家(?=企)|"
    r"人(?![才员均])|名(?!单)|次|倍|成(?![果本])|年(?!轻)|天(?!然)|亩|吨|元|钱|岁|趟|列|所|座|种|件|处|套|级|分(?![别之])|米|度|户|(?<!分成几)(?<!分为几)(?<!分几)(?<!哪几)块|方(?!面|向|案))|"
    r"(?P<share>百分之(?![\d一二三四五六七八九十百两])|全[区市国](?:总量)?的(?:多少|几分之几|几成|多大比例)|[占顶抵](?:全[区市国])?(?:的)?(?:比例|比重|多少|几成)|占[^，。？]{0,8}(?:份额|比重|比例)[^，。？]{0,4}多[大少高]|[占顶抵][^，。？]{0,6}多大(?:比例|比重|份额|一块)?|多大(?:的)?(?:比例|比重|份额)|(?<!效)率(?:分别|各)?(?:约?为|是|有|达到?了?)?(?:多少|几|孰)|占比|比例(?:是|为)?多少)"
)
_POINTS = compiled("(?:多少|几)个(?:百分)?点(?!子)")
_OF_PERSONS = compiled("(?:多少|几)个(?:大学生|毕业生|学生|人才|农民工|工人|职工|员工|老人|游客|娃娃|年轻人)")
_OF_MONEY = compiled("(?:投资|资金|贷款|经费)(?:是|为|有|了|大约|大概|约)*多少(?![个项条家次倍年])")
_FEWER_TIMES = compiled("少[^，。？]{0,6}几(?=[回次趟])")  # 少来查我们几趟: no number is asked for
_WHICH_PLAN, _A_PLAN = compiled("(?:哪|第)[一几]?个?五年(?:规划|计划)"), compiled("十[一二三四五六七]五")
_WHICH_ONE = compiled("哪一?(?:家|所|间)(?!(?:单位|机构|公司|集团))([\u4e00-\u9fff]{2})(?![\u4e00-\u9fff]{0,2}的)")
_ADVERB = compiled("(?:又|还|主要|到底|究竟|大概)(?=在哪)")
_SAME_MEASURE = {
    "钱": "元",
    "万人": "人",
    "块": "元",
    "个亿": "亿元",
    "立方": "立方米",
    "方": "立方米",
    "个点": "个百分点",
    "成": "%",
}
_COUNTED = compiled(
    r"哪([二两三四五六七八九十])(?!个[字词])|(?<![第\d分])([二两三四五六七八九十仨])(?:[个项条大件点招样步种类桩码套]|方面)(?!月|年|小时|级|字|词|人(?!才))"
    "(?![\u4e00-\u9fff]{0,4}(?:之前|以前|之后|前面|前身|上一))"  # 六个行动之前的部署
)

_MONEY = r"\d[\d.]*\s*(?:多|余)?(?:亿|万|千|百)?(?:美?元|块)"


@dataclass(frozen=True)
class Facet:
    """A thing that is asked for by its own words and that an answer shows by its form."""

    asked: re.Pattern[str]
    shown: re.Pattern[str]


_WHICH_DAY = Facet(
    compiled(r"哪个?月|几月|几号|哪一?天|具体日期|日期|何日|哪一?日|几点开|什么日子(?![？?]|$)"),
    compiled(r"\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}日"),
)
_DAY_IN_NAME = compiled(r"\d{1,2}·\d{1,2}([\u4e00-\u9fff]{2,8})")

# General to public services; an answer that does not show what is asked for is none, however close its words.
FACETS = (
    Facet(
        compiled(r"按[^，。？]{1,8}算还是按|是(?:坐|乘|开)[^，。？]{1,8}还是(?:坐|乘|开)"),
        compiled(r"按[^照]|计算|口径|乘坐|驾车"),
    ),
    Facet(compiled(r"电话|号码|热线|联系方式|联系人|[打拨]哪个号|拨几|\bphone\b"), compiled(r"\d{5,}")),
    Facet(
        compiled(r"网址|网站|链接|公众号|小程序|邮箱|\bwebsite\b|\burl\b"),
        compiled(r"https?:|www\.|网址|网站|公众号|小程序|@"),
    ),
    Facet(
        compiled(r"地址|哪(?:条|个)街|哪栋|几楼|门牌|办公地点|在哪(?:儿|里)?办公|怎么走|\baddress\b"),
        compiled(r"路\d|街\d|\d+号楼?|大厦"),
    ),
    Facet(
        compiled(
            r"(?<![哪这那提讲说列])(?<![提讲说列]了)几点(?!要求|建议|意见|做法|措施)|(?:上班|办公|营业|开放)时间|周[六日末]"
        ),
        compiled(r"\d{1,2}[:点时]"),
    ),
    Facet(
        compiled(
            r"申请表|表格|填报|(?<!把)(?:什么|啥|哪些|准备)(?:申请|申报)?材料|(?:怎么|怎样|如何|咋)(?:申请|注册|报名|登记|领|申领|办理|买票|抢)|"
            r"(?:在哪|哪里|哪儿)(?:里|儿)?(?:能)?(?:申请|申领|下载|报名|领|办)|"
            r"(?:上|去|到|找)哪一?[个家](?:窗口|地方|柜台|大厅|部门|单位)(?:去)?(?:申请|申领|报名|领|办)|(?<!什么)(?:材料|表|申请书?)(?:交|递|送|报)(?:到|给|去)?(?:哪|谁)|下载|"
            r"\b(?:how|where) (?:can|do|does|could|should|to|must) (?:(?:i|we|you|one|(?:[\w'-]+ ){1,4}?[\w'-]+) )?"
            r"(?:apply|register|get|buy|file|obtain|renew|sign up)\b|"
            r"\b(?:what|which) (?:documents|papers|forms(?! of)|paperwork)\b"
        ),
        compiled(r"申请表|提交|携带|窗口|登录|填写|报名表|下载"),
    ),
    Facet(  # whether the asker can have it
        compiled(
            r"(?:我|俺|咱|本人|我们家?)[^，。？]{0,4}(?:能不能|能否|能|可不可以|可以)(?:去)?(?:申请|报名|申领|参加)"
        ),
        compiled("申请|报名|申领|参加|符合"),
    ),
    Facet(  # to whom to turn
        compiled(
            r"(?:去|上|到|在|往)哪(?:儿|里)?(?:去)?(?:告|投诉|举报|反映|说理|维权|领|查询)|(?:找|向)谁(?:要|告|修|办|投诉|反映|举报|说理)"
        ),
        compiled(r"热线|电话|窗口|投诉|举报|仲裁|\d{5,}"),
    ),
    Facet(compiled(r"门票|票价|票(?:多少|咋|怎么)|\bticket"), compiled(rf"票价|免费|{_MONEY}")),
    Facet(
        compiled(
            r"多少钱|(?<!分成)(?<!分为)(?<!分)(?<!哪)几块|几毛|(?:什么|啥)价|(?:单价|价格|租金|房租)(?:是|为|约|大概|一般|要)*(?:多少|几|怎|咋|什么|啥|[？?]|$)|(?:补贴|收费|奖励)标准|(?:补|发|给|奖)(?:多少|几)|预算|总投资|"
            r"(?:花费?|拨|安排|投入|列支).{0,6}(?:多少|几)(?![条项个家名人次座处])|多少(?:资金|经费|投资|财政)|(?:资金|经费|贷款|投资)(?:总额|规模|额)?(?:约?为|是|有)?多少|"
            r"(?:投资|资金|进出口)总?额|"
            r"\bbudget\b|\bhow much (?:money|does|did|do|will|is|was)\b"
        ),
        compiled(_MONEY),
    ),
    _WHICH_DAY,
    Facet(compiled(r"人次|(?<!捷)列数(?!了|出|过|今|的|一)|趟数|货值|货运量|游客量|进出口"), compiled(r"\d")),
    Facet(
        compiled(
            r"在哪(?:里|儿)?(?:举行|举办|召开|办|开(?!展)|建)|(?<![中难差高低别处题点键心因帮强新重卡输赢异同亮出病板结节足弱缺忧险疼痛堵放])在(?:哪里|哪儿|哪个地方|哪[二三四五六七八九十几]个地方|什么地方)(?!开展)|"
            r"(?<![难差高低好错别处题点势义板因心帮强新重卡输赢异同亮出病结节足弱缺忧险疼痛堵用])在哪[？?]?$|"
            r"(?:落|建|布|安)(?:在|到)[^，。？]{0,6}哪[一二三四五六七八九十几些]个?(?:地方|位置)|在哪个[\u4e00-\u9fff]{1,4}馆|(?:设|建|放|落|布)在哪(?:[些几]个?)?(?:地方|位置|[里儿])|[在搁]哪[些几一]?[家个]?(?:区(?!域|块)|旗县|街道|酒店|宾馆|片|位置|广场|场馆|体育[场馆]|公园|商场|剧院|学校|大街)|(?:都|分别|各)在什么位置|(?:什么|哪个|啥)地方(?:举|办|开|建)|"
            r"\bwhere (?:is|are|was|will)\b"
        ),
        compiled(
            r"位于|地处|坐落|地点|在[^，。；]{1,12}(?:举行|举办|召开)|(?:高新|经开|开发|新)区[\u4e00-\u9fff]{2,6}(?:厂房|厂|基地|中心|馆|站|园)|[东西南北中]部、|[东西南北]、[东西南北]"
        ),
    ),
    Facet(
        compiled("附近[^，。？]{0,4}(?:哪|有没有)|哪[儿里](?:能|可以|会)?有[？?，,\\s]"),
        compiled("位于|地处|坐落|地址|路\\d|街道"),
    ),
    Facet(compiled("哪一?个区(?!域|间)"), compiled("(?<![我全地园景牧山市城社街治])区(?!域|间|位|港|别)")),
    Facet(compiled(r"几岁|年龄|多大(?:年纪|岁数)|籍贯|哪里人|学历|毕业院校"), compiled(r"\d+岁|年龄|籍贯|毕业于")),
    Facet(
        compiled(
            "女性|男性|[几哪多][位个名]?[男女]|[男女]的?(?:专家|学者|局长|官员|作者)|博士|硕士|党员|院士|蒙古族|汉族|少数民族"
        ),
        compiled("[男女]|博士|硕士|党员|院士|族"),
    ),
    Facet(compiled(r"责任人|经办人|承办人|分管领导"), compiled(r"责任人|经办人|承办人|分管")),
    # Names of things that are counted are for named.py.
    Facet(
        compiled(
            r"(?<!进)(?<!规上)名单(?!的?(?:企业|吗))|清单(?:发|给)我|列[^，。？\d一二三四五六七八九十]{1,16}(?:名称|名字)|各[^，。？]{1,10}的(?:名称|名字)[，,]?请|"
            r"每一?[个座家条项处][^，。？]{0,10}的?(?:名称|名字)"
        ),
        compiled(r"、.+、"),
    ),
    Facet(compiled(r"引号(?:里|内|中|起来)|[加带打]引号"), compiled('[“‘"「『].{2,}?[”’"」』]')),
    Facet(  # who is to build it
        compiled(
            r"中标|承建|承包商|施工(?:方|单位|队)|\bcontractors?\b|"
            r"\b(?:won|win|awarded?) (?:the |a )?(?:bid|tender|contract)"
        ),
        compiled(r"中标|承建|承包|施工单位"),
    ),
    Facet(compiled(r"哪一?家(?:公司|厂商|集团)|\bwhich (?:company|firm)\b"), compiled(r"公司|集团|厂商")),
    Facet(
        compiled(r"截止(?!到?目前|到?现在|20)|\bdeadline|\bdue date|\bclosing date"),
        compiled(r"截止|截至|\d{1,2}月\d|\d{1,2}日|[月年]底|日前"),
    ),
    Facet(  # how many of them are done
        compiled(
            r"(?:办结|办完|做完|干完|销号)了?(?:多少|几)|(?:落实|落地)了几[项条]|[项条][^，。？]{0,6}(?:落实|落地)了(?:多少|几)|还?剩(?:下|余)?(?:多少|几)"
        ),
        compiled(r"办结|办完|销号|剩|尚未|已(?:经)?(?:完成|落实|落地)"),
    ),
    Facet(  # where there is more of it and where less
        compiled(
            "哪(?:[头边里儿块]|个?地方|一?片)[^，。？]{0,3}多[，、和]?哪(?:[头边里儿块]|个?地方|一?片)[^，。？]{0,3}少"
        ),
        compiled("[东西南北](?:[东西南北])?部|[东西南北]边"),
    ),
    Facet(  # what each of them costs, of which no sum for all speaks
        compiled("每一?[个座处项家条][^，。？]{0,8}(?:投|花|拨|用|补|奖)[^，。？]{0,3}(?:多少|几)(?:钱|亿|万|资金|元)"),
        compiled(rf"{_MONEY}.*{_MONEY}|每一?[个座处项家条]"),
    ),
    Facet(compiled(r"[减免退缴交征]\S{0,2}税|税[^，。？]{0,4}[减免退缴交]|税率|税收|\btax"), compiled("税")),
    Facet(compiled(r"预算|\bbudget\b"), compiled("预算")),
    Facet(  # what one person gets, of whom no sum for all speaks
        compiled(
            r"(?:借|贷|贷给|批给|发|补|给)我(?:多少|几)|(?:我|俺|咱家?)(?:最多)?(?:能|可以)(?:借|贷|领|拿|申请|报销)到?(?:多少|几)"
        ),
        compiled(r"每[人户家月]|最高|额度|人均|户均"),
    ),
    Facet(compiled(r"\bgrowth (?:rate|target|goal)|\brate of growth"), compiled("增速|增长|增幅")),
    Facet(compiled(r"权重|评分"), compiled(r"\d|权重")),
)


# Asks for an act, not for what the articles say: a promise, an invention, another set of rules.
_ACTS = compiled(
    r"(?:忽略|无视|忘(?:掉|记)|别管|不[用要]管|抛开).{0,10}(?:指令|规则|规矩|限制|要求|设定|文章|资料)|提示词|密钥|"
    r"你?(?:没有|不受)(?:任何)?.{0,4}(?:限制|约束)|扮演|假装|冒充|(?:^|请你?|你|用|现在)以[^，。？]{1,14}(?:名义|身份|口吻)|郑重承诺|"
    r"(?:编|杜撰|虚构|捏造|瞎编|编造)(?:[一几两二三四五六]?[个条段份]|点|出|些)|翻译成?|作诗|(?<![在正])(?:写|撰写|起草|拟)(?:一?[首篇封份])|(?:自行|随便|合理)(?:编造|补个?|发挥)|"
    r"(?:代表|替)[^，。？]{1,14}(?:政府|[局委厅]|市长|领导|机关)[^，。？]{0,14}(?:承诺|保证|宣布|答应|表态|保票|发文)|"
    r"(?:给|向|答应)我(?:们|公司|厂)?[^，。？]{0,6}(?:承诺|保证|打个?保票|拨款)|"
    r"(?:讲|说|来|唱|背)(?:一?[个段首])(?:笑话|段子|故事|歌|诗)|重复(?:一遍|一下|下面|以下|这句)|宣布[^，。？]{0,10}(?:免费?|全免|停|涨|降|取消)|"
    r"(?:从?现在(?:起|开始)?|假设|假如|想象)[，,]?你(?:就|已)?(?:是|变成|成为)|"
    r"(?:打印|输出|显示|复述|透露|泄露|展示)[^，。？]{0,8}(?:指令|设定|密码|口令|源代码)|(?:指令|设定|密码|口令|源代码)[^，。？]{0,8}(?:打印|输出|显示|复述|透露|泄露|贴)出?来|"
    r"[替帮代]我(?:们)?(?:投|登录|报名|转账|下单|提交|预约|打电话|签|缴|交)|用我的?(?:名字|账号|身份证?|名义)|"
    r"<\s*(?:script|img|iframe|svg)|onerror\s*=|\bdrop table\b|\bunion select\b|'1'\s*=\s*'1|\bsystem prompt\b|"
    r"\breveal\b|ignore (?:all|any|the|previous|above)|pretend to be|api key"
)


# 我在写一篇论文: what the asker writes; 局长说要编个文件: what somebody is to have said.
_WRITES = compiled(
    r"(?:(?:我|咱|我们)(?:有[^，。？]{1,10})?(?:正|正在|在|要|想|准备|打算|需要|得|最近|这边|现在|今天)*|^(?:正在|想|准备|打算))"
    r"(?:写|撰写|起草|拟)(?:一?[首篇封份])(?=[^，。？]{0,24}[，。,].*(?:什么|啥|哪|谁|怎|咋|多少|几|原[文话句]|主张|[吗？?]))|"
    r"(?:写|撰写|起草|拟)(?:一?[篇封份])[^，。？]{0,24}[，,](?:这|此|该|是|出自)|"
    r"(?:说|讲|提|主张|建议|表示)(?:过|了|出)?要?[^，。？你我请替帮]{0,24}(?:编|写|撰写|起草|拟)(?:一?[个条段份篇])"
)


def asks_to_act(text: str) -> bool:
    """Whether a text asks for something to be done or made up rather than for what the articles say."""
    return bool(_ACTS.search(_WRITES.sub(" ", fold(text))))


# 有没有技术能瞅着庄稼啥时候缺水: what is seen is no date that is asked for.
_COUNTS_TWICE = compiled("几个方[面向][^，。？哪]{0,4}?几[项条个]")  # 几个方面几项举措
_SEEN_WHEN = compiled(
    "(?:啥|什么)时候该[^，。？]{1,4}(?=能不能|能否|可不可以)|(?<=[看瞅盯])(?:着|出)[^，。？]{0,4}(?:啥|什么)时候|(?:监测|检测|判断)[^，。？]{0,4}(?:啥|什么)时候"
)
_SO_MANY_SAID = compiled(
    f"(?:{_SAYS}|归纳|总结|概括|掰扯|摆|列|罗列|数落?)(?:了|出|过|到)*几[条点个](?!意见|人)[\u4e00-\u9fff]{{2,4}}(?:[？?]|$)"
)
# 为了让学者聊怎么把事办好，开了什么栏目: what is talked of is not asked.
TALKED_OF = compiled(
    "为了?[^，。？]*?(?:聊|讨论|研究|商量|弄清|搞清|了解|探讨|分析)[^，。？]*?(?:怎么|怎样|如何|咋)[^，。？ ]*"
)
_WHOM_TOGETHER = compiled("让谁[跟和与同]谁")  # 让谁跟谁结对: of regions or bodies
_OF_NO_PERSON = compiled("(?<=[争申评摘获创冲夺])([^，。？的]{0,8})头衔")  # 景区要争取个什么头衔


@lru_cache(maxsize=256)  # of the same text by several rooms
def asked_for(text: str) -> Asked:
    """The kind of thing that a text asks for; "fact" if it does not say."""
    if _SO_MANY_SAID.search(text):
        return "list"  # 他说了几条挑战: who has them all has their number
    text = _SEEN_WHEN.sub("", TALKED_OF.sub(" ", _WHOM_TOGETHER.sub("让什么", text)))
    text = _OF_NO_PERSON.sub(r"\1称号", _FEWER_TIMES.sub("少", text))
    folded = fold(text)
    found: Asked = next((asked for asked, pattern in _ASKED if pattern.search(folded)), "fact")
    if found == "list" and _COUNTS_TWICE.search(text):
        return "number"
    return (
        "number"
        if found == "list" and re.search("多少(?!年)|how (?:many|much)", folded) and "哪" not in text
        else found
    )


def measure_of(text: str) -> str:
    """What a number is to be counted in: 元, 公里, 个, "%"; "" if that is not said."""
    if _POINTS.search(text):
        return "个百分点"
    if _OF_PERSONS.search(text):
        return "人"  # 多少个大学生
    found = _MEASURE.search(text)
    if not found:
        return "元" if _OF_MONEY.search(text) else ""
    return "%" if found["share"] else _SAME_MEASURE.get(found["measure"], found["measure"])


def count_of(text: str) -> int:
    """How many things are asked for (哪三个: 3); 0 if that is not said."""
    counted = _COUNTED.search(text)
    return numeral(counted[1] or counted[2]) if counted else 0


def shows(text: str, sentence: str) -> bool:
    """Whether a sentence shows each of the things that a question asks for by name: a price, a date, a telephone."""
    folded, said = _ADVERB.sub("", fold(text)), fold(sentence)
    kind = _WHICH_ONE.search(folded)
    if kind and kind[1] not in said:
        return False  # 哪家医院: who names no hospital answers nothing
    if _WHICH_PLAN.search(folded) and not _A_PLAN.search(said):
        return False
    return all(facet.shown.search(said) or _in_its_name(facet, folded, said) for facet in _of_its_form(folded))


def _in_its_name(facet: Facet, question: str, said: str) -> bool:
    """Whether the day that is asked for is a part of the name of what it is asked of: 5·19中国旅游日."""
    day = _DAY_IN_NAME.search(said) if facet is _WHICH_DAY else None
    return day is not None and any(day[1][i : i + 2] in question for i in range(2, len(day[1]) - 1))


@lru_cache(maxsize=256)  # each of its sentences is held against the same
def _of_its_form(folded: str) -> tuple[Facet, ...]:
    return tuple(facet for facet in FACETS if facet.asked.search(folded))
