import Diagnostics
import SwiftModels
import Testing
import Warehouse

@Suite struct ChangePointsModelTests {
  /// Ninety days with a week in them; the level falls by 4 on day 60, and day 20 is a spike.
  private var days: MemoryInput {
    let values = (0..<90).map { day in
      let noise = Double(day * 7919 % 101) / 101 - 0.5
      return 10 + (day % 7 < 5 ? 0.0 : 3) + noise - (day < 60 ? 0 : 4) + (day == 20 ? 9 : 0)
    }
    return MemoryInput(
      "days",
      [
        ("meter_id", ColumnVector(.texts(TextVector((0..<90).map { _ in "A" })))),
        ("day", ColumnVector(.dates((0..<90).map { 19_723 + Int32($0) }))),
        ("kwh", ColumnVector(.doubles(values), validity: (0..<90).map { $0 != 40 })),
      ])
  }

  private let written =
    "key: meter_id\ntime: day\nvalue: kwh\nseason: day_of_week\npenalty_factor: 8\n"

  @Test func fallsAndSpikesAreFound() throws {
    let run = try ModelRun(
      ChangePointsModel(), MarkedArguments(written + "min_size: 5").arguments, [days])
    let changes = run.output["is_change"].indices.filter {
      run.output["is_change"][$0] == .boolean(true)
    }
    #expect(changes == [60])
    guard case .double(let shift) = run.output["shift"][60] else {
      return #expect(Bool(false), "no shift")
    }
    #expect(abs(shift + 4) < 0.5)
    #expect(run.output["is_outlier"][20] == .boolean(true))
    #expect(run.output["seasonal_z"][40] == .null)
    #expect(run.output["segment"][89] == .integer(1))
    #expect(run.metrics["changes"] == 1)
  }

  @Test func wrongColumnsArePointedAt() {
    let arguments = MarkedArguments("time: kwh\nvalue: kw\nkey: [meter]").arguments
    let error = #expect(throws: Diagnostics.self) {
      try ModelRun(ChangePointsModel(), arguments, [days])
    }
    let text = error?.description ?? ""
    #expect(text.contains("`days` has no column `meter`"))
    #expect(text.contains("`kwh` is double, and `time` takes times"))
    #expect(text.contains("did you mean `kwh`?"))
  }

  @Test func repeatedTimesAreNamed() {
    let twice = MemoryInput(
      "days",
      [
        ("day", ColumnVector(.dates([19_723, 19_723]))), ("kwh", ColumnVector(.doubles([1, 2]))),
      ])
    let error = #expect(throws: Diagnostic.self) {
      try ModelRun(
        ChangePointsModel(), MarkedArguments("time: day\nvalue: kwh").arguments, [twice])
    }
    #expect(error?.message == "two rows have the time 2024-01-01 00:00:00")
  }
}
