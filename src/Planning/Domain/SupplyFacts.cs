namespace CleanHeating.Planning.Domain;

/// <summary>A substation: how much more heating its feeders can carry, and what more would cost (C22).</summary>
/// <remarks>Capacity in kVA; base load in kW, at its own peak without new heating; the upgrade is the expansion that can be bought.</remarks>
internal sealed record Substation(string Code, string Name, int County, double Capacity, double BaseLoad, Upgrade? Upgrade);

/// <param name="Amount">What is gained, kVA.</param>
/// <param name="Cost">Price, fen.</param>
internal sealed record Upgrade(double Amount, long Cost);

/// <summary>A village's distribution transformer. Capacity and upgrade in kVA, load in kW.</summary>
internal sealed record Transformer(string Code, long Village, double Capacity, double BaseLoad, Upgrade? Upgrade);

/// <summary>A gas zone: what its network can carry at its peak.</summary>
/// <remarks>Peak flow: m³/h left for new households.</remarks>
internal sealed record GasZone(string Code, string Name, double PeakFlow);

/// <summary>A supply agreement (C25): who supplies which zone, how much, from when to when. Volumes in m³, peak in m³/h; null: not agreed.</summary>
internal sealed record GasAgreement(string Number, string Enterprise, string Zone, double? Yearly, double? Seasonal, double? Peak, DateOnly From, DateOnly Until);

/// <summary>A heat source with network (C19).</summary>
/// <remarks>Capacity: kW left for new connections.</remarks>
internal sealed record HeatSource(string Code, string Name, double Capacity);

/// <summary>What is known of a village's houses and what reaches it.</summary>
/// <param name="Code">Village, twelve digits.</param>
/// <param name="County">Six digits.</param>
/// <param name="Name">As the divisions have it.</param>
/// <param name="Longitude">Degrees, or null.</param>
/// <param name="Latitude">Degrees, or null.</param>
/// <param name="Households">Households that could be changed over.</param>
/// <param name="Area">Heated area of a household on average, 0.01 m².</param>
/// <param name="Insulated">Share of insulated houses, 0–1.</param>
/// <param name="Need">Need for heating, 0–100 (C18).</param>
/// <param name="Willingness">Share of households that are willing, 0–1 (C18).</param>
/// <param name="WiringReady">Share of households whose wiring behind the meter carries electric heating, 0–1 (C22).</param>
/// <param name="Substation">Code, or null where none is known: then no electric route.</param>
/// <param name="GasZone">Code, or null where no gas reaches.</param>
/// <param name="HeatSource">Code of the network that reaches the village, or null.</param>
/// <param name="Geothermal">Whether it lies in a geothermal area.</param>
internal sealed record VillageFacts(
    long Code, int County, string Name, double? Longitude, double? Latitude, int Households, long Area, double Insulated, int Need, double Willingness, double WiringReady,
    string? Substation, string? GasZone, string? HeatSource, bool Geothermal);

/// <summary>Supply and demand of some counties: what a scenario makes its instance of.</summary>
/// <remarks>The version rises with every change of the data: an answer says which one it rests on. Villages stand in the order of codes.</remarks>
internal sealed record SupplyFacts(
    long Version, IReadOnlyList<VillageFacts> Villages, IReadOnlyList<Substation> Substations, IReadOnlyList<Transformer> Transformers,
    IReadOnlyList<GasZone> GasZones, IReadOnlyList<GasAgreement> Agreements, IReadOnlyList<HeatSource> HeatSources);
