import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import Calendars
@testable import Expectations

struct TimeZoneRulesTests {
  /// What governments decided until then is the same in every time zone database.
  private static let settled = 1_704_067_200

  /// Offsets that Python's zoneinfo gives: `Tests/Fixtures/expectations/zones.json`.
  @Test func agreesWithZoneInfo() throws {
    for (name, moments) in try RecordedFamily.json("zones.json").map ?? [:] {
      let rules = try TimeZoneRules.system(name)
      for (moment, offset) in try Self.pairs(moments) where moment < Self.settled {
        #expect(rules.offset(at: moment) == offset, "\(name) at \(moment)")
      }
    }
  }

  /// The rules for the future of the zone files that those offsets were recorded with.
  @Test(arguments: [
    ("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"), ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"),
    ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
    ("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
    ("Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1"),
    ("America/St_Johns", "NST3:30NDT,M3.2.0,M11.1.0"),
    ("Antarctica/Troll", "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"),
  ])
  func followsTheRuleForTheFuture(name: String, rule: String) throws {
    let future = try #require(FutureRule(rule))
    let rules = TimeZoneRules(
      firstOffset: 0, changes: future.changes(after: Self.settled - 366 * 86_400, until: 2060))
    let moments = try #require(try RecordedFamily.json("zones.json").map?[name])
    let pairs = try Self.pairs(moments).filter { $0.moment >= Self.settled }
    #expect(!pairs.isEmpty)
    for (moment, offset) in pairs {
      #expect(rules.offset(at: moment) == offset, "\(name) at \(moment)")
    }
  }

  private static func pairs(_ recorded: PlainValue) throws -> [(moment: Int, offset: Int)] {
    try (recorded.list ?? []).map { pair in
      (try #require(pair.list?.first?.int), try #require(pair.list?.last?.int))
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
