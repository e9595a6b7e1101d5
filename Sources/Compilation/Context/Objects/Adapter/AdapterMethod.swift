import Diagnostics
import Jinja
import ProjectLoading
import Warehouse

/// One method of `adapter`.
enum AdapterMethod: Sendable {
  /// Needs no warehouse: answers while the project is parsed, too.
  case always(@Sendable (NodeContext, Call) throws -> Value)
  /// Asks or changes the warehouse; while there is none, gets dbt's inert answer.
  case warehouse(
    else: InertAnswer, @Sendable (NodeContext, Call, WarehouseAccess) throws -> Value)

  /// What dbt answers while the project is parsed.
  enum InertAnswer: Sendable {
    case none, no, emptyText, emptyList, emptyResult

    var value: Value {
      switch self {
      case .none: .none
      case .no: .bool(false)
      case .emptyText: .string("")
      case .emptyList: .list([])
      case .emptyResult: .tuple([.string(""), .object(TableObject.empty)])
      }
    }
  }

  /// All methods by name, family by family.
  static let all: [String: AdapterMethod] = [
    names, relations, schemas, columns, statements, constraints, strategies, grants,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}

extension NodeContext {
  /// Does what one of dbt's macros does for an adapter: by the macro where the project replaces it or
  /// one that it calls, else by `statement`.
  func change(
    by macro: String, _ relations: [RelationObject], _ call: Call, else statement: () throws -> Void
  ) throws {
    if let macro = replacement(of: macro) {
      _ = try macro.call(relations.map(Value.object), state: call.state)
    } else {
      try statement()
    }
  }

  /// A macro by which dbt's adapters do their work, as the root project means it; nil where nobody
  /// replaces anything in it, and the adapter does the work itself.
  func replacement(of macro: String) -> Value? {
    let root = scope.project.root.name
    guard scope.replacements.touch(macro, in: root) else { return nil }
    return scope.macros.find(macro, from: root).map(bound)
  }
}

extension ArgumentBinder {
  /// An argument that is a relation.
  mutating func relation(_ name: String) throws -> RelationObject {
    let value = try required(name)
    guard let object = value.object as? RelationObject else {
      throw Diagnostic(
        code: "type-error", "`\(name)` must be a relation, not `\(value.typeName)`")
    }
    return object
  }
}
