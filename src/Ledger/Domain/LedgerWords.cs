namespace CleanHeating.Ledger.Domain;

/// <summary>A field of the ledger format.</summary>
internal enum LedgerField
{
    Sequence = 0,
    County,
    Township,
    Village,
    Head,
    Identity,
    Phone,
    Account,
    Route,
    Rooms,
    Area,
    Hardship,
    Enterprise,
    CreditCode,
    Contract,
    Brand,
    Model,
    Serial,
    RatedPower,
    UtilityAccount,
    Started,
    Completed,
    Accepted,
    Result,
    Paid,
    Note,

    /// <summary>Our own column in an error workbook; ignored when the workbook comes back.</summary>
    Explanation,
}

/// <summary>The words of the ledger format: what counties write in headers, totals, footers and cells.</summary>
internal static class LedgerWords
{
    public const string ExplanationHeader = "问题说明";
    public const string ErrorWorkbookSuffix = "问题行";
    public const string Passed = "合格";
    public const string Failed = "不合格";
    public const string ReportingUnit = "填报单位";

    public static readonly string[] SkippedSheets = ["说明", "字典", "示例", "封面"];
    public static readonly string[] Totals = ["合计", "小计", "总计"];
    public static readonly string[] Footers = ["填表人", "审核人", "制表", "注", "备注"];
    public static readonly string[] CommitteeSuffixes = ["村民委员会", "居民委员会", "村委会", "居委会"];
    public static readonly string[] SettlementSuffixes = ["社区", "村"];
    public static readonly string[] AreaUnits = ["㎡", "平方米"];
    public static readonly string[] NoHardship = ["无", "/"];
    public static readonly string[] UnitSuffixes = ["㎡", "m²", "m2", "平方米", "平米", "kW", "千瓦", "元", "间"];

    /// <summary>Additions that make a column another quantity: ten thousands, watts. Such a column is not taken for the field.</summary>
    public static readonly string[] OtherScales = ["万", "(W)", "(瓦)", "MW", "兆瓦"];

    /// <summary>Header names, without spaces and units, brackets half-width.</summary>
    public static readonly IReadOnlyDictionary<string, LedgerField> Headers = new Dictionary<string, LedgerField>(StringComparer.OrdinalIgnoreCase)
    {
        ["序号"] = LedgerField.Sequence,
        ["县"] = LedgerField.County, ["县区"] = LedgerField.County, ["区县"] = LedgerField.County, ["县市区"] = LedgerField.County, ["县(市、区)"] = LedgerField.County,
        ["乡镇"] = LedgerField.Township, ["乡镇街道"] = LedgerField.Township, ["乡镇(街道)"] = LedgerField.Township, ["镇街"] = LedgerField.Township,
        ["行政村"] = LedgerField.Village, ["村"] = LedgerField.Village, ["村居"] = LedgerField.Village, ["村社区"] = LedgerField.Village, ["行政村社区"] = LedgerField.Village, ["村(社区)"] = LedgerField.Village, ["行政村(社区)"] = LedgerField.Village,
        ["户主姓名"] = LedgerField.Head, ["姓名"] = LedgerField.Head, ["户主"] = LedgerField.Head,
        ["身份证号"] = LedgerField.Identity, ["身份证号码"] = LedgerField.Identity, ["公民身份号码"] = LedgerField.Identity,
        ["联系电话"] = LedgerField.Phone, ["手机号码"] = LedgerField.Phone, ["电话"] = LedgerField.Phone,
        ["一卡通账号"] = LedgerField.Account, ["银行卡号"] = LedgerField.Account, ["补贴账号"] = LedgerField.Account,
        ["改造方式"] = LedgerField.Route, ["取暖方式"] = LedgerField.Route, ["技术路线"] = LedgerField.Route,
        ["改造房间数"] = LedgerField.Rooms, ["房间数"] = LedgerField.Rooms,
        ["取暖面积"] = LedgerField.Area, ["采暖面积"] = LedgerField.Area,
        ["困难群众类别"] = LedgerField.Hardship, ["困难类别"] = LedgerField.Hardship, ["人员类别"] = LedgerField.Hardship,
        ["实施企业"] = LedgerField.Enterprise, ["施工企业"] = LedgerField.Enterprise, ["中标企业"] = LedgerField.Enterprise,
        ["统一社会信用代码"] = LedgerField.CreditCode,
        ["合同编号"] = LedgerField.Contract,
        ["设备品牌"] = LedgerField.Brand, ["品牌"] = LedgerField.Brand,
        ["设备型号"] = LedgerField.Model, ["规格型号"] = LedgerField.Model, ["型号"] = LedgerField.Model,
        ["出厂编号"] = LedgerField.Serial, ["设备编号"] = LedgerField.Serial,
        ["额定功率"] = LedgerField.RatedPower, ["功率"] = LedgerField.RatedPower,
        ["户号"] = LedgerField.UtilityAccount, ["用户编号"] = LedgerField.UtilityAccount, ["电力户号"] = LedgerField.UtilityAccount, ["燃气户号"] = LedgerField.UtilityAccount, ["电力燃气户号"] = LedgerField.UtilityAccount, ["电力(燃气)户号"] = LedgerField.UtilityAccount,
        ["开工日期"] = LedgerField.Started, ["开工时间"] = LedgerField.Started, ["开工"] = LedgerField.Started,
        ["竣工日期"] = LedgerField.Completed, ["完工日期"] = LedgerField.Completed, ["竣工"] = LedgerField.Completed, ["完工"] = LedgerField.Completed, ["竣工时间"] = LedgerField.Completed, ["完工时间"] = LedgerField.Completed,
        ["验收日期"] = LedgerField.Accepted, ["验收时间"] = LedgerField.Accepted, ["验收"] = LedgerField.Accepted,
        ["验收结论"] = LedgerField.Result, ["验收结果"] = LedgerField.Result,
        ["已拨付金额"] = LedgerField.Paid, ["已拨付补贴"] = LedgerField.Paid,
        ["备注"] = LedgerField.Note,
        [ExplanationHeader] = LedgerField.Explanation,
    };

    public static readonly LedgerField[] Required = [LedgerField.Township, LedgerField.Village, LedgerField.Head, LedgerField.Identity, LedgerField.Route, LedgerField.Rooms];

    public static readonly int FieldCount = (int)LedgerField.Explanation + 1;

    /// <summary>Stable key of a field in interfaces: rated-power, credit-code, …</summary>
    public static string KeyOf(LedgerField field) => field switch
    {
        LedgerField.Sequence => "seq",
        LedgerField.CreditCode => "credit_code",
        LedgerField.RatedPower => "rated_power",
        LedgerField.UtilityAccount => "utility_account",
        _ => field.ToString().ToLowerInvariant(),
    };

    /// <summary>The field that has a key.</summary>
    public static LedgerField FieldOf(string key) => Enum.GetValues<LedgerField>().First(f => KeyOf(f) == key);
}
