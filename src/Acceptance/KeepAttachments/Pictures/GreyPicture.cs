namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>A picture in grey, 0 black to 255 white, row by row; small, for looking alike and not for looking at.</summary>
internal sealed class GreyPicture(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Values { get; } = new byte[width * height];

    /// <summary>The same scaled to another size: each new point is the mean of what lies under it.</summary>
    public double[] Means(int width, int height)
    {
        var means = new double[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                means[(y * width) + x] = Mean(x * (double)Width / width, (x + 1) * (double)Width / width, y * (double)Height / height, (y + 1) * (double)Height / height);
            }
        }

        return means;
    }

    private double Mean(double left, double right, double top, double bottom)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var y = (int)top; y < bottom && y < Height; y++)
        {
            var high = Math.Min(bottom, y + 1) - Math.Max(top, y);
            for (var x = (int)left; x < right && x < Width; x++)
            {
                var share = high * (Math.Min(right, x + 1) - Math.Max(left, x));
                sum += share * Values[(y * Width) + x];
                weight += share;
            }
        }

        return weight > 0 ? sum / weight : 0;
    }
}
