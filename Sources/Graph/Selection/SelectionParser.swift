package import Diagnostics

/// Reads the selection language: `+stg_orders tag:nightly,config.materialized:table+1 @orders`.
package struct SelectionParser: Sendable {
  /// The names of the methods that exist.
  package let methods: [String]
  /// The method of a value that names none.
  package let defaultMethod: @Sendable (String) -> String

  package init(methods: [String], defaultMethod: @escaping @Sendable (String) -> String) {
    self.methods = methods
    self.defaultMethod = defaultMethod
  }

  /// The union of everything in `arguments`, the values of one repeated option.
  ///
  /// Mistakes are placed in `option`, as if it were a file that holds the values on one line.
  /// Throws: `unknown-selection-method`, `selection-syntax`; all mistakes at once.
  package func union(_ arguments: [String], option: String) throws(Diagnostics) -> Selection {
    try union(SourceFile(path: option, text: arguments.joined(separator: " ")).span)
  }

  /// The union of the criteria in the text of `span`.
  ///
  /// Throws: `unknown-selection-method`, `selection-syntax`; all mistakes at once.
  package func union(_ span: Span) throws(Diagnostics) -> Selection {
    var problems = Diagnostics()
    var parts: [Selection] = []
    for word in span.pieces(between: [0x20, 0x09, 0x0A, 0x0D]) where !word.range.isEmpty {
      do {
        parts.append(try intersection(word))
      } catch {
        problems.append(error)
      }
    }
    try problems.throwIfErrors()
    return parts.count == 1 ? parts[0] : .union(parts)
  }

  private func intersection(_ word: Span) throws(Diagnostic) -> Selection {
    var parts: [Selection] = []
    for piece in word.pieces(between: [UInt8(ascii: ",")]) {
      parts.append(.criterion(try criterion(piece)))
    }
    return parts.count == 1 ? parts[0] : .intersection(parts)
  }

  /// One criterion: `[@][n+][method[.argument…]:]value[+[n]]`.
  ///
  /// Throws: `unknown-selection-method`, `selection-syntax`.
  package func criterion(_ span: Span) throws(Diagnostic) -> Criterion {
    var rest = span.text[...]
    let spreads = rest.removePrefix("@")
    let parents = rest.removeParents()
    let children = rest.removeChildren()
    let method = rest.removeMethod()
    let value = String(rest)
    guard !value.isEmpty else { throw .emptySelection(at: span) }
    if spreads, children != .none { throw .atWithPlus(at: span) }
    let names = (method ?? defaultMethod(value)).split(separator: ".").map(String.init)
    guard let name = names.first, method == nil || methods.contains(name) else {
      throw .unknownMethod(names.first ?? "", among: methods, in: span)
    }
    return Criterion(
      name, arguments: Array(names.dropFirst()), value: value, parents: parents,
      children: children, childrensParents: spreads, at: span)
  }
}

extension Substring {
  fileprivate mutating func removePrefix(_ prefix: Character) -> Bool {
    guard first == prefix else { return false }
    removeFirst()
    return true
  }

  /// `+` or `2+` in front.
  fileprivate mutating func removeParents() -> Criterion.Reach {
    let digits = prefix(while: \.isDigit)
    guard self[digits.endIndex...].first == "+" else { return .none }
    self = self[digits.endIndex...].dropFirst()
    return Criterion.Reach(digits)
  }

  /// `+` or `+2` at the end.
  fileprivate mutating func removeChildren() -> Criterion.Reach {
    let digits = Substring(reversed().prefix(while: \.isDigit).reversed())
    let before = dropLast(digits.count)
    guard before.last == "+" else { return .none }
    self = before.dropLast()
    return Criterion.Reach(digits)
  }

  /// The words and dots before the first colon, if nothing else stands there.
  fileprivate mutating func removeMethod() -> String? {
    let name = prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard !name.isEmpty, self[name.endIndex...].first == ":" else { return nil }
    self = self[name.endIndex...].dropFirst()
    return String(name)
  }
}

extension Criterion.Reach {
  /// No digits stand for any number of edges; so does a number beyond all counting.
  fileprivate init(_ digits: Substring) {
    self = Int(digits).map { .within($0) } ?? .all
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension Span {
  /// The parts of the text between single bytes of `separators`, empty ones included.
  fileprivate func pieces(between separators: [UInt8]) -> [Span] {
    text.utf8.split(omittingEmptySubsequences: false, whereSeparator: separators.contains).map {
      let start = range.lowerBound + text.utf8.distance(from: text.startIndex, to: $0.startIndex)
      return Span(file, start..<(start + $0.count))
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownMethod(_ name: String, among methods: [String], in span: Span)
    -> Diagnostic
  {
    let signs = span.text.utf8.prefix { $0 != name.utf8.first }.count
    let start = span.range.lowerBound + signs
    return Diagnostic(
      code: "unknown-selection-method", "unknown selection method `\(name)`",
      at: Span(span.file, start..<(start + name.utf8.count)),
      help: NearMiss.help(for: name, among: methods))
  }

  fileprivate static func emptySelection(at span: Span) -> Diagnostic {
    Diagnostic(
      code: "selection-syntax",
      "a selection names what it selects, and `\(span.text)` names nothing", at: span)
  }

  fileprivate static func atWithPlus(at span: Span) -> Diagnostic {
    Diagnostic(
      code: "selection-syntax", "`@` in front and `+` at the end exclude each other", at: span,
      help: ["`@` already selects everything downstream"])
  }
}
