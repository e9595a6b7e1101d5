import Diagnostics
import PlainData
import YAML

extension ProjectSettings {
  /// Reads a rendered dbt_project.yml; what is wrong is added to `problems`.
  ///
  /// Returns nil when there is no usable name.
  static func read(_ document: YAMLDocument, problems: inout [Diagnostic]) -> ProjectSettings? {
    var reader = MappingReader(document.root, subject: ProjectLocator.fileName)
    let name = reader.required("name")
    if let name { reader.problems += ProjectName.problems(name) }
    reader.checkConfigVersion()
    let version = reader.version()
    let profile = reader.string("profile")
    var paths = ProjectPaths(&reader)
    let vars = reader.mapping("vars")?.plain.map ?? [:]
    paths.takeOwnSettings(from: vars)
    let configs = ConfigTrees(&reader)
    var hooks: [[Located<String>]] = []
    for key in ["on-run-start", "on-run-end"] { hooks.append(reader.strings(key)) }
    let settings = name.map {
      ProjectSettings(
        source: document.file, name: $0, version: version, profile: profile, paths: paths,
        vars: vars, configs: configs, onRunStart: hooks[0], onRunEnd: hooks[1],
        dispatch: reader.dispatch(), quoting: reader.quoting(), queryComment: reader.queryComment(),
        requiredVersions: reader.requiredVersions(), flags: reader.settings("flags"),
        restrictsAccess: reader.bool("restrict-access") ?? false)
    }
    reader.expect(["packages", "dbt-cloud", "project-root"])
    reader.checkCloud()
    // Without a name the remaining keys were not asked for.
    if settings != nil { reader.finish() }
    problems += reader.problems
    return settings
  }

  /// What dbt leaves unrendered in dbt_project.yml: hooks, vars, the query comment.
  static func isRendered(_ path: YAMLPath) -> Bool {
    switch path.first {
    case "on-run-start", "on-run-end", "query-comment", "vars": return false
    default:
      guard let last = path.steps.last, let key = last else { return true }
      let name = key.drop { $0 == "+" || $0 == " " }
      return !["pre-hook", "post-hook", "pre_hook", "post_hook"].contains(name)
    }
  }
}

extension MappingReader {
  fileprivate mutating func checkConfigVersion() {
    guard let version = int("config-version"), version.value != 2 else { return }
    problems.append(
      Diagnostic(
        code: "unknown-value", "`config-version` is 2 and nothing else", at: version.span))
  }

  /// `version:` of the project, which dbt takes as a semantic version or a number.
  fileprivate mutating func version() -> String? {
    guard let version = printed("version") else { return nil }
    let parts = version.value.split(separator: ".", omittingEmptySubsequences: false)
    let isVersion = parts.prefix(2).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    if !isVersion { problems.append(.contract("version", version.value, version.span)) }
    return version.value
  }

  fileprivate mutating func checkCloud() {
    guard let cloud = node("dbt-cloud"), cloud.kind != .mapping else { return }
    problems.append(.contract("dbt-cloud", cloud.text ?? "", cloud.place))
  }

  fileprivate mutating func dispatch() -> [DispatchRule] {
    list("dispatch").compactMap { item in
      var entry = MappingReader(item, subject: "an entry of `dispatch`")
      let namespace = entry.required("macro_namespace")
      let order = entry.list("search_order").compactMap(\.string)
      if item.kind == .mapping, entry.node["search_order"] == nil {
        entry.problems.append(.missingKey("search_order", entry.subject, item))
      }
      entry.finish(unknownKeys: .warning)
      problems += entry.problems
      return namespace.map { DispatchRule(namespace: $0, searchOrder: order) }
    }
  }

  fileprivate mutating func queryComment() -> QueryComment {
    guard let node = nodeOrNull("query-comment") else { return QueryComment() }
    if node.isNull { return QueryComment(text: .none) }
    guard node.kind == .mapping else {
      return QueryComment(text: commentText(string("query-comment")))
    }
    var entry = MappingReader(node, subject: "`query-comment`")
    var comment = QueryComment()
    if let text = entry.nodeOrNull("comment") {
      comment.text = text.isNull ? .none : commentText(entry.string("comment"))
    }
    comment.isAppended = entry.bool("append") ?? false
    comment.isJobLabel = entry.bool("job-label") ?? false
    entry.finish()
    problems += entry.problems
    return comment
  }

  private func commentText(_ text: Located<String>?) -> QueryComment.Text {
    guard let text, !text.value.isEmpty else { return .none }
    return .template(text)
  }

  fileprivate mutating func requiredVersions() -> [Located<String>] {
    strings("require-dbt-version").flatMap { item in
      item.value.split(separator: ",").map { part in
        Located(String(part.filter { $0 != " " }), at: item.span)
      }
    }
  }
}

extension MappingReader {
  /// `quoting:` of a project, a source or a table.
  mutating func quoting() -> QuotingRule {
    guard let node = mapping("quoting") else { return QuotingRule() }
    var entry = MappingReader(node, subject: "`quoting`")
    entry.expect(["snowflake_ignore_case", "column"])
    let project = entry.bool("project")
    let rule = QuotingRule(
      database: entry.bool("database") ?? project, schema: entry.bool("schema"),
      identifier: entry.bool("identifier"))
    entry.finish()
    problems += entry.problems
    return rule
  }
}

extension Diagnostic {
  fileprivate static func contract(_ key: String, _ value: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      code: "unknown-value",
      key == "version" ? "`version` is a version such as `1.0.0`" : "`\(key)` is a mapping",
      at: span
    ).known(
      as: "at path ['\(key)']: '\(value)' is not valid under any of the given schemas", "Runtime")
  }
}
