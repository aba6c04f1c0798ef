using CleanHeating.Platform.Api;
using CleanHeating.Server.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CleanHeating.Server.Hosting;

/// <summary>Lets bodies be large where files are taken; everywhere else a request is short.</summary>
internal sealed class UploadSizeMiddleware(RequestDelegate next, LimitSettings limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is not null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.UploadMegabytes * 1024L * 1024;
        }

        return next(context);
    }
}
