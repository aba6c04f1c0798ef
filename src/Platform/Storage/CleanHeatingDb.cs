using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Storage;

/// <summary>The whole data model, put together from the rooms' parts. Names in the database are snake_case.</summary>
public sealed class CleanHeatingDb : DbContext
{
    private readonly IReadOnlyList<IModelPart> _parts;

    public CleanHeatingDb(DbContextOptions<CleanHeatingDb> options, IReadOnlyList<IModelPart> parts) : base(options) => _parts = parts;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in _parts)
        {
            part.Configure(modelBuilder);
        }

        // Text sorts by its bytes on every database, so that pages and ranges agree between them; SQLite does so by itself.
        var bytewise = Database.ProviderName?.EndsWith("PostgreSQL", StringComparison.Ordinal) ?? false;
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(ToSnakeCase(entity.GetTableName() ?? entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(ToSnakeCase(property.Name));
                if (property.ClrType == typeof(string) && bytewise)
                {
                    property.SetCollation("C");
                }

                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    private static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && i > 0 && name[i - 1] != '_')
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
