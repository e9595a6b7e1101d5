import Testing
import Warehouse

@Suite struct CivilTimeTests {
  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (-719_162, "0001-01-01"),
    (2_932_896, "9999-12-31"), (11_016, "2000-02-29"), (-25_508, "1900-03-01"),
    (-719_528, "0000-01-01"),
  ])
  func dates(days: Int, text: String) {
    #expect(CivilTime.dateText(days: days) == text)
    #expect(CivilTime.days(ofDate: text).map(Int.init) == days)
  }

  @Test func everyDayOfFourHundredYearsComesBack() {
    for days in -146_097...146_097 {
      let (year, month, day) = CivilTime.civil(fromDays: days)
      #expect(CivilTime.days(year: year, month: month, day: day) == days)
    }
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59.999999"),
    (1_709_211_959_250_000, "2024-02-29 13:05:59.25"),
    (253_402_300_799_999_999, "9999-12-31 23:59:59.999999"),
    (-62_135_596_800_000_000, "0001-01-01 00:00:00"),
  ])
  func timestamps(microseconds: Int64, text: String) {
    #expect(CivilTime.timestampText(microseconds: microseconds) == text)
    #expect(
      CivilTime.timestamp(of: text)
        == CivilTime.Timestamp(microseconds: microseconds, hasZone: false))
  }

  @Test(arguments: [
    ("2024-02-29", 1_709_164_800, false), ("2024-02-29T01:00", 1_709_168_400, false),
    ("2024-02-29 01:00:00Z", 1_709_168_400, true), ("2024-02-29 01:00:00+01", 1_709_164_800, true),
    ("2024-02-29 01:00:00 -00:30", 1_709_170_200, true),
    ("2024-02-29 01:00+0130", 1_709_163_000, true),
  ])
  func spellings(text: String, seconds: Int64, hasZone: Bool) {
    #expect(
      CivilTime.timestamp(of: text)
        == CivilTime.Timestamp(microseconds: seconds * 1_000_000, hasZone: hasZone))
  }

  @Test(arguments: [
    "", "now", "2024", "2024-2-29", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00",
    "2024-02-29 ", "2024-02-29 1:00", "2024-02-29 24:00", "2024-02-29 01:60", "2024-02-29 01:00:60",
    "2024-02-29 01:00:00.", "2024-02-29 01:00:00x", "2024-02-29 01:00:00+", "2024-02-29 01:00:00+1",
    "2024-02-29 01:00:00+01:00x", "２０２４-02-29",
  ])
  func isNoTimestamp(text: String) {
    #expect(CivilTime.timestamp(of: text) == nil)
    if text.count != 10 { #expect(CivilTime.days(ofDate: text) == nil) }
  }
}
