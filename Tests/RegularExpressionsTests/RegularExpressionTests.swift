import RegularExpressions
import Testing

@Suite struct RegularExpressionTests {
  @Test func findsGroupsByNumberAndName() throws {
    let expression = try RegularExpression(#"(?P<year>\d{4})-(\d\d)(x)?"#)
    let match = try #require(try expression.firstMatch(in: "am 2024-07."))
    #expect(match.range == 3..<10)
    #expect(match.text == "2024-07")
    #expect(match["year"] == "2024")
    #expect(match[2] == "07")
    #expect(match[3] == nil)
    #expect(expression.groupNames == ["year": 1])
  }

  @Test func countsBytesNotCharacters() throws {
    let match = try #require(try RegularExpression("ö+").firstMatch(in: "größe"))
    #expect(match.range == 2..<4)
  }

  @Test(arguments: [("(", 1), ("a{2,1}", 5), ("[z-a]", 3)])
  func saysWhereAPatternIsWrong(pattern: String, offset: Int) {
    let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.message.isEmpty == false)
  }

  @Test func walksOverEmptyMatchesAsPerlDoes() throws {
    let found = try RegularExpression("x*").matches(in: "axöb").map(\.range)
    #expect(found == [0..<0, 1..<2, 2..<2, 4..<4, 5..<5])
  }

  @Test func replacesAndSplits() throws {
    let expression = try RegularExpression(#"\b([a-z]+)_amount\b"#)
    #expect(
      try expression.replace(in: "sum(tax_amount), net_amount") { ($0[1] ?? "").uppercased() }
        == "sum(TAX), NET")
    #expect(try RegularExpression(#"\s*,\s*"#).split("a , b,c") == ["a", "b", "c"])
    #expect(try RegularExpression(",").split("a,b,c", limit: 1) == ["a", "b,c"])
  }

  @Test func obeysOptions() throws {
    #expect(try RegularExpression("^select", options: .caseInsensitive).matches("SELECT 1"))
    #expect(try RegularExpression("^b", options: .multiline).matches("a\nb"))
    #expect(try !RegularExpression("a.b").matches("a\nb"))
    #expect(try RegularExpression("a.b", options: .dotMatchesNewlines).matches("a\nb"))
    #expect(try RegularExpression(#"^\w+$"#).matches("größe"))
    #expect(try !RegularExpression(#"^\w+$"#, options: .asciiClasses).matches("größe"))
  }

  @Test func anchorsWhenAsked() throws {
    let expression = try RegularExpression("b")
    #expect(try expression.firstMatch(in: "ab", anchored: true) == nil)
    #expect(try expression.firstMatch(in: "ab", from: 1, anchored: true) != nil)
    #expect(try expression.wholeMatch(of: "bb") == nil)
  }

  @Test func givesUpOnCatastrophicPatterns() throws {
    let expression = try RegularExpression("(a+)+$")
    let subject = String(repeating: "a", count: 60) + "b"
    #expect(throws: RegularExpressionError.self) { try expression.firstMatch(in: subject) }
  }
}
