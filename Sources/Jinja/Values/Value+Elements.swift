internal import Diagnostics

extension Value {
  /// What a loop over the value visits. Throws: `type-error` when it is not iterable.
  package func elements() throws -> [Value] {
    switch self {
    case .list(let list): return list.items
    case .tuple(let tuple): return tuple.items
    case .dict(let dict): return dict.keys
    // The characters of safe text are plain strings, as in Python.
    case .string(let text), .markup(let text):
      return text.unicodeScalars.map { .string(String($0)) }
    case .object(let object):
      if let elements = try object.elements() { return elements }
    case .undefined(let undefined):
      if undefined.behavior == .strict { throw undefined.diagnostic }
      return []
    default: break
    }
    throw Diagnostic(code: "type-error", "a value of type `\(typeName)` is not iterable")
  }

  /// Python's `len()`. Throws: `type-error` when it has none.
  package func length() throws -> Int {
    switch self {
    case .list(let list): return list.items.count
    case .tuple(let tuple): return tuple.items.count
    case .dict(let dict): return dict.count
    case .string(let text), .markup(let text): return PythonString.length(text)
    case .object(let object):
      if let length = object.length { return length }
    case .undefined(let undefined):
      if undefined.behavior == .strict { throw undefined.diagnostic }
      return 0
    default: break
    }
    throw Diagnostic(code: "type-error", "a value of type `\(typeName)` has no length")
  }
}
