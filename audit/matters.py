"""Terms of the single matters: “三公”经费, 会议, 政府采购, 资产, 机构, 机关运行, 财政拨款."""

from __future__ import annotations

from audit.term import Term

THREE_PUBLIC: tuple[Term, ...] = (
    Term(
        "three_public",
        "“三公”经费合计",
        "three public expenses",
        r"[“\"”‘']?三公[”\"“’']?(?:经费|支出)?[”\"]?(?:总支出)?",
    ),
    Term(
        "overseas_travel",
        "因公出国（境）费",
        "overseas trips",
        r"(?:因公)?出国(?:（境）|\(境\))(?:经费|费用|费)?|(?:因公)?出国(?:经费|费用|费)|因公出国|出国(?=团组)|出访(?=团组|\s*\d)|(?<![接待来访境）)])组团数?(?=\s*\d)|(?<![接待来访境）)])团组(?=(?:数)?\s*\d)|因公临时出国(?:（境）|\(境\))?(?:费)?",
    ),
    Term(
        "vehicles",
        "公务用车购置及运行维护费",
        "official vehicles",
        r"(?:公务用车|公务车|公车|用车|车辆)购置(?:费用|费)?(?:及|和|与|、)(?:公务用车|公务车|用车|车辆)?(?:运行|运维)(?!(?:维护)?(?:费用|费|经费)?(?:支出)?(?:同比|[比较]上年)?分别)(?:与?维护|保障)?(?:费用|费|经费)?|"
        r"(?:公务用车|公务车|公车)(?:费用|费|经费)|(?<!公务)用车(?:费用|费|经费)|公务用车(?=支出)",
    ),
    Term(  # total in one source, running cost alone in another: settled by the sums
        "vehicles",
        "公务用车及运行维护费",
        "official vehicles",
        r"(?:公务用车|公务车|公车)(?:及|和|与)运行(?:维护)?(?:费用|费|经费)?",
    ),
    Term(
        "vehicle_purchase",
        "公务用车购置费",
        "purchase of official vehicles",
        r"(?:公务用车|公务车|公车|用车|车辆)购置(?!及|和|与|、|数|税|费(?:用)?(?:及|和|与|、))(?:费用|费|经费)?|"
        r"公务用车购置费(?=[及和与、](?:公务用车)?运行(?:维护)?费(?:用)?(?:支出)?(?:同比|[比较]上年)?分别)|"
        r"(?<![一-鿿])(?<!“)(?:其中)?购置(?:费用|费|支出)|购车(?:费用|费|经费|支出)|(?<![一-鿿])购置(?=\s*\d[\d.,]*\s*[万亿]?元)|(?<=其中)购置(?:费用|费|支出)",
    ),
    Term(
        "vehicle_operation",
        "公务用车运行维护费",
        "operation of official vehicles",
        r"(?:公务用车|公务车|公车|用车|车辆)(?:运行|运维)(?:与?维护|保障)?(?:费用|费|经费)?|(?:公务用车|公务车|车辆)维护(?:费用|费|经费)|"
        r"(?<![一-鿿])(?:运行|运维)(?:维护)?(?:费用|费|经费|支出)|(?<=其中)(?:运行|运维)(?:维护)?(?:费用|费|经费|支出)",
    ),
    Term(
        "domestic_hospitality",
        "国内公务接待",
        "domestic receptions",
        r"国内(?:公务)?接待(?:费)?|国内(?=来访|来宾)",
    ),
    Term(
        "foreign_hospitality",
        "外事接待",
        "receptions of foreign guests",
        r"外事接待(?:费)?|外宾接待(?:费)?|国（境）外(?:(?:公务)?接待(?:费)?|(?=来访|来宾))|外事(?=\s*\d+\s*人次)|接待外宾",
    ),
    Term(
        "hospitality",
        "公务接待费",
        "official receptions",
        r"(?<!国内)公务接待(?:费用|费|经费)?|(?<![内务事宾外])接待(?:费用|费|经费|支出)|"
        r"(?<![内务事宾外])接待(?=(?:共计?|合计)?(?:批次|人次|总人数|来访|来宾|团组|\s*\d+\s*(?:批|人)))|(?<=共计)接待",
    ),
)
CONFERENCES: tuple[Term, ...] = (  # told beside “三公” in many provinces, and no part of it
    Term(
        "meeting_expense",
        "会议费",
        "meetings",
        r"(?<![一-鿿“])(?:全年|本年度|财政拨款)*会议费(?:支出)?|(?<=拨款)会议费(?:支出)?|(?<=年度)会议费(?:支出)?|(?:召开|参加)会议(?=\s*\d)",
    ),
    Term(
        "training_expense",
        "培训费",
        "training",
        r"(?<![一-鿿“])(?:全年|本年度|财政拨款)*培训费(?:支出)?|(?<=拨款)培训费(?:支出)?|(?<=年度)培训费(?:支出)?|(?:组织|举办|开展|参加)培训(?=\s*\d)",
    ),
)
PROCUREMENT: tuple[Term, ...] = (
    Term(
        "government_procurement",
        "政府采购支出总额",
        "government procurement",
        r"政府采购(?:支出)?(?:总额|金额|合计)?",
    ),
    Term(
        "procurement_goods",
        "政府采购货物支出",
        "procurement of goods",
        r"(?:政府)?采购货物(?:支出|类支出)?|(?<![一-鿿])货物(?:采购)?(?:类)?(?:支出|金额)?|(?<=其中)货物(?:采购)?(?:类)?(?:支出|金额)?",
    ),
    Term(
        "procurement_works",
        "政府采购工程支出",
        "procurement of works",
        r"(?:政府)?采购工程(?:支出|类支出)?|(?<![一-鿿])工程(?:采购)?(?:类)?(?:支出|金额)?|(?<=其中)工程(?:采购)?(?:类)?(?:支出|金额)?",
    ),
    Term(
        "procurement_services",
        "政府采购服务支出",
        "procurement of services",
        r"(?:政府)?采购服务(?:支出|类支出)?|(?<![一-鿿])服务(?:采购)?(?:类)?(?:支出|金额)?|(?<=其中)服务(?:采购)?(?:类)?(?:支出|金额)?",
    ),
    Term(
        "sme_contracts",
        "授予中小企业合同金额",
        "contracts awarded to SMEs",
        r"授予中小企业(?:的)?合同(?:金额|总额)?",
    ),
    Term(  # 货物采购授予中小企业合同金额占货物支出金额的100%: another base, told by kind
        "sme_contracts_by_kind",
        "分类授予中小企业合同占比",
        "contracts awarded to SMEs by kind",
        r"(?:货物|工程|服务)(?:类)?采购授予(?:中小|小微|小型、微型)企业(?:的)?合同(?:金额|总额)?(?:占(?:货物|工程|服务)(?:类)?(?:采购)?(?:支出)?(?:总?金额|总额)?)?",
    ),
    Term(
        "micro_contracts",
        "授予小微企业合同金额",
        "contracts awarded to micro enterprises",
        r"授予小(?:型)?微(?:型)?企业(?:的)?合同(?:金额|总额)?",
    ),
)
ASSETS: tuple[Term, ...] = (
    Term(
        "vehicles_total",
        "共有车辆",
        "vehicles in all",
        r"(?:共有|占有|使用|实有)(?:公务)?(?:用车|车辆)|(?<!其他)公务用车|(?<!处置)(?<!报废)(?<!购置)(?<!更新)车辆(?:总数|合计)?",
    ),
    Term(
        "vehicles_class",
        "分类用车",
        "vehicles by class",
        r"(?:副?[部省厅市县局级(（)）、]{2,8}(?:及以上)?(?:主要)?领导(?:干部)?|主要(?:领导|负责人)(?:干部)?|机要通信|应急保障|执法执勤|特种专业技术|离退休干部|其他)(?:服务)?用车",
    ),
    Term(
        "large_equipment",
        "大型设备",
        "large equipment",
        r"单(?:价|位价值)\s*\d+\s*万元(?:以上|[（(]含[）)]以上|及以上)?(?:[（(]含[）)])?(?:的)?(?:通用|专用)?设备(?:[（(]不含车辆[）)])?",
    ),
)
ORGANISATION: tuple[Term, ...] = (
    Term(
        "subordinate_units",
        "下属二级预算单位",
        "subordinate budget units",
        r"(?:下属|所属)?二级(?:预算)?单位|下属单位",
    ),
    Term("administrative_units", "行政单位", "administrative units", r"行政单位"),
    Term(
        "civil_service_units",
        "参照公务员法管理的事业单位",
        "units under the civil service law",
        r"参照?公务员法管理的?事业单位|参公(?:管理)?(?:事业)?单位",
    ),
    Term("other_institutions", "其他事业单位", "other public institutions", r"其他事业单位"),
)
OPERATING: tuple[Term, ...] = (
    Term(
        "agency_operating_expense",
        "机关运行经费",
        "agency operating expenses",
        r"机[关构]运行(?:经费|费用)(?:支出)?|行政运行经费(?:支出)?",
    ),
)
FISCAL_YEAR: tuple[Term, ...] = (
    Term(
        "revenue_current_year",
        "本年财政拨款收入",
        "fiscal appropriation of the year",
        r"本年财政拨款收入|财政拨款本年收入",
    ),
    Term(
        "expenditure_current_year",
        "本年财政拨款支出",
        "fiscal expenditure of the year",
        r"本年财政拨款支出|财政拨款本年支出",
    ),
)
FISCAL_SOURCES: tuple[Term, ...] = (
    Term(
        "general_public_budget_revenue",
        "一般公共预算财政拨款收入",
        "general public budget appropriation",
        r"一般公共预算(?:(?:财政)?拨款)收入(?!支出|、|总计)",
    ),
    Term(
        "government_funds_revenue",
        "政府性基金预算财政拨款收入",
        "government funds appropriation",
        r"政府性基金(?:预算)?(?:财政拨款)收入(?!支出|、|总计)",
    ),
    Term(
        "state_capital_revenue",
        "国有资本经营预算财政拨款收入",
        "state capital appropriation",
        r"国有资本经营(?:预算)?(?:财政拨款)收入(?!支出|、|总计)",
    ),
)
FISCAL_EXPENDITURE: tuple[Term, ...] = (
    Term(
        "expenditure_current_year",
        "财政拨款支出",
        "fiscal expenditure",
        r"(?<!预算)(?<!基金)财政拨款(?:本年)?支出(?:决算)?(?:合计|总额)?(?!总计)",
    ),
)
