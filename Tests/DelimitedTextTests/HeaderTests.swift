import DelimitedText
import Diagnostics
import TestSupport
import Testing

@Suite struct HeaderTests {
  private func columns(_ text: String, _ header: DelimitedFormat.Header) throws -> [String] {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "file.csv")
    return try DelimitedReader(
      path: path, shownAs: "data/file.csv", format: DelimitedFormat(header: header)
    ).columns
  }

  @Test func takesNamesFromTheFirstRecord() throws {
    #expect(
      try columns("id,\"full \"\"name\"\"\"\n1,2\n", .firstRecord) == ["id", "full \"name\""])
  }

  @Test func numbersColumnsWithoutNames() throws {
    #expect(try columns("1,2\n", .none) == ["column1", "column2"])
    #expect(try columns("1,2\n", .names(["a", "b"])) == ["a", "b"])
  }

  @Test func dataStartAfterAHeaderOfTwoLines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\"a\nb\",c\n1,2\n", to: "file.csv")
    #expect(try readings(of: path, DelimitedFormat()) == ["3: 1|2"])
  }

  @Test func aFileWithoutAHeaderIsAnError() throws {
    let error = try #require(throws: Diagnostic.self) { try columns("", .firstRecord) }
    #expect(
      error.description == """
        error[header-missing]: a file of records must start with the names of its columns
          --> data/file.csv:1:1
        """)
  }

  @Test func aBrokenHeaderIsAnError() throws {
    let error = try #require(throws: Diagnostic.self) { try columns("\"a,b\n", .firstRecord) }
    #expect(
      error.description == """
        error[header-unreadable]: the names of the columns cannot be read: a quote is opened and \
        never closed
          --> data/file.csv:1:1
        """)
  }
}
