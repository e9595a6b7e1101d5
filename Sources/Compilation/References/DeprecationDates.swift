package import Diagnostics
import ProjectLoading

/// Models whose `deprecation_date` has come, and models that read them. Said anew in every run, for
/// it depends on the day.
package enum DeprecationDates {
  /// - Parameter now: `2026-11-21T12:00:00Z`, UTC.
  package static func warnings(of manifest: Manifest, now: String) -> [Diagnostic] {
    let nodes = manifest.all
    let dated = nodes.filter { $0.properties?.deprecationDate != nil }
    if dated.isEmpty { return [] }
    let moments = dated.compactMap { $0.properties?.deprecationDate.map(moment) }
    manifest.scope.invocation.reads.note { $0.moments.formUnion(moments) }
    return dated.flatMap { node -> [Diagnostic] in
      guard let date = node.properties?.deprecationDate else { return [] }
      let isPast = moment(date) < now
      let readers = nodes.filter { $0.type.isModel && $0.dependsOn.contains(node.uniqueID) }
      return (isPast ? [.past(node, date)] : [])
        + readers.map { .reader($0, of: node, date, isPast: isPast) }
    }
  }

  /// In the form of `now`, as far as it was written.
  private static func moment(_ date: Located<String>) -> String {
    date.value.replacing(" ", with: "T")
  }
}

extension Diagnostic {
  fileprivate static func past(_ node: Node, _ date: Located<String>) -> Diagnostic {
    Diagnostic(
      .warning, code: "deprecated-model",
      "`\(node.spokenName)` is past its deprecation date of \(date.value)", at: date.span,
      help: ["disable or remove it"])
  }

  fileprivate static func reader(
    _ reader: Node, of node: Node, _ date: Located<String>, isPast: Bool
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: isPast ? "deprecated-reference" : "soon-deprecated-reference",
      "`\(reader.name)` reads `\(node.spokenName)`, which is deprecated \(isPast ? "since" : "from") \(date.value)",
      at: reader.references.first { $0.target.names(node) }?.span ?? reader.span,
      notes: [.init("the date is here", at: date.span)])
  }
}

extension Reference.Target {
  fileprivate func names(_ node: Node) -> Bool {
    if case .ref(_, let name, _) = self { name == node.name } else { false }
  }
}

extension Node {
  /// With its version: `orders.v2`.
  fileprivate var spokenName: String { name + (version.map { ".v\($0.versionText)" } ?? "") }
}
