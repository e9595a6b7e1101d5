import PlainData
import TestSupport
import Testing

@testable import Expectations

/// What Python's `strptime`, dateutil and jsonschema said: `Tests/Fixtures/expectations/host_values.py`.
struct HostValueTests {
  private static func cases(_ name: String) throws -> [PlainValue] {
    try RecordedFamily.json("host_values.json")[name]?.list ?? []
  }

  private func disagreements(_ name: String, _ judge: (PlainValue) -> Bool?) throws -> [String] {
    let cases = try Self.cases(name)
    #expect(!cases.isEmpty)
    return cases.filter { judge($0) != $0["expected"]?.bool }.map(\.inline)
  }

  @Test func timesAreAsPythonReadsThem() throws {
    #expect(
      try disagreements("strftime") { one in
        TimeFormat(one["format"]?.string ?? "")?.matches(one["text"]?.string ?? "") ?? false
      } == [])
  }

  @Test func freeTimesAreAsDateutilReadsThem() throws {
    #expect(try disagreements("dateutil") { FreeTime.isReadable($0["text"]?.string ?? "") } == [])
  }

  @Test func schemasAreAsTheReferenceReadsThem() throws {
    #expect(
      try disagreements("json_schema") { one in
        JSONSchema(one["schema"] ?? .null).accepts(one["value"] ?? .null)
      } == [])
  }

  @Test func chiSquaredIsSciPys() throws {
    for one in try Self.cases("chi_squared") {
      let found = ChiSquared.upperTail(
        one["x"]?.double ?? 0, degreesOfFreedom: one["k"]?.int ?? 1)
      let expected = one["expected"]?.double ?? -1
      #expect(abs(found - expected) <= 1e-12 + 1e-10 * expected)
    }
  }
}
