import Diagnostics
import YAML

extension SwiftModelProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> SwiftModelProperties? {
    let uses = reader.required("uses")
    let inputs = reader.inputs()
    let condition = reader.string("where")
    let arguments = reader.settings("arguments")
    let places = reader.argumentPlaces
    let node = NodeProperties.read(&reader, .model, file)
    guard let uses, let node else { return nil }
    return SwiftModelProperties(
      node: node, uses: uses, inputs: inputs, condition: condition, arguments: arguments,
      argumentPlaces: places)
  }
}

extension MappingReader {
  fileprivate var argumentPlaces: [String: SwiftModelProperties.ArgumentPlace] {
    var places: [String: SwiftModelProperties.ArgumentPlace] = [:]
    if let arguments = node["arguments"] { Self.add(arguments, under: "", to: &places) }
    return places
  }

  private static func add(
    _ node: YAMLNode, under path: String,
    to places: inout [String: SwiftModelProperties.ArgumentPlace]
  ) {
    for pair in node.pairs {
      let name = path + (pair.key.text ?? "")
      places[name] = SwiftModelProperties.ArgumentPlace(name: pair.key.span, value: pair.value.span)
      add(pair.value, under: name + ".", to: &places)
    }
    for (index, item) in node.items.enumerated() {
      let name = "\(path)\(index)"
      places[name] = SwiftModelProperties.ArgumentPlace(name: nil, value: item.span)
      add(item, under: name + ".", to: &places)
    }
  }

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
