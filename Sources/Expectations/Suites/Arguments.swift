package import Diagnostics
package import PlainData

/// The arguments of one expectation, in the order they were written, each with its place.
package struct Arguments: Hashable, Sendable {
  package struct Argument: Hashable, Sendable {
    package let value: PlainValue
    package let span: Span
  }

  private var names: [String] = []
  private var storage: [String: Argument] = [:]
  /// Where arguments that were not written would stand: the expectation's name.
  package let span: Span

  init(span: Span) { self.span = span }

  subscript(argument name: String) -> Argument? {
    get { storage[name] }
    set {
      if storage[name] == nil, newValue != nil { names.append(name) }
      storage[name] = newValue
    }
  }

  /// The value of an argument; nil when it was not written or is null.
  package subscript(name: String) -> PlainValue? {
    guard let value = storage[name]?.value, value != .null else { return nil }
    return value
  }

  /// The value, or the values of a list; empty when it was not written.
  func values(_ name: String) -> [PlainValue] {
    guard let value = self[name] else { return [] }
    return value.list ?? [value]
  }

  package func span(of name: String) -> Span { storage[name]?.span ?? span }

  /// All that was written, as plain data: Great Expectations' `kwargs`.
  package var plain: PlainMap {
    PlainMap(names.compactMap { name in storage[name].map { (name, $0.value) } })
  }
}

extension Arguments {
  /// The values below are there because the type's parameters were checked when the suite was read;
  /// a caller that skipped the check gets a diagnostic.
  func required<Value>(_ name: String, _ read: (PlainValue) -> Value?) throws(Diagnostic) -> Value {
    guard let value = self[name].flatMap(read) else {
      throw Diagnostic(
        code: "missing-expectation-argument", "argument `\(name)` is missing", at: span)
    }
    return value
  }

  func text(_ name: String) throws(Diagnostic) -> String { try required(name, \.string) }
  func integer(_ name: String) throws(Diagnostic) -> Int { try required(name, \.int) }
  func number(_ name: String) throws(Diagnostic) -> Double { try required(name, \.double) }
  func list(_ name: String) throws(Diagnostic) -> [PlainValue] { try required(name, \.list) }
  func texts(_ name: String) throws(Diagnostic) -> [String] {
    try list(name).compactMap(\.string)
  }
  func flag(_ name: String) -> Bool { self[name]?.bool ?? false }
}
