using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace ClanStats.Tests.Exports;

/// <summary>The rules of the file format, by the validator of the Open XML SDK: Excel offers to repair what breaks them.</summary>
internal static class SoundWorkbook
{
    /// <summary>Fails where a workbook breaks a rule, of the oldest format it is read by or of the newest.</summary>
    public static void Check(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        foreach (var version in new[] { FileFormatVersions.Office2007, FileFormatVersions.Microsoft365 })
        {
            new OpenXmlValidator(version).Validate(document).Select(error => $"{version} {error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        }
    }
}
