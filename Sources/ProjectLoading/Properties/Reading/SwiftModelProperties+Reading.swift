import Diagnostics
import YAML

extension SwiftModelProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> SwiftModelProperties? {
    let uses = reader.required("uses")
    let inputs = reader.inputs()
    let condition = reader.string("where")
    let arguments = reader.settings("arguments")
    let node = NodeProperties.read(&reader, .model, file)
    guard let uses, let node else { return nil }
    return SwiftModelProperties(
      node: node, uses: uses, inputs: inputs, condition: condition, arguments: arguments)
  }
}

extension MappingReader {
  /// `input:` (one) or `inputs:` (a list, or a mapping from names).
  fileprivate mutating func inputs() -> [SwiftModelProperties.Input] {
    let one = string("input").map { SwiftModelProperties.Input(name: nil, relation: $0) }
    guard let node = node("inputs") else { return one.map { [$0] } ?? [] }
    if one != nil {
      problems.append(
        Diagnostic(
          code: "conflicting-keys", "`input` and `inputs` are two names of one key",
          at: node.place))
    }
    guard node.kind == .mapping else {
      return strings("inputs").map { SwiftModelProperties.Input(name: nil, relation: $0) }
    }
    return node.pairs.compactMap { pair in
      guard let text = pair.value.string else {
        problems.append(.wrongType(pair.value, "an input", wanted: "a string such as `ref('x')`"))
        return nil
      }
      return SwiftModelProperties.Input(
        name: Located(pair.key.text ?? "", at: pair.key.span),
        relation: Located(text, at: pair.value.span))
    }
  }
}
