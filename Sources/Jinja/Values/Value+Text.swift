extension Value: CustomStringConvertible {
  /// Python's `str()`; an undefined value gives the empty text.
  package var description: String {
    switch self {
    case .string(let text), .markup(let text): text
    case .undefined(let undefined): (try? undefined.text()) ?? ""
    case .object(let object): object.str
    default: repr
    }
  }

  /// Python's `str()`. Throws: `undefined-variable` for an undefined value that must not be printed.
  package func text() throws -> String {
    switch self {
    case .string(let text), .markup(let text): text
    case .undefined(let undefined): try undefined.text()
    default: description
    }
  }

  /// Python's `repr()`: strings quoted, lists with their items' `repr`.
  package var repr: String {
    switch self {
    case .int(let value): return String(value)
    case .double(let value): return PythonFloat.repr(value)
    case .bool(let value): return value ? "True" : "False"
    case .none: return "None"
    default:
      var writer = ReprWriter()
      writer.write(self)
      return writer.text
    }
  }
}

/// Writes values as Python's `repr` does; a container inside itself becomes `[...]`.
struct ReprWriter {
  private(set) var text = ""
  private var open: [ObjectIdentifier] = []

  mutating func write(_ value: Value) {
    switch value {
    case .undefined: text += "Undefined"
    case .none: text += "None"
    case .bool(let flag): text += flag ? "True" : "False"
    case .int(let number): text += String(number)
    case .big(let number): text += number.description
    case .double(let number): text += PythonFloat.repr(number)
    case .string(let string): text += PythonString.repr(string)
    case .markup(let string): text += "Markup(\(PythonString.repr(string)))"
    case .list(let list): guarded(list, "[...]") { $0.write(list.items, "[", "]") }
    case .tuple(let items): write(items, "(", items.count == 1 ? ",)" : ")")
    case .dict(let dict): guarded(dict, "{...}") { $0.write(dict) }
    case .object(let object): text += object.repr
    }
  }

  private mutating func write(_ items: [Value], _ opening: String, _ closing: String) {
    text += opening
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      write(item)
    }
    text += closing
  }

  private mutating func write(_ dict: DictValue) {
    text += "{"
    for (index, pair) in dict.pairs.enumerated() {
      if index > 0 { text += ", " }
      write(pair.key)
      text += ": "
      write(pair.value)
    }
    text += "}"
  }

  private mutating func guarded(
    _ container: AnyObject, _ placeholder: String, _ body: (inout ReprWriter) -> Void
  ) {
    let identity = ObjectIdentifier(container)
    // Nesting beyond this is only reachable by building it in a loop; the text is cut there.
    guard !open.contains(identity), open.count < 200 else {
      text += placeholder
      return
    }
    open.append(identity)
    body(&self)
    open.removeLast()
  }
}
