import Diagnostics
import Jinja
import Testing

/// Integers of more digits than Python turns into text: their writing takes time with the square of them.
@Suite struct LongIntegerTests {
  private func render(_ template: String) throws -> String {
    try Environment().compile(SourceFile(path: "long", text: template)).render().text
  }

  @Test(
    arguments: [
      "{{ 7**9000 }}", "{{ '%d' % (7**9000) }}", "{{ [7**9000] }}", "{{ (7**9000)|tojson }}",
      "{{ '{}'.format(7**9000) }}", "{{ 10**4300 }}", "{{ -(10**4300) }}", "{{ 7**9000 ~ '' }}",
      // Found by the fuzzer: a power of a power.
      "{{ 6666666666**66**33 }}",
    ])
  func areNotWritten(template: String) {
    let error = #expect(throws: Diagnostic.self) { try render(template) }
    #expect(error?.code == "value-error")
  }

  /// Found by the fuzzer: with a million bits these took seconds, and most of a minute under it.
  @Test(arguments: ["{{ 76 ** 460 ** 360 // 10 ** 39000 }}", "{{ 10**40**3990 // 90**3900 }}"])
  func areBounded(template: String) {
    let error = #expect(throws: Diagnostic.self) { try render(template) }
    #expect(error?.code == "overflow-error")
  }

  @Test func areStillNumbers() throws {
    #expect(try render("{{ (10**4300 - 1)|string|length }}") == "4300")
    #expect(try render("{{ 7**9000 > 3 }} {{ 7**9000 % 10 }}") == "True 1")
    #expect(try render("{{ ('%x' % (7**9000))[:8] }}") == "493a0b25")
  }
}
