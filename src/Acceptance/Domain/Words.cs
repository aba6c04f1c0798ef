using System.Text;

namespace CleanHeating.Acceptance.Domain;

/// <summary>Stable words of states, triggers and kinds in interfaces: TakeBack is take_back.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    public static T? Parse<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Of(v!.Value) == word);
}
