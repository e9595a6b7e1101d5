import Diagnostics
import Jinja
import Warehouse

extension AdapterMethod {
  /// Dispatch, and how names are spelt.
  static let names: [String: AdapterMethod] = [
    "dispatch": .always(dispatch),
    "type": .always { context, _ in .string(context.scope.dialect.name) },
    "quote": .always { context, call in
      var arguments = call.binder("quote")
      return .string(context.scope.dialect.quote(try arguments.required("identifier").description))
    },
    "quote_as_configured": .always { context, call in
      var arguments = call.binder("quote_as_configured")
      let name = try arguments.string("identifier")
      let part = try arguments.string("quote_key")
      // What is no part of a relation's name is not configured to be quoted.
      let isQuoted = ["database", "schema", "identifier"].contains(part)
      return .string(isQuoted ? context.scope.dialect.quote(name) : name)
    },
    "quote_seed_column": .always(quoteSeedColumn),
    "convert_type": .always(convertType),
    "parse_index": .always(parseIndex),
    "build_catalog_relation": .always { _, _ in .none },
    "get_catalog_integration": .always { _, _ in .none },
  ]

  /// Finds `<adapter>__name`, then `default__name`, in the packages of the search order.
  private static func dispatch(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("dispatch")
    let name = try arguments.string("macro_name")
    let namespace = try arguments.optionalString("macro_namespace")
    try arguments.finish()
    guard !name.contains(".") else {
      throw Diagnostic(
        code: "dispatch-not-found",
        "`dispatch` takes the name of a macro without its package, not `\(name)`", at: call.span,
        help: [
          "adapter.dispatch('\(name.split(separator: ".").last ?? "")', '\(name.prefix { $0 != "." })')"
        ])
    }
    guard let macro = context.dispatch(name, namespace: namespace) else {
      let packages = context.dispatchOrder(of: namespace)
      let searched = packages.flatMap { package in
        [context.scope.dialect.name, "default"].map { "'\(package).\($0)__\(name)'" }
      }
      throw Diagnostic(
        code: "dispatch-not-found",
        """
        In dispatch: No macro named '\(name)' found within namespace: '\(namespace ?? "None")'
            Searched for: \(searched.joined(separator: ", "))
        """, at: call.span,
        help: NearMiss.help(for: "default__\(name)", among: context.macroNames))
    }
    return macro
  }

  /// Seeds' columns are quoted unless `quote_columns: false`.
  private static func quoteSeedColumn(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("quote_seed_column")
    let name = try arguments.string("column")
    let setting = try arguments.optional("quote_config") ?? Value.none
    switch setting {
    case .none, .bool(true), .undefined: return .string(context.scope.dialect.quote(name))
    case .bool(false): return .string(name)
    default:
      throw Diagnostic(
        code: "type-error", "`quote_columns` must be true or false, not `\(setting.typeName)`")
    }
  }

  /// The SQL type for the values of a table's column.
  private static func convertType(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("convert_type")
    let table = try arguments.required("agate_table").object as? TableObject
    let index = try arguments.int("col_idx")
    let type = table?.columnType(at: index) ?? .text
    return .string(context.scope.dialect.seedTypeName(of: type))
  }

  /// `{columns, unique, type}` of the config `indexes`, checked.
  private static func parseIndex(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("parse_index")
    let raw = try arguments.required("raw_index")
    if raw.isNone { return .none }
    do {
      return .object(IndexObject(try IndexConfig(raw.plain())))
    } catch let problem as Diagnostic {
      throw problem.placed(at: call.span)
    }
  }
}
