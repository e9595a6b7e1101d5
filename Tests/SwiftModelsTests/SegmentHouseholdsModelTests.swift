import Diagnostics
import SwiftModels
import Testing
import Warehouse

@Suite struct SegmentHouseholdsModelTests {
  /// Six homes that peak in the evening, three at noon, one without a value; sizes differ.
  private var profiles: MemoryInput {
    var rows: [(String, Int64, Double?)] = []
    for home in 0..<10 {
      for hour in 0..<24 {
        let peak = home < 6 ? 19 : 12
        let load = (hour == peak ? 5.0 : 1) * Double(home + 1) + Double(home * hour % 5) / 50
        rows.append(("H\(home)", Int64(hour), home == 9 ? nil : load))
      }
    }
    return MemoryInput(
      "profiles",
      [
        ("household", ColumnVector(.texts(TextVector(rows.map(\.0))))),
        ("hour", ColumnVector(.integers(rows.map(\.1)))),
        ("kwh", ColumnVector(.doubles(rows.map { $0.2 ?? 0 }), validity: rows.map { $0.2 != nil })),
      ])
  }

  private let written = "key: household\nslot: hour\nvalue: kwh\n"

  @Test func shapesAreToldApart() throws {
    let run = try ModelRun(
      SegmentHouseholdsModel(), MarkedArguments(written).arguments, [profiles])
    #expect(run.output["household"].count == 9)
    let zeros = [SQLValue](repeating: .integer(0), count: 6)
    let ones = [SQLValue](repeating: .integer(1), count: 3)
    #expect(run.output["segment"] == zeros + ones)
    #expect(run.metrics["segments"] == 2)
    let silhouette = try #require(run.metrics["silhouette"])
    #expect(silhouette > 0.8)
  }

  @Test func centersAreProfiles() throws {
    let arguments = MarkedArguments(written + "output: centers\nsegments: 2").arguments
    let run = try ModelRun(SegmentHouseholdsModel(), arguments, [profiles])
    #expect(run.output.rows.count == 48)
    #expect(run.output["hour"][23] == .integer(23))
    #expect(run.output["households"][0] == .integer(6))
    let sum = run.output["center"][..<24].reduce(0.0) { sum, value in
      if case .double(let share) = value { sum + share } else { sum }
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test(arguments: [0, 1]) func fewHouseholdsAreOneSegment(homes: Int) throws {
    let input = MemoryInput(
      "profiles",
      [
        ("household", ColumnVector(.texts(TextVector([String](repeating: "A", count: homes))))),
        ("hour", ColumnVector(.integers([Int64](repeating: 1, count: homes)))),
        ("kwh", ColumnVector(.doubles([Double](repeating: 1, count: homes)))),
      ])
    let run = try ModelRun(SegmentHouseholdsModel(), MarkedArguments(written).arguments, [input])
    #expect(run.output.rows.count == homes)
  }

  @Test func wrongArgumentsArePointedAt() {
    let arguments = MarkedArguments("key: household\nslot: hour\nvalue: house\nsegments: 0")
      .arguments
    let error = #expect(throws: (any Error).self) {
      try ModelRun(SegmentHouseholdsModel(), arguments, [profiles])
    }
    #expect(
      "\(error as Any)".contains("`segments` must be `auto` or a whole number from 1 to 1000"))
  }
}
