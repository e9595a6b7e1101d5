import Diagnostics
import Jinja
import PlainData
import TestSupport
import Testing

/// Decimals and what Python makes of them; recorded by `Tests/Reference/jinja/decimals.py`.
@Suite struct DecimalTests {
  /// The text of a template in which `d` makes a Decimal; nil when it raises.
  private func render(_ source: String) -> String? {
    let make = Value.function("d") { call in
      var arguments = call.binder("d")
      let text = try arguments.required("value").string ?? ""
      guard let number = Decimal(text) else {
        throw Diagnostic(code: "value-error", "no decimal")
      }
      return .decimal(number)
    }
    let file = SourceFile(path: "decimal", text: source)
    return try? Environment().compile(file).render(RenderContext(["d": make])).text
  }

  @Test func computeAndPrintAsPythons() throws {
    let path = Repository.path("Tests/Fixtures/jinja/decimals.jsonl")
    let lines = try FileAccess.text(of: path).split(separator: "\n")
    #expect(lines.count > 2500)
    for line in lines {
      let value = try JSON.read(SourceFile(path: "decimals.jsonl", text: String(line)))
      let source = value["source"]?.string ?? ""
      #expect(render(source) == value["output"]?.string, "\(source)")
    }
  }

  @Test(arguments: ["", "-", "1.2.3", "NaN", "Infinity", "1e", "e5", "1e999999999", "1_0", " 1"])
  func areNotMadeOf(text: String) {
    #expect(Decimal(text) == nil)
  }

  @Test func haveABoundedExponent() {
    #expect(render("{% set x = d('1e20000') %}{{ x * x }}") == "1E+40000")
    #expect(render("{% set x = d('1e20000') %}{{ x * x * x }}") == nil)
  }

  @Test func keepEveryDigit() throws {
    let long = String(repeating: "9", count: 5000) + ".25"
    #expect(Decimal(long)?.description == long)
    #expect(render("{{ d('\(long)') > 1e308 }} {{ d('0.1') == 0.1 }}") == "True False")
    #expect(Decimal(shortest: 0.1)?.description == "0.1")
    #expect(Decimal(shortest: 1e20)?.description == "1E+20")
    #expect(Decimal(shortest: .nan) == nil)
  }
}
