import Diagnostics
import PlainData
import SwiftModelFiles
import SwiftModels
import TestSupport
import Testing
import Warehouse

/// Files that the installed compiler compiles and the system runs; nothing here is simulated.
@Suite struct SwiftModelFileTests {
  private static let cache = Repository.path(".build/swift_model_files")

  private func model(_ name: String) throws -> SwiftModelFile {
    let path = Repository.path("Tests/Fixtures/swift_model_files/\(name).swift")
    let source = SourceFile(path: "models/\(name).swift", text: try FileAccess.text(of: path))
    return SwiftModelFile(source, cache: Self.cache, environment: ProcessEnvironment.current)
  }

  private func everyType(_ rows: Int, name: String = "numbers") -> MemoryTable {
    let odd = (0..<rows).map { $0 % 3 != 1 }
    let texts = (0..<rows).map { $0 % 2 == 0 ? "tab\tline\nback\\slash\r \\N" : "Ä" }
    return MemoryTable(
      name,
      [
        ("id", ColumnVector(.integers((0..<Int64(rows)).map { $0 }))),
        ("flag", ColumnVector(.booleans(odd))),
        ("share", ColumnVector(.doubles((0..<rows).map { Double($0) / 3 }), validity: odd)),
        ("price", ColumnVector(.decimals(TextVector((0..<rows).map { "\($0).50" })))),
        ("note", ColumnVector(.texts(TextVector(texts)), validity: odd)),
        ("day", ColumnVector(.dates((0..<rows).map { Int32($0) }))),
        ("at", ColumnVector(.timestamps((0..<rows).map { Int64($0) * 1_250_000 }))),
        ("zoned", ColumnVector(.timestampsWithTimeZone((0..<rows).map { Int64($0) * 7_000_000 }))),
      ])
  }

  @Test func everyTypeAndNullGoesThroughUnchanged() throws {
    let input = everyType(10_000)
    let arguments = ModelArguments(["names": ["a", "b"]])
    let run = try ProgramRun(model("echo"), arguments, [input])
    #expect(run.columns.map(\.type) == input.columns.map(\.type) + [.integer])
    #expect(run.rows.count == 10_000)
    for row in [0, 1, 2, 3, 4095, 4096, 9_999] {
      let expected = input.batch.columns.map { $0[row] } + [.integer(Int64(row) + 1)]
      #expect(run.rows[row] == expected)
    }
    #expect(run.metrics == ["rows": 10_000, "place_of_b": 1])
  }

  /// What a model prints is not taken for rows, rows may be kept, and inputs passed over.
  @Test func printingAndKeepingRowsIsAllowed() throws {
    let inputs = [everyType(9_000, name: "first"), everyType(20_000, name: "second")]
    let run = try ProgramRun(model("printing"), ModelArguments(), inputs)
    #expect(run.rows.count == 20_000)
    for row in [0, 1, 8_191, 8_192, 19_999] {
      #expect(run.rows[row] == [.integer(Int64(row)), .double(Double(row)), .text("0.5")])
    }
  }

  @Test func theCompilersErrorsPointAtTheFile() throws {
    let text = message { try ProgramRun(model("broken"), ModelArguments(), []) }
    #expect(
      text.hasPrefix(
        """
        error[swift-compiler]: type `ColumnType` has no member `integr`
          --> models/broken.swift:2:80
          |
        2 |   static func columns(for request: Request) throws -> [Column] { [Column("a", .integr)] }
          |                                                                                ^^^^^^
        """), "\(text)")
    #expect(text.contains("value of type `Output` has no member `apend`"))
    #expect(text.contains("models/broken.swift:5:12"))
  }

  @Test func whatAProgramRefusesIsItsNodesError() throws {
    let arguments = ModelArguments(["stop_at": 5])
    let text = message { try ProgramRun(model("echo"), arguments, [everyType(100_000)]) }
    #expect(text == "error[swift-model]: more rows than `stop_at`")
  }

  @Test func aCrashIsToldWithItsReason() throws {
    let text = message { try ProgramRun(model("crashing"), ModelArguments(), [everyType(3)]) }
    #expect(text.contains("`models/crashing.swift` ended before it was done, with status -"))
    #expect(text.contains("row 0"), "\(text)")
  }

  @Test(arguments: ["misspelt_column", "short_row", "read_twice", "backwards"])
  func mistakesWithRowsHaveTheirPlace(name: String) throws {
    let inputs = [everyType(3)] + (name == "backwards" ? [everyType(2, name: "others")] : [])
    let text = message { try ProgramRun(model(name), ModelArguments(), inputs) }
    try Golden.expect(
      text + "\n", matches: Repository.path("Tests/Fixtures/swift_model_files/\(name).expected"))
  }

  @Test func cancellationEndsABusyProgram() throws {
    let monitor = Monitor(cancelsBusyPrograms: true)
    let start = ContinuousClock.now
    #expect(throws: CancellationError.self) {
      try ProgramRun(model("busy"), ModelArguments(), [everyType(3)], monitor: monitor)
    }
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func wrongTypesAreNamed() throws {
    let text = message { try ProgramRun(model("mistyped"), ModelArguments(), []) }
    #expect(text.contains("`models/mistyped.swift` returns `many` for `a`, which is integer"))
  }

  @Test func withoutACompilerThatIsSaid() throws {
    let source = SourceFile(path: "models/a.swift", text: "")
    let file = SwiftModelFile(source, cache: Self.cache, environment: ["PATH": "/nowhere"])
    let text = message { try ProgramRun(file, ModelArguments(), []) }
    #expect(text.hasPrefix("error[no-swift-compiler]: no `swiftc` is in the PATH"))
  }

  private func message(_ body: () throws -> ProgramRun) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
