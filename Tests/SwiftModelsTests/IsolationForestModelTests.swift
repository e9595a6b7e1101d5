import Diagnostics
import SwiftModels
import TestSupport
import Testing
import Warehouse

@Suite struct IsolationForestModelTests {
  private let model = IsolationForestModel()

  /// Household-days, the last three of them odd.
  private func days(_ count: Int, reversed: Bool = false, keyAsText: Bool = false) -> MemoryInput {
    let order = reversed ? Array((0..<count).reversed()) : Array(0..<count)
    let kwh = order.map { $0 >= count - 3 ? 90.0 + Double($0) : Double($0 * 37 % 101) / 10 }
    let night = order.map { Int64($0 >= count - 3 ? 70 : $0 * 17 % 23) }
    let days = order.map { 19_700 + Int32($0) }
    let key: ColumnVector.Storage =
      keyAsText
      ? .texts(TextVector(days.map { SQLValue.date($0).isoText })) : .dates(days)
    return MemoryInput(
      "features",
      [
        ("meter_id", ColumnVector(.texts(TextVector(order.map { _ in "M1" })))),
        ("day", ColumnVector(key)), ("kwh", ColumnVector(.doubles(kwh))),
        ("night", ColumnVector(.integers(night))),
        ("profile", ColumnVector(.texts(TextVector(order.map { "p\($0)" })))),
      ])
  }

  private func arguments(_ more: String = "") -> ModelArguments {
    MarkedArguments("key: [meter_id, day]\nfeatures: [kwh, night]\n" + more).arguments
  }

