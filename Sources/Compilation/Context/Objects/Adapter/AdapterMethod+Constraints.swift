import Jinja
import Warehouse

extension AdapterMethod {
  /// Contracts: columns and constraints as DDL.
  static let constraints: [String: AdapterMethod] = [
    "render_raw_columns_constraints": .always { context, call in
      var arguments = call.binder("render_raw_columns_constraints")
      let columns = try arguments.required("raw_columns").dict?.values.compactMap(\.dict) ?? []
      return .list(try columns.map { .string(try definition(of: $0, context.scope.dialect)) })
    },
    "render_raw_model_constraints": .always { _, call in
      var arguments = call.binder("render_raw_model_constraints")
      let all = try arguments.required("raw_constraints")
      let constraints = all.isUndefined || all.isNone ? [] : try all.elements()
      return .list(constraints.compactMap(\.dict).compactMap(tableConstraint).map(Value.string))
    },
  ]

  /// `id integer not null check (id > 0)`
  private static func definition(of column: DictValue, _ dialect: any Dialect) throws -> String {
    let name = column["name"]?.description ?? ""
    let spelt = column["quote"]?.isTrue ?? false ? dialect.quote(name) : name
    let constraints = try column["constraints"].map { try $0.elements() } ?? []
    return
      (["\(spelt) \(column["data_type"]?.description ?? "")"]
      + constraints.compactMap(\.dict).compactMap(columnConstraint)).joined(separator: " ")
  }

  private static func columnConstraint(_ constraint: DictValue) -> String? {
    let expression = constraint.text("expression")
    let words: String? =
      switch constraint.text("type") {
      case "check": expression.isEmpty ? nil : "check (\(expression))"
      case "not_null": "not null \(expression)"
      case "unique": "unique \(expression)"
      case "primary_key": "primary key \(expression)"
      case "foreign_key":
        constraint.reference ?? (expression.isEmpty ? nil : "references \(expression)")
      case "custom": expression.isEmpty ? nil : expression
      default: nil
      }
    return words.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
  }

  private static func tableConstraint(_ constraint: DictValue) -> String? {
    let expression = constraint.text("expression")
    let name = constraint.text("name").isEmpty ? "" : "constraint \(constraint.text("name")) "
    let columns = constraint.texts("columns").joined(separator: ", ")
    let middle = expression.isEmpty ? "" : " \(expression)"
    switch constraint.text("type") {
    case "check": return expression.isEmpty ? nil : "\(name)check (\(expression))"
    case "unique": return "\(name)unique\(middle) (\(columns))"
    case "primary_key": return "\(name)primary key\(middle) (\(columns))"
    case "foreign_key":
      let target = constraint.reference ?? (expression.isEmpty ? nil : "references \(expression)")
      return target.map { "\(name)foreign key (\(columns)) \($0)" }
    case "custom": return expression.isEmpty ? nil : "\(name)\(expression)"
    default: return nil
    }
  }
}

extension DictValue {
  fileprivate func text(_ key: String) -> String {
    self[key].map { $0.isNone ? "" : $0.description } ?? ""
  }

  fileprivate func texts(_ key: String) -> [String] {
    ((try? self[key]?.elements()) ?? nil)?.map(\.description) ?? []
  }

  /// `references other (id)`, where the target is given by `to` and `to_columns`.
  fileprivate var reference: String? {
    let columns = texts("to_columns")
    guard !text("to").isEmpty, !columns.isEmpty else { return nil }
    return "references \(text("to")) (\(columns.joined(separator: ", ")))"
  }
}
