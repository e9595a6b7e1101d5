/// One argument that a type of expectation takes.
package struct Parameter: Hashable, Sendable {
  package let name: String
  /// Other names that are accepted: dbt's `values` for `value_set`.
  package var aliases: [String] = []
  package let kind: ParameterKind
  package let isRequired: Bool
  /// One sentence for the documentation.
  package let summary: String

  func answers(to name: String) -> Bool { name == self.name || aliases.contains(name) }
}

/// What values an argument may have.
package enum ParameterKind: Hashable, Sendable {
  case column
  /// At least `minimum` columns.
  case columns(minimum: Int)
  case text
  case texts
  case regularExpression
  case regularExpressions
  case integer
  case number
  case numbers
  case flag
  /// A number, or a date or time as text: a bound of an ordered column.
  case bound
  /// A list of scalars, which may be empty when `mayBeEmpty`.
  case values(mayBeEmpty: Bool)
  /// A list of lists of `width` scalars.
  case tuples(width: Int)
  case choice([String])
  /// A map; the type itself reads it.
  case map
  /// `ref('…')`, `source('…', '…')` or the name of a table beside the target.
  case relation
  case relations
  /// The name of an IANA time zone.
  case timeZone
}

extension ParameterKind {
  var isColumn: Bool {
    switch self {
    case .column, .columns: true
    default: false
    }
  }

  var isRelation: Bool { self == .relation || self == .relations }
}

extension Parameter {
  static func required(
    _ name: String, aliases: [String] = [], _ kind: ParameterKind, _ summary: String
  ) -> Parameter {
    Parameter(name: name, aliases: aliases, kind: kind, isRequired: true, summary: summary)
  }

  static func optional(
    _ name: String, aliases: [String] = [], _ kind: ParameterKind, _ summary: String
  ) -> Parameter {
    Parameter(name: name, aliases: aliases, kind: kind, isRequired: false, summary: summary)
  }

  /// `column`, or `column_name` as dbt's generic tests call it.
  static let column = required(
    "column", aliases: ["column_name"], .column, "The column that is looked at.")
}

extension Parameter {
  /// dbt-utils' word for both bounds.
  static let inclusive = optional(
    "inclusive", .flag, "Whether the bounds themselves are expected, default true.")
}

extension [Parameter] {
  /// Bounds of a share, also by dbt-utils' names.
  static let proportionBounds: [Parameter] = [
    .optional("min_value", aliases: ["at_least"], .number, "The least share; null for none."),
    .optional("max_value", aliases: ["at_most"], .number, "The greatest share; null for none."),
    .optional("strict_min", .flag, "Whether the least value itself is excluded."),
    .optional("strict_max", .flag, "Whether the greatest value itself is excluded."),
  ]

  /// `min_value` and `max_value`.
  static func inclusiveBounds(_ kind: ParameterKind) -> [Parameter] {
    [
      .optional("min_value", kind, "The least value; null for none."),
      .optional("max_value", kind, "The greatest value; null for none."),
    ]
  }

  /// `min_value`, `max_value`, `strict_min`, `strict_max`.
  static func bounds(_ kind: ParameterKind) -> [Parameter] {
    inclusiveBounds(kind) + [
      .optional("strict_min", .flag, "Whether the least value itself is excluded."),
      .optional("strict_max", .flag, "Whether the greatest value itself is excluded."),
    ]
  }
}
