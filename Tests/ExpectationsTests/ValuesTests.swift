import Testing

@testable import Expectations

struct ValuesTests {
  @Test(arguments: [
    ("2024-03-31", "2024-03-31 00:00:00"), ("2024-03-31T01:02", "2024-03-31 01:02:00"),
    ("2024-03-31 01:02:03.5", "2024-03-31 01:02:03.5"),
    ("1969-12-31 23:59:59", "1969-12-31 23:59:59"),
    ("2024-03-31T01:00:00Z", "2024-03-31 01:00:00"),
    ("2024-03-31T01:00:00+02:00", "2024-03-30 23:00:00"),
    ("0001-01-01", "0001-01-01 00:00:00"),
    ("2000-02-29 00:00:00.000001", "2000-02-29 00:00:00.000001"),
  ])
  func readsTimes(text: String, expected: String) {
    #expect(CivilTime(parsing: text)?.text == expected)
  }

  @Test(arguments: [
    "2024-02-30", "2024-13-01", "2024-1-1", "today", "", "2024-01-01 25:00", "2024-01-01x", "12",
    "2024-01-01 10", "2024-01-01 10:00:00+2",
  ])
  func refusesOtherTexts(text: String) {
    #expect(CivilTime(parsing: text) == nil)
  }

  @Test(arguments: [
    ("ref('a')", "ref('a')"), ("{{ ref(\"a\") }}", "ref('a')"),
    ("ref('p', 'a', v=2)", "ref('p', 'a', v=2)"),
    ("source('s', 't')", "source('s', 't')"),
  ])
  func readsTargets(text: String, expected: String) {
    #expect(SuiteTarget(parsing: text)?.description == expected)
  }

  @Test(arguments: ["a", "ref()", "ref(a)", "source('a')", "ref('a'", "other('a')", "ref('a' 'b')"])
  func refusesOtherTargets(text: String) {
    #expect(SuiteTarget(parsing: text) == nil)
  }

  @Test func divergenceIsThatOfSciPy() {
    // scipy.stats.entropy([.5, .3, .2], [.4, .4, .2]) and with an empty expectation.
    #expect(abs(Partition.divergence([0.5, 0.3, 0.2], [0.4, 0.4, 0.2]) - 0.025267154) < 1e-8)
    #expect(Partition.divergence([0.5, 0.5], [1, 0]) == .infinity)
    #expect(Partition.divergence([0, 0], [0.5, 0.5]).isNaN)
  }
}
