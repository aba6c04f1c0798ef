using CleanHeating.Kernel;
using CleanHeating.Planning.Forecast;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>Holds forecasts that could have been made on earlier days against what the ledger says came of them.</summary>
public sealed class BackTestHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>The back-test of the whole city; refused with forecast-nothing where the ledger has too little.</summary>
    public Result<BackTestReport> Run() => RoomWork.Read<BackTestReport>(workplace, programmes, on =>
    {
        var report = new ForecastStore().Use(on, city => BackTest.Run([.. city.Counties.Values.SelectMany(c => c).Select(ForecastStore.Forecast)], city.AsOf));
        return report.Lines.Count > 0 ? report : new Error("forecast-nothing");
    });
}
