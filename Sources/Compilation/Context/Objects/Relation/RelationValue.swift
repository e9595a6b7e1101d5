package import Warehouse

/// What a Relation of templates knows: its name, its type, which parts print, and which rows of it.
package struct RelationValue: Hashable, Sendable {
  /// An empty schema or identifier is one that is not given.
  package var relation: Relation
  /// The database that `this.database` gives, also where SQL does not spell it.
  package var databaseName: String?
  /// dbt's word for what it is (`table`, `cte`, `function`); nil where nobody has asked the warehouse.
  package var type: String?
  package var included = RelationParts.all
  package var quoted = RelationParts.all
  /// How many rows `--empty` leaves; 0 prints a subquery without rows.
  package var limit: Int?
  /// The rows of a time range: of a microbatch, of `--sample`.
  package var eventTime: EventTimeRange?

  package init(
    _ relation: Relation, databaseName: String? = nil, type: String? = nil
  ) {
    self.relation = relation
    self.databaseName = databaseName ?? relation.database
    self.type = type
  }

  package var kind: RelationKind? { type.flatMap(RelationKind.init) }

  var schema: String? { relation.schema.isEmpty ? nil : relation.schema }
  var identifier: String? { relation.identifier.isEmpty ? nil : relation.identifier }

  /// The name as SQL spells it, without limits.
  func rendered(_ dialect: any Dialect) -> String {
    guard included != .all || quoted != .all || relation.schema.isEmpty else {
      return identifier == nil ? joined(dialect) : dialect.render(relation)
    }
    return joined(dialect)
  }

  private func joined(_ dialect: any Dialect) -> String {
    let parts: [(RelationParts, String?)] = [
      (.database, relation.database), (.schema, schema), (.identifier, identifier),
    ]
    return parts.compactMap { part, name in
      guard included.contains(part), let name else { return nil }
      return quoted.contains(part) ? dialect.quote(name) : name
    }.joined(separator: ".")
  }

  /// With its limit and its time range, as dbt prints it: `(select * from x where false limit 0) …`.
  func printed(_ dialect: any Dialect) -> String {
    let name = rendered(dialect)
    if type == "function" { return name }
    return filtered(limited(name))
  }

  func limited(_ name: String) -> String {
    guard let limit else { return name }
    let rows = limit == 0 ? "where false limit 0" : "limit \(limit)"
    return "(select * from \(name) \(rows)) _dbt_limit_subq_\(relation.identifier)"
  }

  func filtered(_ name: String) -> String {
    guard let condition = eventTime?.condition else { return name }
    return "(select * from \(name) where \(condition)) _dbt_et_filter_subq_\(relation.identifier)"
  }
}

/// The parts of a relation's name.
package struct RelationParts: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let database = RelationParts(rawValue: 1)
  package static let schema = RelationParts(rawValue: 2)
  package static let identifier = RelationParts(rawValue: 4)
  package static let all: RelationParts = [.database, .schema, .identifier]
}

/// Rows from `start` on, before `end`; texts as SQL compares them with the column.
package struct EventTimeRange: Hashable, Sendable {
  package var column: String
  package var start: String?
  package var end: String?

  package init(column: String, start: String?, end: String?) {
    self.column = column
    self.start = start
    self.end = end
  }

  /// nil when it is open at both ends.
  package var condition: String? {
    let parts = [
      start.map { "\(column) >= '\($0)'" }, end.map { "\(column) < '\($0)'" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}
