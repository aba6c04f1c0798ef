using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanHeating.Storage.Postgres;

/// <summary>
/// The tables of the clock (Quartz 4.7), in which the servers of one database agree who wakes for what. The scheduler writes them; no
/// room reads them, and they can be made anew from our own schedule rows. Text columns are keys, times are ticks.
/// </summary>
internal static class QuartzTables
{
    private const string Prefix = "qrtz_";

    // Table, columns ("?" behind a type: may be null), key, and the table whose key is a foreign key here. Every table begins with sched_name.
    private static readonly (string Name, string Columns, string Key, string? Parent)[] Tables =
    [
        ("job_details", "job_name text, job_group text, description text?, job_class_name text, is_durable bool, is_nonconcurrent bool, is_update_data bool, requests_recovery bool, job_data bytea?", "job_name, job_group", null),
        ("triggers", "trigger_name text, trigger_group text, job_name text, job_group text, description text?, next_fire_time bigint?, prev_fire_time bigint?, priority integer?, trigger_state text, trigger_type text, "
            + "start_time bigint, end_time bigint?, calendar_name text?, misfire_instr smallint?, misfire_orig_fire_time bigint?, execution_group text?, preferred_node text?, preferred_node_auto bool=false, "
            + "retry_policy text?, retry_attempt integer?, continues_trigger_name text?, continues_trigger_group text?, continuation_condition integer?, overlap_policy integer?, pause_reason text?, paused_by text?, "
            + "paused_at bigint?, misfire_threshold bigint?, fixed_delay bool?, job_data bytea?", "trigger_name, trigger_group", "job_details"),
        ("simple_triggers", "trigger_name text, trigger_group text, repeat_count bigint, repeat_interval bigint, times_triggered bigint", "trigger_name, trigger_group", "triggers"),
        ("cron_triggers", "trigger_name text, trigger_group text, cron_expression text, time_zone_id text?", "trigger_name, trigger_group", "triggers"),
        ("simprop_triggers", "trigger_name text, trigger_group text, str_prop_1 text?, str_prop_2 text?, str_prop_3 text?, int_prop_1 integer?, int_prop_2 integer?, long_prop_1 bigint?, long_prop_2 bigint?, "
            + "dec_prop_1 numeric?, dec_prop_2 numeric?, bool_prop_1 bool?, bool_prop_2 bool?, time_zone_id text?", "trigger_name, trigger_group", "triggers"),
        ("blob_triggers", "trigger_name text, trigger_group text, blob_data bytea?", "trigger_name, trigger_group", "triggers"),
        ("calendars", "calendar_name text, calendar bytea", "calendar_name", null),
        ("paused_trigger_grps", "trigger_group text, pause_reason text?, paused_by text?, paused_at bigint?", "trigger_group", null),
        ("paused_job_grps", "job_group text, pause_reason text?, paused_by text?, paused_at bigint?", "job_group", null),
        ("fired_triggers", "entry_id text, trigger_name text, trigger_group text, instance_name text, fired_time bigint, sched_time bigint, priority integer, state text, job_name text?, job_group text?, "
            + "is_nonconcurrent bool, requests_recovery bool?, execution_group text?, progress integer?, progress_message text?, interrupt_requested_time bigint?", "entry_id", null),
        ("scheduler_state", "instance_name text, last_checkin_time bigint, checkin_interval bigint, quartz_version text?", "instance_name", null),
        ("locks", "lock_name text", "lock_name", null),
        ("execution_history", "entry_id text, instance_name text, job_name text, job_group text, trigger_name text, trigger_group text, fired_time bigint, run_time bigint, succeeded bool, error_message text?, "
            + "retry_attempt integer=0, retry_scheduled bool=false, execution_log text?, result integer?, summary text?, metrics text?, manual bool?, fire_instance_id text?, job_input text?, job_input_too_large bool?", "entry_id", null),
        ("misfire_history", "entry_id text, instance_name text, trigger_name text, trigger_group text, job_name text?, job_group text?, misfire_time bigint, sched_time bigint?, reason integer?", "entry_id", null),
        ("job_status", "job_group text, job_name text, first_fired_time bigint, last_fired_time bigint, last_result integer, last_run_time bigint, last_instance_name text, last_entry_id text?, last_summary text?, "
            + "last_success_time bigint?, last_failure_time bigint?, last_failure_message text?, consecutive_failures integer=0, run_count bigint=0, failure_count bigint=0", "job_group, job_name", null),
    ];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var (name, columns, key, parent) in Tables)
        {
            var foreign = parent is null ? "" : $", FOREIGN KEY (sched_name, {ParentKey(parent)}) REFERENCES {Prefix}{parent} (sched_name, {ParentKey(parent)}){(parent == "triggers" ? " ON DELETE CASCADE" : "")}";
            migration.Sql($"CREATE TABLE {Prefix}{name} (sched_name text NOT NULL, {string.Join(", ", columns.Split(", ").Select(Column))}, PRIMARY KEY (sched_name, {key}){foreign})");
        }

        migration.Sql($"CREATE INDEX ix_{Prefix}triggers_due ON {Prefix}triggers (sched_name, trigger_state, next_fire_time)");
        migration.Sql($"CREATE INDEX ix_{Prefix}triggers_job ON {Prefix}triggers (sched_name, job_name, job_group)");
        migration.Sql($"CREATE INDEX ix_{Prefix}fired_instance ON {Prefix}fired_triggers (sched_name, instance_name)");
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var (name, _, _, _) in Tables.Reverse())
        {
            migration.Sql($"DROP TABLE {Prefix}{name}");
        }
    }

    private static string ParentKey(string table) => Tables.Single(t => t.Name == table).Key;

    private static string Column(string column) =>
        column.EndsWith('?') ? column[..^1] + " NULL" : column.Split('=') is [var typed, var value] ? $"{typed} NOT NULL DEFAULT {value}" : column + " NOT NULL";
}
