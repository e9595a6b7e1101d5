import Diagnostics
import PlainData
import ProjectLoading

/// What an enforced contract must declare before anything is built.
enum ContractRule {
  static func violations(of node: Node) -> [Diagnostic] {
    guard node.type.isModel else { return [] }
    var problems = primaryKeys(of: node)
    guard node.config["contract"]?["enforced"]?.bool == true else { return problems }
    if node.columns.isEmpty { problems.append(.noColumns(node)) }
    return problems + ignored(of: node)
  }

  /// Constraints of what is no table: nobody can enforce them.
  private static func ignored(of node: Node) -> [Diagnostic] {
    let kind = node.config.materialized
    guard !["table", "incremental"].contains(kind) else { return [] }
    let constraints = node.columns.flatMap(\.constraints) + node.constraints
    return constraints.first(where: \.warnsIfUnsupported).map { [.ignored($0, node, kind)] } ?? []
  }

  /// One primary key: on one column, or on the model.
  private static func primaryKeys(of node: Node) -> [Diagnostic] {
    let keyed = node.columns.filter { $0.constraints.contains { $0.type.value == "primary_key" } }
    var problems: [Diagnostic] = []
    if keyed.count > 1, let second = keyed.dropFirst().first {
      let names = keyed.map { "'\($0.name.value)'" }.joined(separator: ", ")
      problems.append(
        .primaryKey(
          node, second.name.span, "a primary key of several columns stands at the model",
          "Found \(keyed.count) columns ([\(names)]) with primary key constraints defined. Primary keys for multiple columns must be defined as a model level constraint."
        ))
    }
    let onModel = node.constraints.first { $0.type.value == "primary_key" }
    if let onModel, !keyed.isEmpty {
      problems.append(
        .primaryKey(
          node, onModel.span, "a primary key stands at the model or at a column",
          "Primary key constraints defined at the model level and the columns level. Primary keys can be defined at the model level or the column level, not both."
        ))
    }
    return problems
  }
}

extension Diagnostic {
  fileprivate static func ignored(
    _ constraint: ConstraintProperties, _ node: Node, _ kind: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "constraint-ignored",
      "constraints of `\(node.name)` have no effect: its materialization is `\(kind)`",
      at: constraint.span, help: ["`warn_unsupported: false` says that this is known"])
  }

  fileprivate static func noColumns(_ node: Node) -> Diagnostic {
    Diagnostic(
      code: "contract-columns",
      "the contract of `\(node.name)` is enforced, and its properties declare no columns",
      at: node.span
    ).known(
      as:
        "Contract enforcement failed for: (\(node.file.path))\nConstraints must be defined in a `yml` schema configuration file like `schema.yml`.",
      "Parsing")
  }

  fileprivate static func primaryKey(
    _ node: Node, _ span: Span, _ message: String, _ searchText: String
  ) -> Diagnostic {
    Diagnostic(code: "primary-key", "\(message), and `\(node.name)` has another", at: span)
      .known(as: "Primary key constraint error: (\(node.file.path))\n\(searchText)", "Parsing")
  }
}
