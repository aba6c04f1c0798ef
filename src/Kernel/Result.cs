using System.Diagnostics.CodeAnalysis;

namespace CleanHeating.Kernel;

/// <summary>A value, or every reason why there is none. Never both, never neither.</summary>
public readonly struct Result<T>
{
    private readonly bool _isOk;
    private readonly IReadOnlyList<Error>? _errors;

    private Result(T? value, IReadOnlyList<Error>? errors)
    {
        ValueOrDefault = value;
        _errors = errors;
        _isOk = errors is null;
    }

    public T? ValueOrDefault { get; }

    public IReadOnlyList<Error> Errors => _errors ?? [];

    [MemberNotNullWhen(true, nameof(ValueOrDefault))]
    public bool IsOk => _isOk;

    /// <summary>The value of a result that is known to be good; a bug otherwise.</summary>
    public T Value => IsOk ? ValueOrDefault! : throw new InvalidOperationException($"No value: {string.Join("; ", Errors)}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, [error]);

    public static implicit operator Result<T>(List<Error> errors) => Fail(errors);

    public static Result<T> Fail(IReadOnlyList<Error> errors) =>
        errors.Count > 0 ? new(default, errors) : throw new ArgumentException("A failure names at least one error.", nameof(errors));
}