  @Test func keysScoresFlagsAndVersionComeOut() throws {
    let run = try ModelRun(model, arguments("contamination: 0.01"), [days(300)])
    #expect(
      run.columns == [
        ModelColumn("meter_id", .text), ModelColumn("day", .date),
        ModelColumn("anomaly_score", .double), ModelColumn("is_anomaly", .boolean),
        ModelColumn("model_version", .text),
      ])
    #expect(run.output.names == run.columns.map(\.name))
    #expect(run.output["day"] == (0..<300).map { .date(19_700 + $0) })
    let flagged = run.output["is_anomaly"].indices.filter {
      run.output["is_anomaly"][$0] == .boolean(true)
    }
    #expect(flagged == [297, 298, 299])
    #expect(Set(run.output["model_version"]).count == 1)
    #expect(run.metrics["rows_scored"] == 300)
    #expect(run.metrics["anomalies"] == 3)
  }

  @Test func arrivalThreadsAndBatchesDoNotMatter() throws {
    let one = try ModelRun(model, arguments(), [days(500)])
    let other = try ModelRun(model, arguments(), [days(500, reversed: true)], threads: 3)
    #expect(one.output.rows == other.output.rows.reversed())
  }

  /// SQLite keeps dates as text; scores must not depend on that.
  @Test func typesOfKeysDoNotMatter() throws {
    let one = try ModelRun(model, arguments(), [days(400)])
    let other = try ModelRun(model, arguments(), [days(400, keyAsText: true)])
    #expect(one.output["anomaly_score"] == other.output["anomaly_score"])
    #expect(one.output["model_version"] == other.output["model_version"])
  }

  @Test func versionsNameParametersAndData() throws {
    let plain = try ModelRun(model, arguments(), [days(50)]).output["model_version"][0]
    let again = try ModelRun(model, arguments("n_estimators: 100"), [days(50)])
    let seeded = try ModelRun(model, arguments("random_state: 1"), [days(50)])
    let more = try ModelRun(model, arguments(), [days(51)])
    #expect(plain == again.output["model_version"][0])
    #expect(plain != seeded.output["model_version"][0])
    #expect(plain != more.output["model_version"][0])
  }

  @Test func explanationsNameAFeature() throws {
    let run = try ModelRun(model, arguments("explain: true"), [days(300)])
    #expect(run.columns.last == ModelColumn("top_feature", .text))
    #expect([.text("kwh"), .text("night")].contains(run.output["top_feature"][299]))
  }

  @Test func weightsAndMissingValuesAreTaken() throws {
    let rows = 200
    let input = MemoryInput(
      "features",
      [
        ("id", ColumnVector(.integers((0..<200).map { $0 }))),
        (
          "x",
          ColumnVector(
            .doubles((0..<rows).map { Double($0 % 13) }), validity: (0..<rows).map { $0 % 5 > 0 })
        ),
        ("flag", ColumnVector(.booleans((0..<rows).map { $0 == 7 }))),
        ("price", ColumnVector(.decimals(TextVector((0..<rows).map { "\($0 % 3).50" })))),
        ("weight", ColumnVector(.integers((0..<200).map { $0 % 2 }))),
      ])
    let arguments = MarkedArguments(
      "key: id\nfeatures: [x, flag, price]\nsample_weight: weight\nmax_samples: 64\nbootstrap: true"
    )
    let run = try ModelRun(model, arguments.arguments, [input])
    #expect(run.output.rows.count == rows)
    #expect(
      run.output["anomaly_score"].allSatisfy {
        if case .double(let score) = $0 { score > 0 && score < 1 } else { false }
      })
  }

  @Test func noRowsGiveNoRows() throws {
    let run = try ModelRun(model, arguments(), [days(0)])
    #expect(run.output.rows.isEmpty)
    #expect(run.metrics["rows_scored"] == 0)
  }

  /// One row, constants and nulls alone: nothing stands out.
  @Test(arguments: [1, 40]) func alikeRowsAreOrdinary(rows: Int) throws {
    let input = MemoryInput(
      "features",
      [
        ("id", ColumnVector(.integers((0..<Int64(rows)).map { $0 }))),
        ("x", ColumnVector(.doubles([Double](repeating: 4, count: rows)))),
        (
          "y",
          ColumnVector(
            .doubles([Double](repeating: 0, count: rows)),
            validity: [Bool](repeating: false, count: rows))
        ),
      ])
    for contamination in ["auto", "0.1"] {
      let arguments = MarkedArguments(
        "key: id\nfeatures: [x, y]\ncontamination: \(contamination)")
      let run = try ModelRun(model, arguments.arguments, [input])
      #expect(run.output["anomaly_score"] == [SQLValue](repeating: .double(0.5), count: rows))
      #expect(run.output["is_anomaly"] == [SQLValue](repeating: .boolean(false), count: rows))
    }
  }

  @Test func repeatedKeysAreNamed() throws {
    let arguments = MarkedArguments("key: [meter_id]\nfeatures: [kwh]").arguments
    try expectProblem("repeated_key", arguments, days(3))
  }

  @Test func nullKeysAndInfinityAreNamed() throws {
    let key = ColumnVector(.integers([1, 2, 3]), validity: [true, false, true])
    let x = ColumnVector(.doubles([1, 2, -.infinity]))
    let arguments = MarkedArguments("key: id\nfeatures: [x]").arguments
    try expectProblem("null_key", arguments, MemoryInput("features", [("id", key), ("x", x)]))
    let whole = ColumnVector(.integers([1, 2, 3]))
    try expectProblem("infinity", arguments, MemoryInput("features", [("id", whole), ("x", x)]))
  }

  @Test(
    arguments: Fixture.all(in: "../Fixtures/swift_models/isolation_forest", withExtension: "yml"))
  func badArgumentsArePointedAt(fixture: Fixture) throws {
    let name = String(fixture.name.dropLast(4))
    try expectProblem(name, MarkedArguments(try fixture.text()).arguments, days(10))
  }

  @Test func cancellationStopsIt() {
    let monitor = MemoryMonitor(cancelledAfter: 2)
    #expect(throws: CancellationError.self) {
      try ModelRun(model, arguments(), [days(1000)], monitor: monitor)
    }
  }

  private func expectProblem(
    _ name: String, _ arguments: ModelArguments, _ input: MemoryInput
  ) throws {
    let error = #expect(throws: (any Error).self) {
      try ModelRun(model, arguments, [input])
    }
    let text = "\((error as? Diagnostic)?.description ?? "\(error as Any)")"
    let all = (error as? Diagnostics)?.description ?? text
    try Golden.expect(
      all + "\n", matches: "../Fixtures/swift_models/isolation_forest/\(name).expected")
  }
}

extension SQLValue {
  /// Of a date.
  fileprivate var isoText: String {
    guard case .date(let days) = self else { return "" }
    // 19,700 days after 1970 is 2023-12-09; tests stay within three years of it.
    var (year, month, day) = (2023, 12, 9 + Int(days) - 19_700)
    while day > Self.length(month, year) {
      day -= Self.length(month, year)
      month += 1
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(pad(month))-\(pad(day))"
  }

  private static func length(_ month: Int, _ year: Int) -> Int {
    [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
