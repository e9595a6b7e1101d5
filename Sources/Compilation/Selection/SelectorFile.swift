import Diagnostics
import Graph
import PlainData
import YAML

/// selectors.yml: selections with names, which may build on each other.
struct SelectorFile: Sendable {
  private var definitions: [String: Selection] = [:]
  private var order: [String] = []
  /// The one that applies when no option selects anything.
  private(set) var defaultName: String?

  /// Throws: `selector-syntax`, `selector-cycle`, and what the selections in it get wrong.
  init(_ document: YAMLDocument?, parser: SelectionParser) throws(Diagnostic) {
    guard let root = document?.root else { return }
    let reader = SelectorReader(parser: parser)
    for entry in root["selectors"]?.items ?? root.items {
      guard let name = entry["name"]?.text else {
        throw .selectorSyntax("a selector has a name", at: entry.span)
      }
      guard let definition = entry["definition"] else {
        throw .selectorSyntax("the selector `\(name)` has no definition", at: entry.span)
      }
      if definition.kind == .mapping, definition.pairs.count > 1,
        definition["union"] != nil || definition["intersection"] != nil
      {
        throw .selectorSyntax(
          "a definition has a single `union` or `intersection` at its root level",
          at: definition.span)
      }
      definitions[name] = try reader.selection(definition)
      order.append(name)
      if entry["default"]?.plain.bool ?? false {
        if let defaultName {
          throw .selectorSyntax(
            "one selector is the default, and both `\(defaultName)` and `\(name)` are",
            at: entry.span)
        }
        defaultName = name
      }
    }
    for name in order { try checkCycle(name, path: []) }
  }

  /// Throws: `unknown-selector`, with the nearest name.
  func selection(named name: String) throws(Diagnostic) -> Selection {
    if let selection = definitions[name] { return selection }
    throw Diagnostic(
      code: "unknown-selector",
      "could not find selector named `\(name)`, expected one of \(order)",
      help: NearMiss.help(for: name, among: order))
  }

  /// The definitions that `selector:` names; wildcards allowed.
  func selections(matching criterion: Criterion) throws(Diagnostic) -> [Selection] {
    let pattern = Wildcard(criterion.value)
    let found = order.sorted().filter(pattern.matches).compactMap { definitions[$0] }
    guard found.isEmpty else { return found }
    throw Diagnostic(
      code: "unknown-selector", "no selector of selectors.yml is named `\(criterion.value)`",
      at: criterion.span, help: NearMiss.help(for: criterion.value, among: order))
  }

  private func checkCycle(_ name: String, path: [String]) throws(Diagnostic) {
    guard !path.contains(name) else {
      throw Diagnostic(
        code: "selector-cycle",
        "selectors build on each other: \((path + [name]).joined(separator: " → "))",
        at: definitions[name]?.span)
    }
    for pattern in definitions[name]?.selectorNames ?? [] {
      for next in order where Wildcard(pattern).matches(next) {
        try checkCycle(next, path: path + [name])
      }
    }
  }
}

/// Reads the definitions of selectors.yml, in their three forms.
private struct SelectorReader {
  let parser: SelectionParser

  func selection(_ node: YAMLNode) throws(Diagnostic) -> Selection {
    switch node.kind {
    case .scalar: return .criterion(try parser.criterion(node.verbatimSpan ?? node.span).completing)
    case .sequence:
      throw .selectorSyntax("a definition is a text or a mapping, not a list", at: node.span)
    case .mapping: break
    }
    if let parts = node["union"] { return try combined(parts) { .union($0) } }
    if let parts = node["intersection"] { return try combined(parts) { .intersection($0) } }
    return try criterion(node)
  }

