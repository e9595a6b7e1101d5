import Calendars
import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import Expectations

struct TimeZoneRulesTests {
  /// Offsets that Python's zoneinfo gives: `Tests/Fixtures/expectations/zones.json`.
  @Test func agreesWithZoneInfo() throws {
    for (name, moments) in try RecordedFamily.json("zones.json").map ?? [:] {
      let rules = try TimeZoneRules.system(name)
      for pair in moments.list ?? [] {
        let moment = try #require(pair.list?.first?.int)
        #expect(rules.offset(at: moment) == pair.list?.last?.int, "\(name) at \(moment)")
      }
    }
  }

  @Test func knowsTheDaysOnWhichTheClockChanges() throws {
    let days = try TimeZoneRules.system("Europe/Berlin").unusualDays
      .filter { $0.day.dateText.hasPrefix("2024") }
    #expect(days.map(\.day.dateText) == ["2024-03-31", "2024-10-27"])
    #expect(days.map(\.seconds) == [23 * 3600, 25 * 3600])
  }

  @Test(arguments: ["Europe/Berlinn", "../../etc/passwd", "", "Europe"])
  func refusesUnknownNames(name: String) {
    #expect(throws: Diagnostic.self) { try TimeZoneRules.system(name) }
  }
}
