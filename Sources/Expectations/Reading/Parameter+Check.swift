import Diagnostics
import PlainData
import YAML

extension Parameter {
  /// Throws: `yaml-type` where a value is not of the parameter's kind, `empty-list`,
  /// `unknown-value`, `bound-form`.
  func check(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) {
    let what = "`\(name)`"
    switch kind {
    case .column, .text, .regularExpression, .timeZone, .relation:
      guard let text = value.string else {
        throw .wrongType(node, what, wanted: "a string")
      }
      if text.isEmpty && kind != .text { throw .emptyText(what, at: node.span) }
    case .integer:
      // Great Expectations' files write whole numbers with a fraction, too: 5.0.
      guard value.int != nil || value.double.flatMap(Int.init(exactly:)) != nil else {
        throw .wrongType(node, what, wanted: "an integer")
      }
    case .number:
      guard value.double != nil else { throw .wrongType(node, what, wanted: "a number") }
    case .flag:
      guard value.bool != nil else { throw .wrongType(node, what, wanted: "true or false") }
    case .bound: try checkBound(value, node)
    case .map:
      guard value.map != nil else { throw .wrongType(node, what, wanted: "a mapping") }
    case .choice(let choices): try checkChoice(value, choices, node)
    case .columns, .texts, .regularExpressions, .relations, .values, .numbers, .tuples:
      try checkList(value, node)
    }
  }

  private func checkBound(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) {
    if value.double != nil { return }
    guard let text = value.string else {
      throw .wrongType(node, "`\(name)`", wanted: "a number, a date or a time")
    }
    if CivilTime(parsing: text) != nil { return }
    let isNumber = Double(text) != nil
    throw Diagnostic(
      code: "bound-form", "`\(name)` is neither a number nor a date or time", at: node.span,
      help: isNumber ? ["write the number without quotes: `\(text)`"] : [])
  }

  private func checkChoice(_ value: PlainValue, _ choices: [String], _ node: YAMLNode)
    throws(Diagnostic)
  {
    guard let text = value.string else {
      throw .wrongType(node, "`\(name)`", wanted: "a string")
    }
    guard choices.contains(text) else {
      throw .unknownValue(name, Located(text, at: node.span), choices: choices)
    }
  }

  private func checkList(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) {
    guard let items = value.list else {
      throw .wrongType(node, "`\(name)`", wanted: "a list")
    }
    if items.isEmpty && !mayBeEmpty {
      throw Diagnostic(code: "empty-list", "`\(name)` has no members", at: node.span)
    }
    for (index, item) in items.enumerated() where !accepts(item) {
      let places = node.items
      throw .wrongType(
        index < places.count ? places[index] : node, "a member of `\(name)`", wanted: wanted)
    }
    if case .columns(let minimum) = kind, items.count < minimum {
      throw Diagnostic(
        code: "empty-list", "`\(name)` needs at least \(minimum) columns", at: node.place)
    }
  }

  private var mayBeEmpty: Bool { kind == .values(mayBeEmpty: true) }

  private func accepts(_ item: PlainValue) -> Bool {
    switch kind {
    case .columns, .texts, .regularExpressions, .relations: item.string != nil
    case .numbers: item.double != nil
    case .tuples(let width): item.list?.count == width && item.list?.allSatisfy(\.isScalar) == true
    default: item.isScalar
    }
  }

  private var wanted: String {
    switch kind {
    case .columns, .texts, .regularExpressions, .relations: "a string"
    case .numbers: "a number"
    case .tuples(let width): "a list of \(width) values"
    default: "a single value"
    }
  }
}

extension PlainValue {
  fileprivate var isScalar: Bool { list == nil && map == nil }
}

extension Diagnostic {
  fileprivate static func emptyText(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(code: "empty-list", "\(what) is empty", at: span)
  }
}
