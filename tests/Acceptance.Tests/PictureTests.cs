using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Acceptance.KeepAttachments.Pictures;
using CleanHeating.Platform.Security;
using CleanHeating.TestKit;

namespace CleanHeating.Acceptance.Tests;

/// <summary>Pictures that other programs made of two scenes, in the forms that phones and browsers send: what they look like, when and where they were taken.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("first-progressive.jpg")]
    [InlineData("first-poor.jpg")]
    [InlineData("first-small.jpg")]
    [InlineData("first-grey.jpg")]
    [InlineData("first-mozjpeg.jpg")]
    [InlineData("first.png")]
    [InlineData("first-palette.png")]
    [InlineData("first-alpha.png")]
    [InlineData("exif.jpg")]
    public void HashOf_SameSceneSavedAnew_DiffersInFewBits(string name) => Assert.InRange(Distance("first.jpg", name), 0, 6);

    [Theory]
    [InlineData("first.jpg", "other.jpg")]
    [InlineData("first-progressive.jpg", "other-progressive.jpg")]
    [InlineData("first.png", "other.jpg")]
    public void HashOf_AnotherScene_DiffersInMany(string one, string other) => Assert.InRange(Distance(one, other), 16, 64);

    [Fact]
    public void HashOf_BaselineAndProgressiveOfOneCoding_IsTheSame()
    {
        Assert.Equal(0, Distance("first.jpg", "first-progressive.jpg"));
        Assert.Equal(0, Distance("other.jpg", "other-progressive.jpg"));
    }

    [Theory]
    [InlineData("blank.jpg")]
    [InlineData("interlaced.png")]
    public void HashOf_NothingToSeeOrNotReadable_IsNone(string name) => Assert.Null(PictureHash.Of(Bytes(name)));

    [Theory]
    [InlineData("first.jpg", 40, 30)]
    [InlineData("first-grey.jpg", 42, 32)]
    public void Read_Jpeg_IsAnEighthOfItsSize(string name, int width, int height)
    {
        var picture = JpegReader.Read(Bytes(name))!;

        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [Fact]
    public void Read_JpegAgainstPng_TheyAreAsBright()
    {
        var (jpeg, png) = (JpegReader.Read(Bytes("first.jpg"))!, PngReader.Read(Bytes("first.png"))!);

        var differences = jpeg.Means(8, 6).Zip(png.Means(8, 6), (a, b) => Math.Abs(a - b)).ToList();

        Assert.InRange(differences.Max(), 0, 6);
    }

    [Fact]
    public void Of_DamagedFiles_NeverFault()
    {
        var random = new Random(5);
        foreach (var name in (string[])["first.jpg", "first-progressive.jpg", "first.png", "exif.jpg", "first-palette.png"])
        {
            for (var i = 0; i < 400; i++)
            {
                var bytes = Bytes(name);
                for (var n = random.Next(1, 12); n > 0; n--)
                {
                    bytes[random.Next(2, i % 2 == 0 ? Math.Min(700, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
                }

                bytes = i % 5 == 0 ? bytes[..random.Next(4, bytes.Length)] : bytes;
                PictureHash.Of(bytes);
                Exif.Read(bytes);
            }
        }
    }

    [Fact]
    public void Exif_OfAPhoto_TellsWhenAndWhere()
    {
        var (at, place) = Exif.Read(Bytes("exif.jpg"));

        Assert.Equal(new DateTime(2030, 6, 2, 9, 8, 7).Ticks, at);
        Assert.Equal(new Place(35_241_667, 115_480_000), place);
        Assert.Equal((null, null), Exif.Read(Bytes("first.jpg")));
    }

    [Theory]
    [InlineData("first.jpg", "image/jpeg")]
    [InlineData("first.png", "image/png")]
    public void MediaType_OfContent_IsTold(string name, string type) => Assert.Equal(type, MediaTypes.Of(Bytes(name)));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<html><script>1</script></html>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public void MediaType_OfAnythingElse_IsNone(string content) => Assert.Null(MediaTypes.Of(System.Text.Encoding.ASCII.GetBytes(content)));

    private static int Distance(string one, string other) => PictureHash.Distance(PictureHash.Of(Bytes(one))!.Value, PictureHash.Of(Bytes(other))!.Value);

    private static byte[] Bytes(string name) => File.ReadAllBytes(Repository.Locate("tests/Acceptance.Tests/Pictures/" + name));
}
