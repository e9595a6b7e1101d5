/// Results in the XML form that CI systems read (JUnit's, as Jenkins and GitLab take it).
package struct JUnitReport: Hashable, Sendable {
  package struct Suite: Hashable, Sendable {
    package var name: String
    /// ISO 8601; empty to leave it out.
    package var timestamp: String
    package var cases: [Case]

    package init(name: String, timestamp: String = "", cases: [Case]) {
      self.name = name
      self.timestamp = timestamp
      self.cases = cases
    }
  }

  package struct Case: Hashable, Sendable {
    package var className: String
    package var name: String
    package var seconds: Double
    package var outcome: Outcome
    /// Further text for `system-out`: warnings, compiled SQL.
    package var output: String

    package init(
      className: String, name: String, seconds: Double, outcome: Outcome, output: String = ""
    ) {
      self.className = className
      self.name = name
      self.seconds = seconds
      self.outcome = outcome
      self.output = output
    }
  }

  package enum Outcome: Hashable, Sendable {
    case passed
    /// The data or a model are not as they should be.
    case failed(message: String, details: String)
    /// It could not be found out.
    case error(message: String, details: String)
    case skipped(message: String)
  }

  package var suites: [Suite]

  package init(_ suites: [Suite]) {
    self.suites = suites
  }

  /// The XML document.
  package var xml: String {
    let cases = suites.flatMap(\.cases)
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"swiftdbt\"\(Self.counts(of: cases))>")
    for suite in suites {
      let time = suite.timestamp.isEmpty ? "" : Self.attribute("timestamp", suite.timestamp)
      lines.append(
        "  <testsuite\(Self.attribute("name", suite.name))\(Self.counts(of: suite.cases))\(time)>")
      lines += suite.cases.flatMap(Self.lines)
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension JUnitReport {
  private static func counts(of cases: [Case]) -> String {
    let failures = cases.count { if case .failed = $0.outcome { true } else { false } }
    let errors = cases.count { if case .error = $0.outcome { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.outcome { true } else { false } }
    let seconds = cases.reduce(0) { $0 + $1.seconds }
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" "
      + "skipped=\"\(skipped)\" time=\"\(Wording.decimal(seconds, places: 3))\""
  }

  private static func lines(_ test: Case) -> [String] {
    let head =
      "    <testcase\(attribute("classname", test.className))\(attribute("name", test.name))"
      + " time=\"\(Wording.decimal(test.seconds, places: 3))\""
    var inner: [String] = []
    switch test.outcome {
    case .passed: break
    case .failed(let message, let details):
      inner.append(element("failure", message: message, type: "failure", details))
    case .error(let message, let details):
      inner.append(element("error", message: message, type: "error", details))
    case .skipped(let message): inner.append("      <skipped\(attribute("message", message))/>")
    }
    if !test.output.isEmpty {
      inner.append("      <system-out>\(MarkupText.escaped(test.output))</system-out>")
    }
    return inner.isEmpty ? [head + "/>"] : [head + ">"] + inner + ["    </testcase>"]
  }

  private static func element(
    _ name: String, message: String, type: String, _ details: String
  ) -> String {
    "      <\(name)\(attribute("message", message)) type=\"\(type)\">"
      + MarkupText.escaped(details) + "</\(name)>"
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    " \(name)=\"\(MarkupText.escaped(value))\""
  }
}
