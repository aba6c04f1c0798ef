using System.Resources;
using CleanHeating.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Platform.Accounts;

/// <summary>Accounts' part of the data model, texts and services.</summary>
public static class AccountsModule
{
    public static IModelPart ModelPart { get; } = new AccountModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Platform.Accounts.Texts", typeof(AccountsModule).Assembly);

    public static IServiceCollection AddAccounts(this IServiceCollection services, AccountPolicy policy) => services
        .AddSingleton(policy).AddSingleton<AccountBook>().AddSingleton<Sessions>().AddSingleton<Tokens>().AddSingleton<Links>()
        .AddSingleton<SignInHandler>().AddSingleton<SecondFactor>().AddSingleton<ChangePassword>().AddSingleton<AccountHandler>().AddSingleton<SetUp>();
}
