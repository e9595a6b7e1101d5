internal import Diagnostics

/// What filters with an `attribute` argument look up: `"user.name"`, `"0"`, an index.
struct AttributePath {
  private let parts: [Value]

  /// - Parameter attribute: a name with dots, or an integer; nil and None are the value itself.
  init(_ attribute: Value?) {
    switch attribute {
    case nil, .some(.none): parts = []
    case .some(let value):
      guard let text = value.string else {
        parts = [value]
        return
      }
      parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
        part.utf8.allSatisfy(\.isASCIIDigit) && !part.isEmpty
          ? Int(part).map(Value.int) ?? .string(String(part)) : .string(String(part))
      }
    }
  }

  func value(in value: Value, _ state: Interpreter, fallback: Value? = nil) throws -> Value {
    var current = value
    for part in parts {
      current = try state.member(part, of: current)
      if let fallback, current.isUndefined { current = fallback }
    }
    return current
  }
}

extension Interpreter {
  /// `object[key]`, else `object.key`, as the filters look things up.
  func member(_ key: Value, of object: Value) throws -> Value {
    if case .undefined(let undefined) = object {
      guard undefined.behavior == .chainable || undefined.behavior == .callable else {
        throw undefined.diagnostic
      }
      return object
    }
    if let value = try item(key, of: object) { return value }
    if let name = key.string {
      if case .object(let host) = object {
        if let value = try host.attribute(name) { return value }
        if let method = HostMethod(name, of: host) { return .object(method) }
      }
      if let method = Builtins.methods[name]?.method(for: object) {
        return .object(BoundMethod(name, object, method))
      }
      if let value = object.attribute(name) { return value }
    }
    return .undefined(
      Undefined(
        name: key.string ?? key.repr, behavior: behavior, owner: object, context: nil))
  }
}

/// What sorting and grouping compare.
struct SortKey {
  private let paths: [AttributePath]
  private let isCaseSensitive: Bool
  private let fallback: Value?
  /// Whether keys are lists, of which undefined members are equal and not compared further.
  private let isList: Bool

  init(
    _ attribute: Value?, isCaseSensitive: Bool, allowsSeveral: Bool = false, fallback: Value? = nil
  ) {
    self.isCaseSensitive = isCaseSensitive
    self.fallback = fallback
    isList = allowsSeveral
    if allowsSeveral, let text = attribute?.string {
      paths = text.split(separator: ",", omittingEmptySubsequences: false).map {
        AttributePath(.string(String($0)))
      }
    } else {
      paths = [AttributePath(attribute)]
    }
  }

  func key(_ value: Value, _ state: Interpreter) throws -> Value {
    let keys = try paths.map { path in
      SortKey.folded(
        try path.value(in: value, state, fallback: fallback), isCaseSensitive: isCaseSensitive)
    }
    return isList ? .list(keys) : keys[0]
  }

  static func folded(_ value: Value, isCaseSensitive: Bool) -> Value {
    guard !isCaseSensitive, let text = value.string else { return value }
    return .string(text.lowercased())
  }

  /// `values` in the order of their keys; equal ones stay in their order, reversed or not.
  func sorted(
    _ values: [Value], _ state: Interpreter, isReversed: Bool = false
  ) throws -> [Value] {
    let keyed = try values.enumerated().map { (key: try key($1, state), offset: $0, value: $1) }
    return try keyed.sorted { a, b in
      let (x, y) = isReversed ? (b, a) : (a, b)
      if try x.key.precedes(y.key) { return true }
      if try y.key.precedes(x.key) { return false }
      return a.offset < b.offset
    }.map(\.value)
  }
}
