import PlainData
import Testing

@Suite struct TimestampTests {
  /// Texts of Python's `datetime`.
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"),
    (-1, "1969-12-31T23:59:59.999999Z"),
    (951_782_399_000_001, "2000-02-28T23:59:59.000001Z"),
    (951_868_799_123_456, "2000-02-29T23:59:59.123456Z"),
    (1_795_314_174_123_456, "2026-11-22T02:22:54.123456Z"),
    (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
    (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
  ])
  func isWrittenAsISO8601(microseconds: Int, text: String) {
    #expect(Timestamp(microseconds: Int64(microseconds)).iso8601 == text)
  }

  @Test func isWrittenInParts() {
    let moment = Timestamp(microseconds: 1_795_314_174_123_456)
    #expect(moment.utcTime == "02:22:54")
    #expect(moment.utcTimeWithFraction == "02:22:54.123456")
    #expect(moment.sqlText == "2026-11-22 02:22:54")
  }
}
