import Diagnostics
import PlainData
import YAML

extension FunctionProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> FunctionProperties? {
    let arguments = reader.functionArguments()
    let returns = reader.returns()
    if returns == nil, reader.node.kind == .mapping, reader.node["returns"] == nil {
      reader.problems.append(.missingKey("returns", reader.subject, reader.node))
    }
    let overloads = reader.list("overloads").compactMap { item in
      var entry = MappingReader(item, subject: "an overload of a function")
      let overload = FunctionOverload(&entry)
      reader.problems += entry.problems
      return overload
    }
    guard let node = NodeProperties.read(&reader, .function, file) else { return nil }
    return FunctionProperties(
      node: node, arguments: arguments, returns: returns, overloads: overloads)
  }
}

extension FunctionOverload {
  fileprivate init?(_ reader: inout MappingReader) {
    let definedIn = reader.required("defined_in")
    let arguments = reader.functionArguments()
    let returns = reader.returns()
    let description = reader.string("description")?.value
    reader.finish(unknownKeys: .warning)
    guard let definedIn else { return nil }
    self.init(
      definedIn: definedIn, arguments: arguments, returns: returns, description: description)
  }
}

extension MappingReader {
  fileprivate mutating func functionArguments() -> [FunctionArgument] {
    list("arguments").compactMap { item in
      var entry = MappingReader(item, subject: "an argument of a function")
      let name = entry.required("name")
      let type = entry.required("data_type")
      let argument = FunctionArgument(
        name: name?.value ?? "", dataType: type?.value ?? "",
        description: entry.string("description")?.value,
        defaultValue: entry.nodeOrNull("default_value")?.plain)
      entry.finish(unknownKeys: .warning)
      problems += entry.problems
      return name == nil || type == nil ? nil : argument
    }
  }

  fileprivate mutating func returns() -> FunctionReturns? {
    guard let node = mapping("returns") else { return nil }
    var entry = MappingReader(node, subject: "`returns`")
    let type = entry.required("data_type")
    let description = entry.string("description")?.value
    entry.finish(unknownKeys: .warning)
    problems += entry.problems
    return type.map { FunctionReturns(dataType: $0.value, description: description) }
  }
}
