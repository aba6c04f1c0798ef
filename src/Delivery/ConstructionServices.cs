using CleanHeating.Delivery.Construction;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class ConstructionServices
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<ForecastStore>().AddSingleton<ScheduleDesk>().AddSingleton<StandingHandler>().AddSingleton<CurveHandler>()
        .AddSingleton<WeekHandler>().AddSingleton<MovesHandler>().AddSingleton<ReportDesk>().AddSingleton<HindranceDesk>();
}
