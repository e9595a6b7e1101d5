import Calendars
import Testing

@Suite struct CivilDateTests {
  @Test func daysAndDatesAreInverse() {
    for day in stride(from: -800_000, through: 800_000, by: 997) {
      #expect(CivilDate(daysSince1970: day).daysSince1970 == day)
    }
    #expect(CivilDate(iso: "2024-02-29")?.daysSince1970 == 19_782)
  }

  @Test(arguments: ["2023-02-29", "2024-13-01", "2024-1-1", "", "2024-01-01 "])
  func whatIsNoDateIsRefused(text: String) { #expect(CivilDate(iso: text) == nil) }

  @Test func zonesKnowTheirOffsets() throws {
    let paris = try TimeZoneRules.system("Europe/Paris")
    #expect(paris.offset(at: 1_711_846_799) == 3600)
    #expect(paris.offset(at: 1_711_846_800) == 7200)
    #expect(TimeZoneRules.utc.offset(at: 0) == 0)
  }
}
