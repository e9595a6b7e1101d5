import Compilation
import Diagnostics
import Materializations
import PlainData
import ProjectLoading

extension NodeWork {
  /// What the node's contract promises; nil where none is enforced.
  func contract() throws -> Contract? {
    guard node.config["contract"]?["enforced"]?.bool ?? false else { return nil }
    return Contract(
      columns: try node.columns.map { column in
        ContractColumn(
          name: column.name.value, type: column.dataType ?? "", isQuoted: column.quote ?? false,
          constraints: try column.constraints.map(constraint))
      },
      constraints: try (node.properties?.constraints ?? []).map(constraint))
  }

  private func constraint(_ properties: ConstraintProperties) throws -> Constraint {
    let expression = properties.expression
    var kept: String?
    let rule: Constraint.Rule
    switch properties.type.value {
    case "not_null": (rule, kept) = (.notNull, expression)
    case "unique": (rule, kept) = (.unique, expression)
    case "primary_key": (rule, kept) = (.primaryKey, expression)
    case "check": rule = .check(expression ?? "true")
    case "foreign_key": rule = try foreignKey(properties)
    default: rule = .custom(expression ?? "")
    }
    return Constraint(
      rule, name: properties.name, columns: properties.columns, expression: kept)
  }

  private func foreignKey(_ properties: ConstraintProperties) throws -> Constraint.Rule {
    guard let other = properties.to, !properties.toColumns.isEmpty else {
      return .foreignKeyExpression(properties.expression ?? "")
    }
    let isCall = ["ref(", "source("].contains { other.value.hasPrefix($0) }
    guard isCall else { return .foreignKey(to: other.value, columns: properties.toColumns) }
    let source = SourceFile(path: other.span.file.path, text: "{{ \(other.value) }}")
    let relation = try compiler.render(source, for: node.facts).trimmed().text
    return .foreignKey(to: relation, columns: properties.toColumns)
  }
}
