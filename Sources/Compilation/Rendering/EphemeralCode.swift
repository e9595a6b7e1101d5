/// An ephemeral model as a query that reads it holds it.
package struct EphemeralCode: Hashable, Sendable {
  package let uniqueID: String
  /// Its query, before the ephemeral models that it reads itself are put in front.
  package let sql: String
  /// `__dbt__cte__payments`
  let name: String

  /// As dbt keeps it among a node's `extra_ctes`.
  package var expression: String { " \(name) as (\n\(sql)\n)" }
}
