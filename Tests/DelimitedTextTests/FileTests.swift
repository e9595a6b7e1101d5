import DelimitedText
import Diagnostics
import TestSupport
import Testing

@Suite struct FileTests {
  /// A file of some megabytes, so that records lie across every kind of boundary.
  private static func text(records: Int) -> (text: String, readings: [String]) {
    var generator = SystemRandomNumberGenerator()
    var text = ""
    var expected: [String] = []
    var line = 1
    for number in 0..<records {
      let filler = String(repeating: "x", count: Int.random(in: 0..<90, using: &generator))
      switch number % 4 {
      case 0:
        text += "\(number),\(filler)\n"
        expected.append("\(line): \(number)|\(filler)")
        line += 1
      case 1:
        text += "\(number),\"\(filler)\"\"é\"\r\n"
        expected.append("\(line): \(number)|\(filler)\"é")
        line += 1
      case 2:
        text += "\"\(number)\",\"\(filler)\r\n,\(filler)\"\n"
        expected.append("\(line): \(number)|\(filler)\r\n,\(filler)")
        line += 2
      default:
        text += "\(filler)\n"
        expected.append("\(line) rejected, expected 2 fields, found 1: \(filler)")
        line += 1
        if filler.isEmpty { expected.removeLast() }
      }
    }
    return (text, expected)
  }

  private let format = DelimitedFormat(header: .names(["a", "b"]))

  @Test func recordsAcrossChunksAreWhole() throws {
    let (text, expected) = Self.text(records: 40_000)
    #expect(try readings(text.utf8, format) == expected)
  }

  @Test func gzipFilesOfOneOrMoreMembersAreInflated() async throws {
    let (text, expected) = Self.text(records: 20_000)
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "a.csv")
    let script =
      "gzip -k a.csv && cat a.csv.gz a.csv.gz > two.gz && head -c 512 /dev/zero >> two.gz"
    let result = try await ChildProcess("/bin/sh", ["-c", script], in: folder.path).wait()
    #expect(result.end == .exit(0))
    #expect(try readings(of: path + ".gz", format) == expected)
    #expect(try readings(of: folder.path("two.gz"), format).count == expected.count * 2)
  }

  @Test func aTruncatedGzipFileIsAnErrorWithItsPlace() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text(records: 5_000).text, to: "a.csv")
    let script = "gzip a.csv && head -c 1000 a.csv.gz > cut.gz && (cat a.csv.gz; echo x) > more.gz"
    _ = try await ChildProcess("/bin/sh", ["-c", script], in: folder.path).wait()
    let cut = folder.path("cut.gz")
    var error = try #require(throws: Diagnostic.self) { try readings(of: cut, format) }
    #expect(
      error.description == "error[gzip-damaged]: `\(cut)` is a damaged gzip file at byte 1000: "
        + "the file ends in the middle of its data")
    error = try #require(throws: Diagnostic.self) {
      try readings(of: folder.path("more.gz"), format)
    }
    #expect(error.message.hasSuffix("something other than gzip data follows the last member"))
  }

  @Test func anUnclosedQuoteInALongFileCostsOneLine() throws {
    let rows = (1...300_000).map { "\($0),some text that makes the file long enough to matter\n" }
    let text = "\"1,open\n" + rows.joined()
    let readings = try readings(text.utf8, format)
    #expect(readings.count == rows.count + 1)
    #expect(readings[0] == "1 rejected, a quote is opened and never closed: \"1,open")
    #expect(readings[1] == "2: 1|some text that makes the file long enough to matter")
  }

  @Test func aMissingFileIsAnError() {
    let error = #expect(throws: Diagnostic.self) { try readings(of: "/nowhere/a.csv", format) }
    #expect(
      error?.description
        == "error[file-unreadable]: `/nowhere/a.csv` cannot be read: no such file or directory")
  }

  @Test func globsAreSortedAndNamesMustExist() throws {
    let folder = try TemporaryFolder()
    for name in ["b/2.csv", "b/10.csv", "a.csv", "c.txt"] { try folder.write("", to: name) }
    #expect(
      try FileGlob.expand(["*.csv", "b/*.csv", "a.csv"], in: folder.path) == [
        "a.csv", "b/10.csv", "b/2.csv",
      ])
    #expect(try FileGlob.expand(["x*.csv"], in: folder.path) == [])
    #expect(
      try FileGlob.expand([folder.path("b/?.csv")], in: "/") == [folder.path("b/2.csv")])
    let error = #expect(throws: Diagnostic.self) {
      try FileGlob.expand(["x.csv"], in: folder.path)
    }
    #expect(error?.description == "error[file-not-found]: there is no file `x.csv`")
  }
}
