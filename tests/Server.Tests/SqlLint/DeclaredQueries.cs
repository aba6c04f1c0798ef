namespace CleanHeating.Server.Tests.SqlLint;

/// <summary>The one list of queries that look at several counties at once, or stop early without an order. Each is small, or must see everything.</summary>
internal static class DeclaredQueries
{
    public static readonly IReadOnlyList<Declared> All =
    [
        new(@"^SELECT [\w, ]+ FROM \w+ ORDER BY county_code, [\w, ]+$|^SELECT county_code, [\w, ]+ FROM \w+ ORDER BY county_code$|^SELECT COUNT\(\*\) FROM \w+$", "A backup carries everything away in one picture; machines send their parts one after another."),
        new(@"^SELECT MIN\(county_code\) FROM \w+( WHERE county_code > \?)?$", "A verification steps from county to county by the key, so that it finds rows of a county nobody knows."),
        new(@"^SELECT county_code FROM journal_head$|^SELECT CAST\(SUM\(number\) AS BIGINT\) FROM journal_head$", "One row per county: which there are, and whether anything changed at all."),
        new(@"^SELECT county_code, programme, geometry, seal FROM county_outline WHERE|^SELECT county_code, geometry FROM county_outline WHERE", "One row per county: the outlines of the map."),
        new(@"^SELECT county_code AS county, household_id AS place FROM household WHERE programme = \? .*ORDER BY .* LIMIT \?$", "A page of the whole city for who sees the whole city: each machine gives its first rows in order."),
        new(@"^SELECT county_code, household_id(, \w+)? FROM household WHERE (credit_code = \? AND )?programme = \? .*LIMIT \?$", "How many match in the whole city or under a firm's contracts, up to a bound; where the bound is reached the rows are not used."),
        new(@"^SELECT [\w, ]+ FROM journal_entry WHERE .* ORDER BY at DESC, county_code DESC, number DESC( LIMIT \?)?$|^SELECT COUNT\(\*\) FROM journal_entry WHERE actor = \? AND at >= \? AND action = \?$", "A person's day spans counties; pages end by their order."),
        new(@"^SELECT [\w, ]+ FROM report WHERE programme = \? .*ORDER BY report_date DESC, region_code LIMIT \?$|^SELECT [\w, ]+ FROM report_correction WHERE programme = \? .*ORDER BY id DESC LIMIT \?$", "Reports and corrections of the whole city for who answers for it: some rows a week and region."),
        new(@"^SELECT [\w, ]+ FROM household WHERE programme = \? (AND .* )?ORDER BY county_code, household_id$", "An export of the whole city for who sees the whole city, as a stream."),
        new(@"^SELECT household_id, brand, serial, account_index, utility_account, phone_index, warnings FROM household WHERE programme = \?$", "A sweep looks for what counties share, so it reads all of them, once, as a stream."),
        new(@"^SELECT [\w, ]+ FROM payment_batch WHERE programme = \? AND id < \? ORDER BY id DESC$", "Batches of payments of the whole city for who answers for it: a few a month and county, read as a stream until the page is full."),
    ];
}
