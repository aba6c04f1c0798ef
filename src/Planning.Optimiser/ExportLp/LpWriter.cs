using System.Globalization;
using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.ExportLp;

/// <summary>Size of a written model.</summary>
public sealed record LpSize(int Rows, int Columns);

/// <summary>
/// Writes an instance as a mixed-integer model in LP format, for any solver to check: x{village}_{option} is one where the village takes
/// the option, z{resource} where the expansion is bought, y{pair} where both neighbours are chosen (places in the instance, from 0).
/// </summary>
public sealed class LpWriter
{
    private const int TermsPerLine = 8;
    private readonly PlanInstance _instance;
    private readonly TextWriter _out;
    private int _rows, _columns, _terms;

    private LpWriter(PlanInstance instance, TextWriter output) => (_instance, _out) = (instance, output);

    public static LpSize Write(PlanInstance instance, TextWriter output)
    {
        var writer = new LpWriter(instance, output);
        writer.Objective();
        writer.Constraints();
        writer.Bounds();
        return new LpSize(writer._rows, writer._columns);
    }

    private bool CanPair(NeighbourPair pair) => _instance.Villages[pair.A].Options.Count > 0 && _instance.Villages[pair.B].Options.Count > 0;

    private void Objective()
    {
        _out.Write("\\ x{village}_{option}, z{resource}, y{pair}: places in the instance, from 0\nMinimize\n obj:");
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            for (var o = 0; o < _instance.Villages[v].Options.Count; o++, _columns++)
            {
                Term(_instance.Villages[v].Options[o].Cost, X(v, o));
            }
        }

        for (var r = 0; r < _instance.Resources.Count; r++)
        {
            if (_instance.Resources[r].Expansion is { } expansion)
            {
                Term(expansion.Cost, Z(r));
                _columns++;
            }
        }

        for (var p = 0; p < _instance.Adjacency.Count; p++)
        {
            if (CanPair(_instance.Adjacency[p]))
            {
                Term(-_instance.Adjacency[p].Saving, Y(p));
                _columns++;
            }
        }

        _out.Write("\nSubject To\n");
    }

    private void Constraints()
    {
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            if (_instance.Villages[v].Options.Count > 0)
            {
                Begin($"one{N(v)}");
                Village(v, 1);
                End("<=", 1);
            }
        }

        for (var c = 0; c < _instance.Counties.Count; c++)
        {
            Target(c);
        }

        Capacities();
        for (var p = 0; p < _instance.Adjacency.Count; p++)
        {
            var pair = _instance.Adjacency[p];
            if (CanPair(pair))
            {
                Pair(p, pair.A, "a");
                Pair(p, pair.B, "b");
            }
        }
    }

    private void Target(int county)
    {
        Begin($"target{N(county)}");
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            if (_instance.Villages[v].County == _instance.Counties[county].Code)
            {
                Village(v, _instance.Villages[v].Households);
            }
        }

        End(">=", _instance.Counties[county].Target);
    }

    private void Capacities()
    {
        var users = new List<(int Village, int Option, double Amount)>[_instance.Resources.Count];
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            for (var o = 0; o < _instance.Villages[v].Options.Count; o++)
            {
                foreach (var use in _instance.Villages[v].Options[o].Uses)
                {
                    (users[use.Resource] ??= []).Add((v, o, use.Amount));
                }
            }
        }

        for (var r = 0; r < users.Length; r++)
        {
            Begin($"limit{N(r)}");
            foreach (var (village, option, amount) in users[r] ?? [])
            {
                Term(amount, X(village, option));
            }

            if (_instance.Resources[r].Expansion is { } expansion)
            {
                Term(-expansion.Amount, Z(r));
            }

            End("<=", _instance.Resources[r].Capacity);
        }
    }

    private void Pair(int pair, int village, string side)
    {
        Begin($"pair{N(pair)}{side}");
        Term(1, Y(pair));
        Village(village, -1);
        End("<=", 0);
    }

    private void Bounds()
    {
        _out.Write("Bounds\n");
        for (var p = 0; p < _instance.Adjacency.Count; p++)
        {
            if (CanPair(_instance.Adjacency[p]))
            {
                _out.Write($" 0 <= {Y(p)} <= 1\n");
            }
        }

        _out.Write("Binaries\n");
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            for (var o = 0; o < _instance.Villages[v].Options.Count; o++)
            {
                _out.Write($" {X(v, o)}\n");
            }
        }

        for (var r = 0; r < _instance.Resources.Count; r++)
        {
            if (_instance.Resources[r].Expansion is not null)
            {
                _out.Write($" {Z(r)}\n");
            }
        }

        _out.Write("End\n");
    }

    private void Village(int village, double factor)
    {
        for (var o = 0; o < _instance.Villages[village].Options.Count; o++)
        {
            Term(factor, X(village, o));
        }
    }

    private void Begin(string name)
    {
        _out.Write($" {name}:");
        (_terms, _rows) = (0, _rows + 1);
    }

    private void Term(double factor, string variable)
    {
        // Readers of the format have short lines.
        _out.Write(_terms++ % TermsPerLine == TermsPerLine - 1 ? "\n " : " ");
        _out.Write($"{(factor < 0 ? '-' : '+')} {Math.Abs(factor).ToString("R", CultureInfo.InvariantCulture)} {variable}");
    }

    private void End(string relation, double limit)
    {
        // A row needs a variable, even where it has none: one of a factor of nothing.
        if (_terms == 0)
        {
            _out.Write(" + 0 none");
        }

        _out.Write($" {relation} {limit.ToString("R", CultureInfo.InvariantCulture)}\n");
    }

    private static string X(int village, int option) => $"x{N(village)}_{N(option)}";

    private static string Y(int pair) => $"y{N(pair)}";

    private static string Z(int resource) => $"z{N(resource)}";

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
