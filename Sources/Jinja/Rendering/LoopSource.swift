internal import Diagnostics

/// What a loop visits, by position; lists are seen live, as Python's iterators see them.
enum LoopElements {
  case items(TupleValue)
  case live(ListValue)
  case range(RangeValue)
  /// What is made when it is asked for, one after the other.
  case iterator(IteratorValue)
  /// The keys of a dict, or what a view shows, which must keep its size.
  case members(of: DictValue, TupleValue)

  /// Throws: `type-error` for what is not iterable.
  init(_ value: Value) throws {
    switch value {
    case .list(let list): self = .live(list)
    case .dict(let dict): self = .members(of: dict, TupleValue(dict.keys))
    case .tuple(let tuple): self = .items(tuple)
    case .object(let object):
      if let range = object as? RangeValue {
        self = .range(range)
      } else if let iterator = object as? IteratorValue {
        self = .iterator(iterator)
      } else if let view = object as? DictView {
        self = .members(of: view.dict, TupleValue(view.members))
      } else {
        self = .items(TupleValue(try value.elements()))
      }
    default: self = .items(TupleValue(try value.elements()))
    }
  }

  static var none: LoopElements { .made([]) }
  static func made(_ values: [Value]) -> LoopElements { .items(TupleValue(values)) }

  /// The container of the values.
  var held: Value? {
    switch self {
    case .items(let items): .tuple(items)
    case .live(let list): .list(list)
    case .iterator(let iterator): iterator.held
    case .members(_, let members): .tuple(members)
    case .range: nil
    }
  }

  /// How many there are; nil where only visiting them tells.
  var count: Int? {
    switch self {
    case .items(let tuple), .members(_, let tuple): tuple.items.count
    case .live(let list): list.items.count
    case .range(let range): range.count
    case .iterator: nil
    }
  }

  /// The element at `index`, asked for in order; nil at the end.
  ///
  /// Throws: `runtime-error` when a dict has changed its size; what makes an element.
  func element(at index: Int) throws -> Value? {
    switch self {
    case .items(let tuple): return index < tuple.items.count ? tuple.items[index] : nil
    case .live(let list): return index < list.items.count ? list.items[index] : nil
    case .range(let range): return range.element(index)
    case .iterator(let iterator): return try iterator.next()
    case .members(let dict, let members):
      guard dict.count == members.items.count else {
        throw Diagnostic(
          code: "runtime-error", "the dict got another size while a loop visited it",
          help: ["loop over `… | list`"])
      }
      return index < members.items.count ? members.items[index] : nil
    }
  }
}

/// The elements of a loop that pass its filter, one after the other.
struct LoopSource {
  let elements: LoopElements
  private var position = 0
  var filter: ((Value) throws -> Bool)?

  init(_ elements: LoopElements) {
    self.elements = elements
  }

  mutating func next() throws -> Value? {
    while let value = try elements.element(at: position) {
      position += 1
      guard let filter else { return value }
      if try filter(value) { return value }
    }
    return nil
  }

  /// How many elements are to come.
  mutating func remaining() throws -> Int {
    if filter == nil, let count = elements.count { return count - position }
    // What has been let through must not be asked twice.
    var passed: [Value] = []
    while let value = try next() { passed.append(value) }
    self = LoopSource(.items(TupleValue(passed)))
    return passed.count
  }
}

/// The special variable `loop`.
///
/// Its state is not checked for overlapping accesses where an access is a single load or store; only
/// `source` is, whose filter runs templates.
final class LoopValue: Object {
  private var source: LoopSource
  private let depth: Int
  private let recursion: ((Value, Int, Call) throws -> Value)?
  /// Position of the current element; -1 before the first.
  @exclusivity(unchecked) private(set) var index = -1
  @exclusivity(unchecked) private var before: Value?
  @exclusivity(unchecked) private var current: Value?
  /// The element after the current one, once it has been asked for.
  @exclusivity(unchecked) private var after: Value??
  private var lastChecked: [Value]?

  init(_ source: LoopSource, depth: Int, recursion: ((Value, Int, Call) throws -> Value)?) {
    self.source = source
    self.depth = depth
    self.recursion = recursion
  }

  /// The next element, which becomes the current one.
  func advance() throws -> Value? {
    let next = try peek()
    after = nil
    guard let next else { return nil }
    before = current
    current = next
    index += 1
    return next
  }

  /// Lets go of what is not needed after the loop, and of closures that hold the interpreter.
  func end() {
    source.filter = nil
    (before, current, after) = (nil, nil, nil)
  }

  var held: Value? { source.elements.held }

  private func peek() throws -> Value? {
    if let after { return after }
    let next = try source.next()
    after = .some(next)
    return next
  }

  private func count() throws -> Int {
    let ahead = try peek() == nil ? 0 : 1
    return index + 1 + ahead + (try source.remaining())
  }

  var memberNames: [String] { LoopPart.allCases.map(\.rawValue) + ["changed", "cycle"] }
  var typeName: String { "LoopContext" }
  var isCallable: Bool { recursion != nil }
  var length: Int? { try? count() }
  var repr: String { "<LoopContext \(index + 1)/\((try? count()) ?? 0)>" }

  func attribute(_ name: String) throws -> Value? {
    try LoopPart(rawValue: name).map(value)
  }

  func value(of part: LoopPart) throws -> Value {
    switch part {
    case .index: .int(index + 1)
    case .index0: .int(index)
    case .first: .bool(index == 0)
    case .last: .bool(try peek() == nil)
    case .length: .int(try count())
    case .revindex: .int(try count() - index)
    case .revindex0: .int(try count() - index - 1)
    case .previtem: before ?? .undefined(Undefined(hint: "there is no previous item"))
    case .nextitem: try peek() ?? .undefined(Undefined(hint: "there is no next item"))
    case .depth: .int(depth + 1)
    case .depth0: .int(depth)
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "cycle":
      guard !call.arguments.isEmpty else {
        throw Diagnostic(code: "type-error", "`cycle` needs at least one value")
      }
      return call.arguments[index % call.arguments.count]
    case "changed":
      defer { lastChecked = call.arguments }
      guard let lastChecked else { return true }
      return .bool(!(try Value.tuple(lastChecked).equals(.tuple(call.arguments))))
    default: return nil
    }
  }

  func call(_ call: Call) throws -> Value {
    guard let recursion else {
      throw Diagnostic(
        code: "type-error", "`loop` can only be called in a recursive loop",
        help: ["write `{% for … recursive %}`"])
    }
    var arguments = call.binder("loop")
    let iterable = try arguments.required("iterable")
    try arguments.finish()
    return try recursion(iterable, depth + 1, call)
  }
}
