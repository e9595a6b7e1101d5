internal import Diagnostics

/// What Python gives back lazily (the filter `map`, `reversed` …): can be visited once.
package final class IteratorValue: Object {
  package let typeName: String
  /// The function that a generator runs, for its `repr`.
  private let function: String?
  /// Where the filter stands: that is wrong, not where it is visited, when an element cannot be made.
  private let place: Place
  /// What the source and the step refer to.
  private let items: ListValue
  /// The input, visited up to `position`.
  private var source: LoopElements
  private var position = 0
  /// What makes the elements; nil when it is done, or there is nothing to do.
  private var work: Work?
  /// Gives what comes after the elements.
  private var last: (() throws -> Value?)?

  /// The elements that a generator visits, and what it makes of each: nil leaves it out.
  typealias Production = (input: LoopElements, step: (Value) throws -> Value?)

  /// What a generator does when it is first visited: its input, and what becomes of each element of it.
  struct Work {
    let start: () throws -> Production
  }

  package init(_ typeName: String, _ items: [Value]) {
    self.typeName = typeName
    function = nil
    place = .nowhere
    let tuple = TupleValue(items)
    self.items = ListValue([.tuple(tuple)])
    source = .items(tuple)
  }

  /// A generator: nothing happens, and nothing fails, until it is visited.
  ///
  /// - Parameters:
  ///   - function: Jinja2's name of it.
  ///   - place: the filter.
  ///   - held: the values that `start` refers to.
  ///   - start: gives the elements of the input, and what makes an element of each: nil leaves it out.
  init(
    generator function: String, holding held: [Value], at place: Place,
    last: (() throws -> Value?)? = nil, _ start: @escaping () throws -> Production
  ) {
    typeName = "generator"
    self.function = function
    self.place = place
    items = ListValue(held)
    source = .none
    work = Work(start: start)
    self.last = last
  }

  package var repr: String { "<\(typeName) object\(function.map { " " + $0 } ?? "")>" }

  package var held: Value? { .list(items) }

  package func elements() throws -> [Value]? {
    var result: [Value] = []
    while let value = try next() { result.append(value) }
    return result
  }

  /// Visits elements up to the first that is equal, as Python's `in` does.
  package func contains(_ value: Value) throws -> Bool? {
    while let element = try next() {
      if try element.equals(value) { return true }
    }
    return false
  }

  private var step: ((Value) throws -> Value?)?

  /// The next element; nil at the end. After an error there is none, as in Python.
  func next() throws -> Value? {
    do {
      try begin()
      while let value = try source.element(at: position) {
        position += 1
        guard let step else { return value }
        if let made = try step(value) { return made }
      }
      if let last {
        self.last = nil
        if let made = try last() {
          finish()
          return made
        }
      }
    } catch {
      finish()
      guard let diagnostic = error as? Diagnostic, diagnostic.span == nil, let span = place.span
      else { throw error }
      throw diagnostic.placed(at: span)
    }
    finish()
    return nil
  }

  private func begin() throws {
    guard let work else { return }
    self.work = nil
    (source, step) = try work.start()
    if let held = source.held { items.items.append(held) }
  }

  private func finish() {
    source = .none
    position = 0
    step = nil
    work = nil
    last = nil
  }
}

/// A view of a dict, which follows the dict's changes: `dict_keys`, `dict_values`, `dict_items`.
final class DictView: OperatorObject {
  enum Part: String {
    case keys = "dict_keys"
    case values = "dict_values"
    case items = "dict_items"
  }

  let dict: DictValue
  private let part: Part

  init(_ dict: DictValue, _ part: Part) {
    self.dict = dict
    self.part = part
  }

  var typeName: String { part.rawValue }
  var length: Int? { dict.count }
  var isContainer: Bool { true }
  var isHashable: Bool { part == .values }
  var repr: String { Value.object(self).repr }

  func write(to writer: inout ReprWriter) {
    writer.write(text: part.rawValue)
    writer.write(members, "([", "])")
  }

  var held: Value? { .dict(dict) }

  var members: [Value] {
    switch part {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.pairs.map { .tuple([$0.key, $0.value]) }
    }
  }

  func elements() -> [Value]? { members }

  func contains(_ value: Value) throws -> Bool? {
    guard part == .keys else { return nil }
    try value.checkHashable()
    return dict[value] != nil
  }

  /// Keys and items are like sets: `a.keys() - b`.
  func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    guard sign == "-", part != .values, !(isReversed && other.isUndefined) else { return nil }
    let (left, right) =
      isReversed ? (try other.elements(), members) : (members, try other.elements())
    let rest = DictValue(try SetValue(left).members.keys.map { ($0, Value.none) })
    for member in right {
      try member.checkHashable()
      rest[member] = nil
    }
    return .object(try SetValue(rest.keys))
  }

  func isEqual(to other: any Object) -> Bool {
    Value.object(self).isEqual(to: .object(other))
  }

  func isEqual(to other: any Object, _ equality: inout Equality) -> Bool {
    guard let other = other as? DictView, part == other.part, part != .values else {
      return self === other
    }
    guard dict.count == other.dict.count else { return false }
    return dict.pairs.allSatisfy { pair in
      guard let value = other.dict[pair.key] else { return false }
      return part == .keys || equality.compare(pair.value, value)
    }
  }
}
