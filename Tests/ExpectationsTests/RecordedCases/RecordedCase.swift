import Diagnostics
import Expectations
import PlainData
import TestSupport

/// One expectation on one table, and what Great Expectations said of it on each database.
struct RecordedCase: Sendable {
  var table: String
  var expectation: String
  var arguments: PlainMap
  var outcomes: PlainMap
  /// How much of the result was asked for.
  var format: ResultFormat?
  /// Values of suite parameters.
  var parameters: PlainMap

  init?(_ value: PlainValue) {
    guard let table = value["table"]?.string, let expectation = value["expectation"]?.string,
      let arguments = value["kwargs"]?.map, let all = value.map
    else { return nil }
    self.table = table
    self.expectation = expectation
    self.arguments = arguments
    outcomes = all
    format = value["format"]?.string.flatMap(ResultFormat.init)
    parameters = value["parameters"]?.map ?? [:]
  }

  /// As it is listed in `differences.json`: `table expectation {"column": "i"}`.
  var name: String {
    let words = [
      table, expectation, JSON.text(.map(arguments), layout: .spaced), format?.rawValue,
      parameters.isEmpty ? nil : JSON.text(.map(parameters), layout: .spaced),
    ]
    return words.compactMap(\.self).joined(separator: " ")
  }

  func outcome(on database: String) -> RecordedOutcome? {
    outcomes[database].map(RecordedOutcome.init)
  }

  /// A suite that imports `importedFile`.
  var suiteFile: SourceFile {
    let suite: PlainValue = [
      "suites": [
        [
          "name": "recorded", "on": .string("ref('\(table)')"), "import": "recorded.json",
          "parameters": .map(parameters),
        ]
      ]
    ]
    return SourceFile(path: "recorded.yml", text: JSON.text(suite))
  }

  /// A suite of this one expectation, as Great Expectations writes it.
  var importedFile: SourceFile {
    let suite: PlainValue = [
      "name": "recorded",
      "expectations": [["type": .string(expectation), "kwargs": .map(arguments)]],
    ]
    return SourceFile(path: "recorded.json", text: JSON.text(suite))
  }
}

/// What Great Expectations said.
enum RecordedOutcome: Sendable {
  /// The arguments were refused, or the expectation raised an exception.
  case unevaluated
  case evaluated(success: Bool, result: PlainMap)

  init(_ value: PlainValue) {
    if let success = value["success"]?.bool {
      self = .evaluated(success: success, result: value["result"]?.map ?? [:])
    } else {
      self = .unevaluated
    }
  }
}

/// The recorded cases of one family, a file of `Tests/Fixtures/expectations/cases`.
struct RecordedFamily: Sendable, CustomStringConvertible {
  let name: String
  var description: String { name }

  static let folder = Repository.path("Tests/Fixtures/expectations")

  static let all: [RecordedFamily] = FileAccess.names(in: folder + "/cases").compactMap { name in
    guard name.hasSuffix(".json") else { return nil }
    return RecordedFamily(name: String(name.dropLast(5)))
  }

  func cases() throws -> [RecordedCase] {
    try Self.json("cases/\(name).json").list?.compactMap(RecordedCase.init) ?? []
  }

  static func json(_ path: String) throws -> PlainValue {
    try JSON.read(
      SourceFile(path: path, text: try FileAccess.text(of: folder + "/" + path)))
  }
}
