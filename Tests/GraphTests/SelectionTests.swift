import Diagnostics
import Graph
import Testing

struct SelectionTests {
  static let parser = SelectionParser(methods: ["tag", "path", "config", "fqn", "source"]) {
    $0.contains("/") ? "path" : "fqn"
  }

  @Test(arguments: [
    ("orders", "fqn:orders"), ("+orders", "+fqn:orders"), ("2+orders+1", "2+fqn:orders+1"),
    ("@orders", "@fqn:orders"), ("models/staging", "path:models/staging"),
    ("tag:nightly+", "tag:nightly+"), ("config.meta.owner:x", "config.meta.owner:x"),
    ("a b", "fqn:a fqn:b"), ("a,tag:b c", "fqn:a,tag:b fqn:c"), ("  a  ", "fqn:a"),
    ("2020_sales", "fqn:2020_sales"), ("sales_2020", "fqn:sales_2020"), ("*", "fqn:*"),
    ("source:raw.*", "source:raw.*"), ("", ""), ("tag:a:b", "tag:a:b"),
  ])
  func parses(text: String, expected: String) throws {
    let selection = try Self.parser.union([text], option: "--select")
    #expect(Self.unplaced(selection).description == expected)
  }

  @Test func valuesOfARepeatedOptionAreOneUnion() throws {
    let selection = try Self.parser.union(["a b", "c"], option: "--select")
    #expect(Self.unplaced(selection).description == "fqn:a fqn:b fqn:c")
  }

  @Test func mistakesAreShownTogether() throws {
    let problems = #expect(throws: Diagnostics.self) {
      try Self.parser.union(["+tagg:x a,,b", "@c+"], option: "--select")
    }
    #expect(
      problems?.description == """
        error[unknown-selection-method]: unknown selection method `tagg`
          --> --select:1:2
          |
        1 | +tagg:x a,,b @c+
          |  ^^^^
        help: did you mean `tag`?

        error[selection-syntax]: a selection names what it selects, and `` names nothing
          --> --select:1:11
          |
        1 | +tagg:x a,,b @c+
          |           ^

        error[selection-syntax]: `@` in front and `+` at the end exclude each other
          --> --select:1:14
          |
        1 | +tagg:x a,,b @c+
          |              ^^^
        help: `@` already selects everything downstream
        """)
  }

  /// The same selection without places, so that its description is the canonical one.
  private static func unplaced(_ selection: Selection) -> Selection {
    switch selection {
    case .criterion(var criterion):
      criterion.span = nil
      return .criterion(criterion)
    case .union(let parts): return .union(parts.map(unplaced))
    case .intersection(let parts): return .intersection(parts.map(unplaced))
    case .difference(let all, let without):
      return .difference(unplaced(all), without: unplaced(without))
    }
  }
}

struct WildcardTests {
  @Test(arguments: [
    ("stg_*", "stg_orders", true), ("stg_*", "int_orders", false), ("*", "", true),
    ("a?c", "abc", true), ("a?c", "ac", false), ("[a-c]1", "b1", true), ("[!a-c]1", "b1", false),
    ("[]a]", "]", true), ("[a", "[a", true), ("*a*b*", "xxaxxbxx", true), ("a", "A", false),
    ("", "", true), ("", "a", false), ("a**b", "a/b", true), ("é*", "église", true),
  ])
  func flat(pattern: String, text: String, expected: Bool) {
    #expect(Wildcard(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("models/*.sql", "models/a.sql", true), ("models/*.sql", "models/x/a.sql", false),
    ("models/**/*.sql", "models/a.sql", true), ("models/**/*.sql", "models/x/y/a.sql", true),
    ("**/a.sql", "models/a.sql", true), ("**/a.sql", "models/ba.sql", false),
    ("models/**", "models/x/a.sql", true), ("m?dels/a", "m/dels/a", false),
  ])
  func paths(pattern: String, text: String, expected: Bool) {
    #expect(Wildcard(pattern, separator: "/").matches(text) == expected)
  }

  @Test func knowsWhetherItIsAPattern() {
    #expect(Wildcard("a*").isPattern)
    #expect(!Wildcard("a.b").isPattern)
  }
}
