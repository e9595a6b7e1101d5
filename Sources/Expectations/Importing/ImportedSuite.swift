package import Diagnostics
import PlainData
import YAML

/// Expectations of another tool's file as lines of a suite, and what could not be taken over.
package struct ImportedSuite {
  package var name: String
  /// The data set or table the file speaks of; empty where it says nothing.
  package var subject = ""
  var entries: [String] = []
  /// Values of suite parameters.
  var parameters: PlainMap = [:]
  package var problems: [Diagnostic] = []

  /// Reads a Great Expectations suite (JSON with `expectations`) or Soda checks (YAML with
  /// `checks for …`).
  ///
  /// Throws: `suite-import` where it is neither.
  package static func read(_ file: SourceFile) throws -> [ImportedSuite] {
    let root = try YAMLDocument.parse(file).root
    if let list = root["expectations"], list.kind == .sequence {
      return [greatExpectations(root, list)]
    }
    let checks = root.pairs.filter { $0.key.text?.hasPrefix("checks for ") == true }
    guard !checks.isEmpty else {
      throw Diagnostic(
        code: "suite-import",
        "`\(file.path)` is neither a Great Expectations suite nor a file of Soda checks",
        at: file.span)
    }
    return checks.map { SodaChecks.suite($0.key, $0.value) }
  }

  private static func greatExpectations(_ root: YAMLNode, _ list: YAMLNode) -> ImportedSuite {
    let name = (root["name"] ?? root["expectation_suite_name"])?.text ?? "imported"
    var suite = ImportedSuite(name: name)
    suite.parameters = root["suite_parameters"]?.plain.map ?? [:]
    for node in list.items {
      guard let type = node["type"] ?? node["expectation_type"], let name = type.text else {
        suite.problems.append(.notTaken("an entry without a type", at: node.span))
        continue
      }
      guard ExpectationType.named(name) != nil else {
        suite.problems.append(.notTaken("`\(name)`, which is not known here", at: type.span))
        continue
      }
      var arguments = node["kwargs"]?.plain.map ?? [:]
      for key in ["severity", "description", "notes"] {
        if let value = node[key], !value.isNull { arguments[key] = value.plain }
      }
      // Only Great Expectations itself has a use for these.
      for key in ["batch_id", "result_format", "catch_exceptions"] { arguments[key] = nil }
      suite.entries.append(YAMLText.entry(name, arguments))
    }
    return suite
  }

  /// The suite as YAML. `target` is how its relation is named: `ref('stg_readings')`.
  package func text(on target: String) -> String {
    let values = parameters.isEmpty ? [] : ["    parameters: \(YAMLText.value(.map(parameters)))"]
    let head =
      ["  - name: \(YAMLText.scalar(.string(name)))", "    on: \(target)"] + values
      + ["    expectations:" + (entries.isEmpty ? " []" : "")]
    return (head + entries.map { "      - \($0)" }).joined(separator: "\n")
  }
}

extension Diagnostic {
  static func notTaken(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(.warning, code: "not-imported", "not imported: \(what)", at: span)
  }
}
