import Diagnostics
import PlainData
import TestSupport
import Testing

struct JSONReadTests {
  static let documents: [(String, PlainValue)] = [
    ("null", .null), ("true", true), (" false\n", false), ("0", 0), ("-12", -12),
    ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9.223372036854775808e18)),
    ("1.5e-3", 0.0015), ("1E2", 100.0), ("-0.0", .double(-0.0)),
    (#""""#, ""), (#""é\n\"\\\/""#, "é\n\"\\/"), (#""\u00e9\ud83d\ude00""#, "é😀"),
    (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
    ("[]", []), ("{}", [:]), ("[1,[2],{}]", [1, [2], [:]]),
    (#"{"a": 1, "b": {"c": [null]}}"#, ["a": 1, "b": ["c": [nil]]]),
    (#"{"a": 1, "a": 2}"#, ["a": 2]), ("\u{FEFF}[1]", [1]), (#""a\u0000b""#, "a\0b"),
  ]

  @Test(arguments: documents)
  func valueOfADocument(text: String, expected: PlainValue) throws {
    #expect(try JSON.read(SourceFile(path: "a.json", text: text)) == expected)
  }

  @Test func keysKeepTheirOrder() throws {
    let names = (0..<100).map { "key\(($0 * 37) % 100)" }
    let text = "{" + names.map { "\"\($0)\": 0" }.joined(separator: ",") + "}"
    let value = try JSON.read(SourceFile(path: "a.json", text: text))
    #expect(value.map?.keys == names)
  }

  @Test(arguments: [2, 9, 40, 65, 500])
  func ofARepeatedKeyTheLastValueCounts(count: Int) throws {
    let members = (0..<count).map { "\"a rather long key \($0)\": \($0)" }
    let text = "{" + (members + ["\"a rather long key 1\": true"]).joined(separator: ", ") + "}"
    let map = try #require(try JSON.read(SourceFile(path: "a.json", text: text)).map)
    #expect(map.count == count)
    #expect(map["a rather long key 1"] == true)
    #expect(map["a rather long key 0"] == 0)
    #expect(map.keys.last == "a rather long key \(count - 1)")
  }

  @Test(arguments: Fixture.all(in: "../Fixtures/json/errors", withExtension: "json"))
  func mistakeIsShownAtItsPlace(fixture: Fixture) throws {
    let file = SourceFile(path: "a.json", text: try fixture.text())
    let diagnostic = #expect(throws: Diagnostic.self) { try JSON.read(file) }
    try Golden.expect(
      (diagnostic?.description ?? "nothing thrown") + "\n",
      matches: String(fixture.path.dropLast(5)) + ".txt")
  }

  @Test func truncationIsNeverAcceptedAndNeverCrashes() throws {
    let whole = #"{"a": [1.5e3, "x\u00e9\n", true, null], "b": {"c": "é"}}"#
    for end in 0..<whole.utf8.count {
      let text = String(decoding: whole.utf8.prefix(end), as: UTF8.self)
      #expect(throws: Diagnostic.self) { try JSON.read(SourceFile(path: "a.json", text: text)) }
    }
  }
}
