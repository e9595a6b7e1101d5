import Compilation
import Diagnostics
import PlainData
import ProjectLoading

/// The comment that every statement of a node bears: `/* {"app": "dbt", …} */`.
struct StatementComment: Sendable {
  private let text: String
  private let isAppended: Bool

  /// - Parameter words: what stands between `/*` and `*/`.
  init(_ words: String, isAppended: Bool) {
    text = "/* \(words) */"
    self.isAppended = isAppended
  }

  /// nil when there is nothing to say. Throws: what went wrong in the project's own template.
  init?(for facts: NodeFacts, in manifest: Manifest, compiler: NodeCompiler) throws {
    let setting = manifest.project.root.settings.queryComment
    let words: String
    switch setting.text {
    case .none: return nil
    case .standard: words = Self.standard(for: facts, in: manifest)
    case .template(let template):
      let source = SourceFile(path: template.span.file.path, text: template.value)
      words = try compiler.render(source, for: facts).trimmed().text
    }
    guard !words.isEmpty else { return nil }
    if words.contains("*/") {
      throw Diagnostic(code: "query-comment", "the query comment contains `*/`: \(words)")
    }
    self.init(words, isAppended: setting.isAppended)
  }

  func added(to sql: String) -> String {
    guard isAppended else { return text + "\n" + sql }
    // The comment stays inside of the statement's end.
    var body = Substring(sql)
    while let last = body.last, last.isWhitespace || last == ";" { body.removeLast() }
    return "\(body)\n\(text);"
  }

  /// How far it moves what it is added to, in bytes.
  var offset: Int { isAppended ? 0 : text.utf8.count + 1 }

  private static func standard(for facts: NodeFacts, in manifest: Manifest) -> String {
    var fields: PlainMap = [
      "app": "dbt", "dbt_version": .string(Version.dbt),
      "profile_name": .string(manifest.project.profile.name),
      "target_name": .string(manifest.project.profile.target),
    ]
    if facts.type != .operation { fields["node_id"] = .string(facts.uniqueID) }
    return JSON.text(.map(fields), layout: .spaced)
  }
}
