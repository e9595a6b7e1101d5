package import Diagnostics

/// What an undefined value lets people do with it.
package enum UndefinedBehavior: String, Sendable, CaseIterable {
  /// Prints as nothing, is false and empty; anything else raises (Jinja2's `Undefined`).
  case `default`
  /// As `default`, and attributes and items of it are undefined too (`ChainableUndefined`).
  case chainable
  /// As `default`, but prints as `{{ name }}` (`DebugUndefined`).
  case debug
  /// Every use but `is defined` raises (`StrictUndefined`).
  case strict
  /// As `chainable`, and calling it gives undefined as well.
  case callable
}

/// The absence of a value, and why it is absent.
package final class Undefined: ValueHolder {
  package let behavior: UndefinedBehavior
  /// The name, attribute or item that was looked up; nil when unknown.
  package let name: String?
  /// What is said instead of "`name` is undefined".
  package let hint: String?
  /// How Jinja2 words the hint, which it prints under `debug`; nil where it has the same words.
  private let printed: String?
  /// The object that has no attribute or item `name`.
  private(set) var owner: Value?
  /// Where `name` was looked up; for the near-miss help.
  let context: Context?
  /// Whether `name` is the `repr` of a key that is no string.
  let isKey: Bool
  /// Where a template looked up `name`.
  private let origin: Place

  package convenience init(
    name: String? = nil, hint: String? = nil, behavior: UndefinedBehavior = .default
  ) {
    self.init(name: name, hint: hint, behavior: behavior, owner: nil, context: nil)
  }

  init(
    name: String? = nil, hint: String? = nil, behavior: UndefinedBehavior = .default,
    owner: Value?, context: Context?, isKey: Bool = false,
    origin: Place = .nowhere, printed: String? = nil
  ) {
    self.printed = printed
    self.behavior = behavior
    self.name = name
    self.hint = hint
    self.owner = owner
    self.context = context
    self.isKey = isKey
    self.origin = origin
  }

  deinit { if owner != nil { Dismantling.release(takeValues()) } }

  func takeValues() -> [Value] {
    defer { owner = nil }
    return owner.map { [$0] } ?? []
  }

  /// The problem of using this value.
  package var diagnostic: Diagnostic {
    let problem = self.problem
    return origin.span.map { problem.noting(Undefined.originWords, at: $0) } ?? problem
  }

  /// The problem of using this value where a text is wanted: quotes may have been forgotten.
  package var diagnosticOfText: Diagnostic {
    var problem = diagnostic
    if let name, owner == nil, hint == nil, problem.help.isEmpty {
      problem.help = ["a text stands in quotes: `'\(name)'`"]
    }
    return problem
  }

  /// The note that tells where a value was looked up. Where that lies in the expression that uses the
  /// value, it becomes the problem's place.
  static let originWords = "it was looked up here"

  private var problem: Diagnostic {
    if let hint { return Diagnostic(code: "undefined-variable", hint) }
    guard let name else { return Diagnostic(code: "undefined-variable", "the value is undefined") }
    guard let owner else {
      var help = ForeignSyntax.help(forVariable: name)
      if help.isEmpty { help = NearMiss.help(for: name, among: context?.knownNames ?? []) }
      return Diagnostic(code: "undefined-variable", "`\(name)` is undefined", help: help)
    }
    return Diagnostic(
      code: "undefined-attribute", "`\(owner.typeName)` has no attribute or item `\(name)`",
      help: ForeignSyntax.help(forMember: name, of: owner)
        ?? NearMiss.help(for: name, among: Members.names(of: owner)))
  }

  /// The problem of using this value where Python checks the type and knows nothing of undefined ones.
  var typeError: Diagnostic {
    let problem = diagnostic
    return Diagnostic(
      code: "type-error", problem.message, notes: problem.notes, help: problem.help)
  }

  /// What it prints as. Throws: `undefined-variable` if it must not be printed.
  package func text() throws -> String {
    switch behavior {
    case .default, .chainable, .callable: return ""
    case .strict: throw diagnostic
    case .debug:
      if let hint { return "{{ undefined value printed: \(printed ?? hint) }}" }
      guard let owner else { return "{{ \(name ?? "") }}" }
      let key = isKey ? name ?? "" : PythonString.repr(name ?? "")
      return "{{ no such element: \(owner.isNone ? "None" : "\(owner.typeName) object")[\(key)] }}"
    }
  }
}
