/// Writes values as Python's `repr` does; a container inside itself becomes `[...]`.
///
/// With a list of what is still to be written in place of recursion.
package struct ReprWriter {
  private(set) var text = ""
  /// Whether a container was left out because of its depth.
  private(set) var isTooDeep = false
  private(set) var isTooLong = false
  /// Whether an integer has more digits than Python writes.
  private(set) var hasLongInteger = false
  private let limit: Int
  /// The containers that are being written, outermost first.
  private var open: [ObjectIdentifier] = []
  /// What comes after, the next last.
  private var pending: [Part] = []
  /// What the container that is being opened is made of, in its order.
  private var parts: [Part] = []

  private enum Part {
    case text(String)
    case value(Value)
    case end
  }

  init(limit: Int) {
    self.limit = limit
  }

  mutating func run(_ value: Value) {
    pending = [.value(value)]
    while let part = pending.popLast(), !isTooDeep, !isTooLong {
      switch part {
      case .text(let more): text += more
      case .end: open.removeLast()
      case .value(let value): print(value)
      }
      // One list can be in a value many times, so that a small one prints as a huge text.
      isTooLong = text.utf8.count > limit
    }
  }

  /// Adds text to what `Object.write(to:)` writes.
  package mutating func write(text more: String) { parts.append(.text(more)) }

  /// Adds a value.
  package mutating func write(_ value: Value) { parts.append(.value(value)) }

  /// Adds the items with commas between them.
  package mutating func write(_ items: [Value], _ opening: String, _ closing: String) {
    parts.append(.text(opening))
    for (index, item) in items.enumerated() {
      if index > 0 { parts.append(.text(", ")) }
      parts.append(.value(item))
    }
    parts.append(.text(closing))
  }

  private mutating func write(_ dict: DictValue) {
    parts.append(.text("{"))
    for (index, pair) in dict.pairs.enumerated() {
      if index > 0 { parts.append(.text(", ")) }
      parts += [.value(pair.key), .text(": "), .value(pair.value)]
    }
    parts.append(.text("}"))
  }

  private mutating func print(_ value: Value) {
    switch value {
    case .undefined: text += "Undefined"
    case .none: text += "None"
    case .bool(let flag): text += flag ? "True" : "False"
    case .int(let number): text += String(number)
    case .big(let number) where number.isTooLongForText:
      hasLongInteger = true
      text += "..."
    case .big(let number): text += number.description
    case .double(let number): text += PythonFloat.repr(number)
    case .string(let string): text += PythonString.repr(string)
    case .markup(let string): text += "Markup(\(PythonString.repr(string)))"
    case .list(let list): enter(list, "[...]") { $0.write(list.items, "[", "]") }
    case .tuple(let tuple):
      let items = tuple.items
      enter(tuple, "(...)") { $0.write(items, "(", items.count == 1 ? ",)" : ")") }
    case .dict(let dict): enter(dict, "{...}") { $0.write(dict) }
    case .object(let object):
      guard object.isContainer else {
        text += object.repr
        return
      }
      enter(object, "...") { object.write(to: &$0) }
    }
  }

  private mutating func enter(
    _ container: AnyObject, _ placeholder: String, _ body: (inout ReprWriter) -> Void
  ) {
    let identity = ObjectIdentifier(container)
    if open.contains(identity) {
      text += placeholder
      return
    }
    guard open.count < Nesting.limit else {
      isTooDeep = true
      text += placeholder
      return
    }
    open.append(identity)
    pending.append(.end)
    body(&self)
    pending.append(contentsOf: parts.reversed())
    parts.removeAll(keepingCapacity: true)
  }
}
