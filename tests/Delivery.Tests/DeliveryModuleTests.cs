namespace CleanHeating.Delivery.Tests;

public sealed class DeliveryModuleTests
{
    [Fact]
    public void Texts_EachResource_IsInTheAssembly() => Assert.All(DeliveryModule.Texts, texts => Assert.NotNull(texts.GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, true, false)));
}