  private func combined(_ node: YAMLNode, _ combine: ([Selection]) -> Selection)
    throws(Diagnostic) -> Selection
  {
    guard node.kind == .sequence else {
      throw .selectorSyntax("`union` and `intersection` take lists", at: node.span)
    }
    var parts: [Selection] = []
    var excluded: Selection?
    for item in node.items {
      guard let exclude = item["exclude"], item.pairs.count == 1 else {
        parts.append(try selection(item))
        continue
      }
      guard excluded == nil else {
        throw .selectorSyntax(
          "you cannot provide multiple exclude arguments to the same selector set operator",
          at: item.span)
      }
      excluded = try exclusions(exclude)
    }
    return excluded.map { .difference(combine(parts), without: $0) } ?? combine(parts)
  }

  private func exclusions(_ node: YAMLNode) throws(Diagnostic) -> Selection {
    guard node.kind == .sequence else {
      throw .selectorSyntax("`exclude` takes a list", at: node.span)
    }
    var parts: [Selection] = []
    for item in node.items { parts.append(try selection(item)) }
    return .union(parts)
  }

  /// `{tag: nightly}`, or the long form with `method`, `value` and the signs as keys.
  private func criterion(_ node: YAMLNode) throws(Diagnostic) -> Selection {
    guard node["method"] != nil || node.pairs.count == 1 else {
      throw .selectorSyntax(
        "a criterion is one pair, `method: value`, or has the keys `method` and `value`",
        at: node.span)
    }
    guard node["method"] != nil else {
      for pair in node.pairs { return .criterion(try criterion(pair.key, pair.value)) }
      throw .selectorSyntax("a criterion names a method", at: node.span)
    }
    guard let method = node["method"], let value = node["value"] else {
      throw .selectorSyntax("a criterion with `method` has a `value`", at: node.span)
    }
    var criterion = try self.criterion(method, value)
    criterion.parents = reach(node, "parents")
    criterion.children = reach(node, "children")
    criterion.childrensParents = isTrue(node["childrens_parents"])
    if let word = node["indirect_selection"]?.text {
      guard let mode = IndirectSelection(rawValue: word) else {
        throw .selectorSyntax("`indirect_selection` has no mode `\(word)`", at: node.span)
      }
      criterion.indirect = mode
    }
    guard let exclude = node["exclude"] else { return .criterion(criterion) }
    return .difference(.criterion(criterion), without: try exclusions(exclude))
  }

  private func criterion(_ method: YAMLNode, _ value: YAMLNode) throws(Diagnostic) -> Criterion {
    let words = (method.text ?? "").split(separator: ".").map(String.init)
    guard let name = words.first, parser.methods.contains(name) else {
      let unknown = words.first ?? ""
      throw Diagnostic(
        code: "unknown-selection-method", "'\(unknown)' is not a valid method name",
        at: method.span, help: NearMiss.help(for: unknown, among: parser.methods))
    }
    guard let text = value.text else {
      throw .selectorSyntax("`\(name)` takes one value", at: value.span)
    }
    return Criterion(name, arguments: Array(words.dropFirst()), value: text, at: value.span)
      .completing
  }

  private func reach(_ node: YAMLNode, _ key: String) -> Criterion.Reach {
    guard isTrue(node[key]) else { return .none }
    return node[key + "_depth"]?.plain.int.map { .within($0) } ?? .all
  }

  private func isTrue(_ node: YAMLNode?) -> Bool {
    node?.plain.bool ?? (node?.text?.lowercased() == "true")
  }
}

extension Criterion {
  /// A selector brings its own tests along; none are added to it.
  var completing: Criterion {
    guard method == SelectionMethod.selector.rawValue else { return self }
    var copy = self
    copy.indirect = .empty
    return copy
  }
}

extension Selection {
  /// The patterns of the `selector:` criteria in it.
  fileprivate var selectorNames: [String] {
    switch self {
    case .criterion(let criterion): criterion.method == "selector" ? [criterion.value] : []
    case .union(let parts), .intersection(let parts): parts.flatMap(\.selectorNames)
    case .difference(let whole, let without): whole.selectorNames + without.selectorNames
    }
  }
}

extension Diagnostic {
  fileprivate static func selectorSyntax(_ message: String, at span: Span) -> Diagnostic {
    Diagnostic(code: "selector-syntax", message, at: span)
  }
}
