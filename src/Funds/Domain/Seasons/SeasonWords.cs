using System.Text;
using CleanHeating.Kernel;

namespace CleanHeating.Funds.Domain.Seasons;

/// <summary>Which body certified a hardship (C32). Others do not count.</summary>
internal enum Issuer
{
    CivilAffairs = 1,
    PovertyRelief = 2,
}

/// <summary>Headings and words of the season's files: input to be recognised, never shown.</summary>
internal static class SeasonWords
{
    public static readonly string[] Account = ["户号", "用户编号"], Period = ["账期", "月份"], Power = ["电量"], Gas = ["气量"];
    public static readonly string[] Identity = ["身份证号", "身份证号码", "公民身份号码"], Name = ["姓名"], Category = ["困难类别"], Certificate = ["证书编号"], Body = ["认定部门"], From = ["生效日期"], To = ["失效日期"];

    public static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy'年'M'月'd'日'"];

    public static Issuer? IssuerOf(string body) => body switch { "民政部门" => Issuer.CivilAffairs, "扶贫开发部门" => Issuer.PovertyRelief, _ => null };

    public static string NameOf(Issuer issuer) => issuer == Issuer.CivilAffairs ? "民政部门" : "扶贫开发部门";

    /// <summary>Whether a heading is one of these, whatever unit stands behind it in brackets.</summary>
    public static bool IsOne(string heading, string[] names)
    {
        var clean = Clean(heading);
        var bracket = clean.IndexOf('(', StringComparison.Ordinal);
        return names.Contains(bracket > 0 ? clean[..bracket] : clean);
    }

    /// <summary>Full-width ASCII becomes half-width, spaces and quotation marks go.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ('"' or '\uFEFF' or '\u3000' or '\u00A0') && !char.IsWhiteSpace(c))
            {
                clean.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Codes of refused lines, in the order in which they are looked for.</summary>
    public static readonly string[] Codes =
    [
        "period-format", "number-format", "reading-negative", "account-unknown", "account-ambiguous", "reading-duplicate", "required", "issuer-invalid", "id-format", "id-birthdate", "id-checksum",
        "date-format", "date-order", "certificate-duplicate", "person-unknown",
    ];

    public static string CodeOf(IdentityFault fault) => fault switch { IdentityFault.BirthDate => "id-birthdate", IdentityFault.Checksum => "id-checksum", _ => "id-format" };
}
