package import PlainData

/// What a document is made of that `YAMLWriter` writes: PyYAML's nodes.
package indirect enum YAMLTree {
  /// A scalar that is written as it is and means what it looks like: `1`, `null`, `2020-01-01`.
  case scalar(String)
  /// A text, in quotes where it would mean something else without.
  case text(String)
  case list([YAMLTree])
  case map([(key: YAMLTree, value: YAMLTree)])
  /// A map of nulls, which `!!set` announces.
  case set([YAMLTree])
  /// Something that is written once and meant again later, `&id001 …`.
  case anchored(Int, YAMLTree)
  /// What was written before, `*id001`.
  case alias(Int)
}

extension YAMLTree {
  package init(_ value: PlainValue) {
    switch value {
    case .null: self = .scalar("null")
    case .bool(let flag): self = .scalar(flag ? "true" : "false")
    case .int(let number): self = .scalar(String(number))
    case .double(let number): self.init(number)
    case .string(let text): self = .text(text)
    case .list(let items): self = .list(items.map(YAMLTree.init))
    case .map(let map): self = .map(map.map { (.text($0.key), YAMLTree($0.value)) })
    }
  }

  /// Python's `repr`, with a point in front of an exponent as YAML 1.1 wants it.
  package init(_ number: Double) {
    guard number.isFinite else {
      self = .scalar(number.isNaN ? ".nan" : number < 0 ? "-.inf" : ".inf")
      return
    }
    let text = "\(number)"
    guard let mark = text.firstIndex(of: "e") else {
      self = .scalar(text)
      return
    }
    let (mantissa, exponent) = (text[..<mark], text[text.index(after: mark)...])
    let digits = exponent.drop { $0 == "-" || $0 == "+" }
    self = .scalar(
      mantissa + (mantissa.contains(".") ? "e" : ".0e") + (exponent.hasPrefix("-") ? "-" : "+")
        + (digits.count < 2 ? "0" : "") + digits)
  }

  /// The node itself, without its anchor.
  var content: YAMLTree {
    if case .anchored(_, let tree) = self { tree } else { self }
  }

  /// Whether it is written in lines of its own: a list or a map that is not empty.
  var isBlock: Bool {
    switch content {
    case .list(let items), .set(let items): !items.isEmpty
    case .map(let pairs): !pairs.isEmpty
    default: false
    }
  }

  /// What is written in front of the node: its anchor, and what kind of map it is.
  var properties: String {
    switch self {
    case .anchored(let number, let tree): "&\(Self.name(of: number)) " + tree.properties
    case .set: "!!set "
    default: ""
    }
  }

  /// PyYAML's names of anchors.
  static func name(of anchor: Int) -> String {
    let digits = String(anchor)
    return "id" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
