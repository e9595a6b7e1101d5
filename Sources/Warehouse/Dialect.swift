/// How a warehouse spells what differs between databases. A value; needs no connection.
package protocol Dialect: Sendable {
  /// dbt's adapter type: `postgres`, `sqlite`.
  var name: String { get }

  /// An identifier in quotes, inner quotes doubled. Default: double quotes.
  func quote(_ identifier: String) -> String

  /// A relation as it stands in SQL: `"schema"."identifier"`.
  func render(_ relation: Relation) -> String

  /// The relation's name without its schema, as `ALTER … RENAME TO` wants it.
  /// Default: the quoted identifier.
  func renderUnqualified(_ relation: Relation) -> String

  /// A value as a literal that keeps its type; a text's quotes are doubled, NUL bytes are refused
  /// by the warehouse itself.
  func literal(_ value: SQLValue) -> String

  /// The SQL type of a column of `type`: `double precision`, `REAL`.
  func typeName(of type: ColumnType) -> String

  /// The SQL type that dbt's adapter gives a seed's column. Default: as `typeName(of:)`.
  func seedTypeName(of type: ColumnType) -> String

  /// The column type that values of the SQL type `name` arrive as; nil when they arrive as text.
  func columnType(ofSQLType name: String) -> ColumnType?

  /// The longest identifier in UTF-8 bytes that keeps its whole name. Default: nil, no limit.
  var maximumIdentifierLength: Int? { get }

  /// Statements, in force until the transaction ends, that keep very large generated expressions
  /// fast. Default: none.
  var largeExpressionSettings: [String] { get }

  /// The schema of a session's temporary tables. Default: `pg_temp`.
  var temporarySchema: String { get }

  /// What the dialect can do; materialisations choose their steps by it.
  var features: DialectFeatures { get }
}

/// What one dialect has and another lacks.
package struct DialectFeatures: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// `MERGE INTO`; without it a merge is an update from and an insert.
  package static let merge = DialectFeatures(rawValue: 1 << 0)
  /// `DELETE … USING`; without it a correlated `EXISTS`.
  package static let deleteUsing = DialectFeatures(rawValue: 1 << 1)
  /// Views depend on what they read: `DROP … CASCADE` takes them along, they can be replaced in
  /// place and renamed. Without it a view is only a text.
  package static let cascade = DialectFeatures(rawValue: 1 << 2)
  /// `GRANT`, `COMMENT ON`.
  package static let grants = DialectFeatures(rawValue: 1 << 4)
  package static let comments = DialectFeatures(rawValue: 1 << 5)
  /// Several sessions may write at the same time.
  package static let concurrentWriters = DialectFeatures(rawValue: 1 << 6)
  /// `TRUNCATE`.
  package static let truncate = DialectFeatures(rawValue: 1 << 7)
  /// `ALTER COLUMN … TYPE`.
  package static let alterColumnType = DialectFeatures(rawValue: 1 << 8)
  /// Names that differ in case only are the same name, quoted or not.
  package static let ignoresCase = DialectFeatures(rawValue: 1 << 9)
  /// Unquoted names are taken in lower case.
  package static let lowersUnquotedNames = DialectFeatures(rawValue: 1 << 10)
  /// What one session drops, others go on reading until the commit, and do not wait for it.
  package static let dropsUnseen = DialectFeatures(rawValue: 1 << 11)
}

extension Dialect {
  package var maximumIdentifierLength: Int? { nil }
  package var largeExpressionSettings: [String] { [] }

  package func seedTypeName(of type: ColumnType) -> String { typeName(of: type) }
  package var temporarySchema: String { "pg_temp" }

  package func renderUnqualified(_ relation: Relation) -> String { quote(relation.identifier) }

  package func quote(_ identifier: String) -> String {
    "\""
      + identifier.split(separator: "\"", omittingEmptySubsequences: false).joined(
        separator: "\"\"")
      + "\""
  }
}
