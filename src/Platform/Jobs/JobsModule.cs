using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.ReadJobs;
using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Jobs.Schedules;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace CleanHeating.Platform.Jobs;

/// <summary>Long work: kinds that rooms bring, servers that do it, a clock that begins what is regular.</summary>
public static class JobsModule
{
    /// <summary>Adds a kind of a room.</summary>
    public static IServiceCollection AddJobKind<T>(this IServiceCollection services) where T : class, IJobKind => services.AddSingleton<IJobKind, T>();

    /// <param name="services">The host's services.</param>
    /// <param name="workplace">Where jobs and, on PostgreSQL, the clock's tables are.</param>
    /// <param name="timing">How the server goes about its jobs.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, Workplace workplace, JobTiming timing)
    {
        services.AddSingleton(timing).AddSingleton(new JobStore(workplace.Database, workplace.Keys)).AddSingleton<JobKinds>().AddSingleton<JobsHere>().AddSingleton<JobNames>().AddSingleton<JobHandler>().AddSingleton<ScheduleHandler>();
        services.AddSingleton(s => new JobDesk(s.GetRequiredService<Workplace>(), s.GetRequiredService<JobStore>(), s.GetRequiredService<JobsHere>(), s.GetRequiredService<JobNames>()));
        services.AddHostedService<JobRunner>();
        services.TryAddTransient<DueJob>();
        services.AddQuartz(quartz => Configure(quartz, workplace.Database));
        return services.AddSingleton<ScheduleClock>().AddHostedService(s => s.GetRequiredService<ScheduleClock>());
    }

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        JobEndpoints.Map(api);
        ScheduleEndpoints.Map(api);
    }

    private static void Configure(IQuartzBuilder quartz, IDatabase database)
    {
        quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId) = ("cleanheating", true));
        quartz.UseDefaultThreadPool(1);
        if (database.Source is not { } source)
        {
            quartz.UseInMemoryStore(_ => { });
            return;
        }

        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(options => options.DataSourceFactory = _ => source);
            store.ConfigureStore(options => (options.TablePrefix, options.SchemaProvisioning, options.StoreJobDataAsStrings) = ("qrtz_", SchemaProvisioning.Validate, true));
            store.UseClustering(_ => { });
        });
    }
}
