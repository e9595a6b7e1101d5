import Diagnostics
import Jinja
import PlainData

/// `ref`, `source`, `function` and `metric`: while parsing they note what is read, while running they name it.
enum ReferenceFunctions {
  static let members: [String: ContextMember.Answer] = [
    "ref": ref, "source": source, "function": function, "metric": metric,
  ]

  static func ref(_ context: NodeContext) -> Value {
    .function("ref") { call in
      try answer(to: reference(call), in: context)
    }
  }

  static func source(_ context: NodeContext) -> Value {
    .function("source") { call in
      var arguments = call.binder("source")
      let name = try arguments.string("source_name")
      let table = try arguments.string("table_name")
      try arguments.finish()
      let reference = Reference(.source(name: name, table: table), at: call.span)
      return try answer(to: reference, in: context)
    }
  }

  /// `metric('revenue')`, `metric('package', 'revenue')`: its name, and an edge to it.
  static func metric(_ context: NodeContext) -> Value {
    .function("metric") { call in
      var arguments = call.binder("metric")
      let first = try arguments.string("metric_name")
      let second = try arguments.optionalString("metric")
      try arguments.finish()
      if !context.isExecuting {
        let package = second == nil ? nil : first
        context.collect(Reference(.metric(package: package, name: second ?? first), at: call.span))
      }
      return .string(second ?? first)
    }
  }

  /// `function('price')`, `function('package', 'price')`: the name to call it by.
  private static func function(_ context: NodeContext) -> Value {
    .function("function") { call in
      var arguments = call.binder("function")
      let first = try arguments.string("function_name")
      let second = try arguments.optionalString("function")
      try arguments.finish()
      let target: Reference.Target =
        second.map { .function(package: first, name: $0) } ?? .function(package: nil, name: first)
      return try answer(to: Reference(target, at: call.span), in: context)
    }
  }

  private static func answer(to reference: Reference, in context: NodeContext) throws -> Value {
    guard context.isExecuting else {
      context.collect(reference)
      return context.placeholder(for: reference)
    }
    return try context.relation(for: reference)
  }

  /// `ref('model')`, `ref('package', 'model')`, either with `v=` or `version=`.
  private static func reference(_ call: Call) throws -> Reference {
    guard call.arguments.count <= 2 else {
      throw Diagnostic(
        code: "type-error",
        "`ref` takes a name, or a package and a name, and not \(call.arguments.count) arguments",
        at: call.span)
    }
    var arguments = call.binder("ref")
    let first = try arguments.string("model_name")
    let second = try arguments.optionalString("model")
    let short = try arguments.keywordOnly("v")
    let long = try arguments.keywordOnly("version")
    try arguments.finish()
    let version = try (short ?? long)?.plain()
    let target: Reference.Target =
      second.map { .ref(package: first, name: $0, version: version) }
      ?? .ref(package: nil, name: first, version: version)
    return Reference(target, at: call.span)
  }
}
