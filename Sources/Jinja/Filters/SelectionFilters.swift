internal import Diagnostics

/// Filters that transform and choose elements.
enum SelectionFilters {
  static let all: [String: Filter] = [
    "map": map,
    "select": { try choose($0, $1, "select", byAttribute: false, keeping: true) },
    "reject": { try choose($0, $1, "reject", byAttribute: false, keeping: false) },
    "selectattr": { try choose($0, $1, "selectattr", byAttribute: true, keeping: true) },
    "rejectattr": { try choose($0, $1, "rejectattr", byAttribute: true, keeping: false) },
  ]

  private static func map(_ value: Value, _ call: Call) throws -> Value {
    call.generator("sync_do_map", value) { call in
      guard try call.state.isIterated(value) else { return (.none, { $0 }) }
      let transform = try mapping(call)
      return (try LoopElements(value), transform)
    }
  }

  private static func mapping(_ call: Call) throws -> (Value) throws -> Value {
    let state = call.state
    if call.arguments.isEmpty, let attribute = call.keyword("attribute") {
      var arguments = call.binder("map")
      _ = try arguments.keywordOnly("attribute")
      let fallback = try arguments.keywordOnly("default")
      let unknown = arguments.restKeywords()
      if let (name, _) = unknown.first {
        throw Diagnostic(
          code: "filter-argument-error", "`map` has no parameter `\(name)`",
          help: NearMiss.help(for: name, among: ["attribute", "default"]))
      }
      let path = AttributePath(attribute)
      return { try path.value(in: $0, state, fallback: fallback) }
    }
    guard let first = call.arguments.first else {
      throw Diagnostic(
        code: "filter-argument-error", "`map` needs the name of a filter or `attribute=…`")
    }
    let inner = Call(
      arguments: Array(call.arguments.dropFirst()), keywords: call.keywords, state: state,
      place: call.place)
    // A wrong name is told by the first element, as in Jinja2: without elements by none.
    return { try state.filter(named: first)($0, inner) }
  }

  private static func choose(
    _ value: Value, _ call: Call, _ name: String, byAttribute: Bool, keeping: Bool
  ) throws -> Value {
    call.generator("select_or_reject", value) { call in
      guard try call.state.isIterated(value) else { return (.none, { $0 }) }
      let test = try test(call, name, byAttribute: byAttribute)
      return (try LoopElements(value), { try test($0) == keeping ? $0 : nil })
    }
  }

  private static func test(
    _ call: Call, _ name: String, byAttribute: Bool
  ) throws -> (Value) throws -> Bool {
    var rest = call.arguments
    var path = AttributePath(nil)
    if byAttribute {
      guard !rest.isEmpty else {
        throw Diagnostic(
          code: "filter-argument-error", "`\(name)` needs the name of an attribute")
      }
      path = AttributePath(rest.removeFirst())
    }
    let state = call.state
    guard let named = rest.first else { return { try path.value(in: $0, state).isTrue } }
    let inner = Call(
      arguments: Array(rest.dropFirst()), keywords: call.keywords, state: state,
      place: call.place)
    return { item in
      let value = try path.value(in: item, state)
      return try state.test(named: named)(value, inner)
    }
  }
}

extension Call {
  /// A generator that runs `body` with this call when it is visited.
  ///
  /// It does not keep the interpreter, whose variables may hold the generator.
  ///
  /// - Parameter last: what comes after the elements.
  func generator(
    _ function: String, _ value: Value, last: (() throws -> Value?)? = nil,
    _ body: @escaping (Call) throws -> IteratorValue.Production
  ) -> Value {
    let (arguments, keywords, place) = (arguments, keywords, place)
    let held = [value] + arguments + keywords.map(\.value)
    return .object(
      IteratorValue(generator: function, holding: held, at: place, last: last) { [weak state] in
        guard let state else {
          throw Diagnostic(
            code: "type-error", "`\(function)` is visited after its template has ended")
        }
        return try body(
          Call(arguments: arguments, keywords: keywords, state: state, place: place))
      })
  }
}

extension Interpreter {
  /// As in Jinja2, what is false is empty, even where it could not be iterated.
  fileprivate func isIterated(_ value: Value) throws -> Bool {
    if case .undefined(let undefined) = value, undefined.behavior == .strict {
      throw undefined.diagnostic
    }
    return value.isTrue
  }

  /// Throws: `unknown-filter`.
  func filter(named value: Value) throws -> Filter {
    let name = value.description
    if let filter = environment.filters[name] { return filter }
    throw Diagnostic(
      code: "unknown-filter", "unknown filter `\(name)`",
      help: NearMiss.help(for: name, among: environment.filters.keys.sorted()))
  }

  /// Throws: `unknown-test`.
  func test(named value: Value) throws -> Test {
    let name = value.description
    if let test = environment.tests[name] { return test }
    throw Diagnostic(
      code: "unknown-test", "unknown test `\(name)`",
      help: NearMiss.help(for: name, among: environment.tests.keys.sorted()))
  }
}
