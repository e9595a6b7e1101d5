import Diagnostics
import Warehouse

extension Plan {
  /// Indexes of a table that nobody reads yet. Names are the database's choice: the old table's
  /// indexes still bear theirs.
  func indexes(on relation: Relation) -> [Step] {
    guard features.contains(.cascade) else { return [] }
    return facts.tableOptions.indexes.map { index in
      let unique: SQL = index.isUnique ? "create unique index" : "create index"
      let method = index.method.map { " using \(name: $0)" as SQL } ?? SQL()
      let columns = index.columns.map { "\(name: $0)" as SQL }.joined(by: ", ")
      return .execute(
        "\(unique) on \(relation)\(method) (\(columns))", .createIndex(on: relation))
    }
  }

  /// Grants on a relation that is new, and so has none but the schema's defaults.
  func grants() -> [Step] {
    guard features.contains(.grants), let grants = facts.grants else { return [] }
    return grants.sorted { $0.key < $1.key }.compactMap { privilege, grantees in
      grantees.isEmpty ? nil : grant(privilege, to: grantees)
    }
  }

  /// Grants on a relation that was there before: what is missing is granted, what is too much is
  /// revoked.
  func grantDifference() -> [Step] {
    guard features.contains(.grants), let wanted = facts.grants else { return [] }
    return [.ask([.rows(currentGrants)]) { answers in difference(wanted, answers[0].rows) }]
  }

  private func grant(_ privilege: String, to grantees: [String]) -> Step {
    .execute(
      "grant \(unsafe: privilege) on \(target) to \(roles(grantees))", .grant(on: target))
  }

  private func roles(_ names: [String]) -> SQL {
    names.map { $0.lowercased() == "public" ? "public" : "\(name: $0)" as SQL }.joined(by: ", ")
  }

  /// As dbt looks them up: grants by the current user to others.
  private var currentGrants: SQL {
    """
    select privilege_type, grantee from information_schema.role_table_grants
    where grantor = current_role and grantee <> current_role
      and table_schema = \(.text(target.schema)) and table_name = \(.text(target.identifier))
    order by 1, 2
    """
  }

  private func difference(_ wanted: [String: [String]], _ rows: [[SQLValue]]) -> [Step] {
    var present: [String: Set<String>] = [:]
    for row in rows {
      guard case .text(let privilege) = row[0], case .text(let grantee) = row[1] else { continue }
      present[privilege.lowercased(), default: []].insert(grantee)
    }
    let wanted = Dictionary(
      wanted.map { ($0.lowercased(), $1) }, uniquingKeysWith: { $0 + $1 })
    let revoked = present.sorted { $0.key < $1.key }.compactMap { privilege, grantees -> Step? in
      let surplus = grantees.subtracting(wanted[privilege] ?? []).sorted()
      return surplus.isEmpty ? nil : revoke(privilege, from: surplus)
    }
    let granted = wanted.sorted { $0.key < $1.key }.compactMap { privilege, grantees -> Step? in
      let missing = grantees.filter { !(present[privilege]?.contains($0) ?? false) }
      return missing.isEmpty ? nil : grant(privilege, to: missing)
    }
    return revoked + granted
  }

  private func revoke(_ privilege: String, from grantees: [String]) -> Step {
    .execute(
      "revoke \(unsafe: privilege) on \(target) from \(roles(grantees))", .grant(on: target))
  }

  /// Descriptions as comments, where `persist_docs` asks for them.
  func comments(_ kind: RelationKind) -> [Step] {
    guard features.contains(.comments) else { return [] }
    let relation = facts.comments.relation.map { text in
      "comment on \(kind.keyword) \(target) is \(.text(text))" as SQL
    }
    let first = relation.map { [Step.execute($0, .comment(on: target))] } ?? []
    guard !facts.comments.columns.isEmpty else { return first }
    return first + [.ask([.columns(of: target)]) { answers in columnComments(answers[0].columns) }]
  }

  /// Comments of the columns that are there, and a warning of those that are not.
  private func columnComments(_ existing: [ColumnDescription]) -> [Step] {
    var steps: [Step] = []
    var missing: [String] = []
    for comment in facts.comments.columns {
      let found = existing.first {
        comment.isQuoted
          ? $0.name == comment.column : $0.name.lowercased() == comment.column.lowercased()
      }
      guard let found else {
        missing.append(comment.column)
        continue
      }
      let sql: SQL =
        "comment on column \(target).\(name: found.name) is \(.text(comment.text))"
      steps.append(.execute(sql, .comment(on: target)))
    }
    return (missing.isEmpty ? [] : [.warn(.undocumentable(missing))]) + steps
  }
}

extension Diagnostic {
  fileprivate static func undocumentable(_ columns: [String]) -> Diagnostic {
    Diagnostic(
      .warning, code: "documented-column-missing",
      "The following columns are specified in the schema but are not present in the database: "
        + columns.joined(separator: ", "))
  }
}
