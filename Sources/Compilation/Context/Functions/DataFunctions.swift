import Diagnostics
import Digests
import Jinja
import PlainData
import YAML

/// Functions that only work on data: JSON, YAML, sets, hashes.
enum DataFunctions {
  static let members: [String: ContextMember.Answer] = [
    "fromjson": { _ in .function("fromjson", fromJSON) },
    "tojson": { _ in .function("tojson", toJSON) },
    "fromyaml": { _ in .function("fromyaml", fromYAML) },
    "toyaml": { _ in .function("toyaml", toYAML) },
    "set": { _ in .function("set") { try orDefault($0, "set", set) } },
    "set_strict": { _ in .function("set_strict") { try set($0.arguments.first ?? .none) } },
    "zip": { _ in
      .function("zip") { call in
        do { return try zip(call) } catch is Diagnostic { return call.keyword("default") ?? .none }
      }
    },
    "zip_strict": { _ in .function("zip_strict", zip) },
    "local_md5": { _ in
      .function("local_md5") { call in
        var arguments = call.binder("local_md5")
        return .string(Digest.md5(try arguments.string("value")))
      }
    },
    "diff_of_two_dicts": { _ in .function("diff_of_two_dicts", differenceOfDicts) },
  ]

  private static func fromJSON(_ call: Call) throws -> Value {
    var arguments = call.binder("fromjson")
    let value = try arguments.required("string")
    let fallback = try arguments.optional("default") ?? .none
    let text = try text(value, "fromjson")
    return (try? PythonJSONReader.read(text)) ?? fallback
  }

  /// Throws: `type-error` for what is no text, which no default stands for.
  private static func text(_ value: Value, _ function: String) throws -> String {
    if let text = value.string { return text }
    throw Diagnostic(
      code: "type-error", "`\(function)` reads text, not a value of type `\(value.typeName)`")
  }

  private static func toJSON(_ call: Call) throws -> Value {
    var arguments = call.binder("tojson")
    let value = try arguments.required("value")
    // As in dbt, the default does not stand for what JSON cannot hold.
    _ = try arguments.optional("default")
    let sortsKeys = try arguments.bool("sort_keys", default: false)
    var writer = PythonJSONWriter(sortsKeys: sortsKeys)
    try writer.write(value)
    return .string(writer.text)
  }

  private static func fromYAML(_ call: Call) throws -> Value {
    var arguments = call.binder("fromyaml")
    let value = try arguments.required("value")
    let fallback = try arguments.optional("default") ?? .none
    let source = SourceFile(path: "fromyaml", text: try text(value, "fromyaml"))
    return (try? Value(yaml: YAMLDocument.parse(source, duplicateKeys: .warned).root)) ?? fallback
  }

  private static func toYAML(_ call: Call) throws -> Value {
    var arguments = call.binder("toyaml")
    let value = try arguments.required("value")
    let fallback = try arguments.optional("default") ?? .none
    let sortsKeys = try arguments.bool("sort_keys", default: false)
    guard let tree = try? ValueTree(of: value, sortsKeys: sortsKeys).tree else { return fallback }
    return .string(YAMLWriter.text(tree))
  }

  /// The function's value, or `default` where its argument is not what it needs.
  private static func orDefault(
    _ call: Call, _ name: String, _ function: (Value) throws -> Value
  ) throws -> Value {
    var arguments = call.binder(name)
    let value = try arguments.required("value")
    let fallback = try arguments.optional("default") ?? .none
    do { return try function(value) } catch is Diagnostic { return fallback }
  }

  private static func set(_ value: Value) throws -> Value {
    .object(try SetValue(try value.elements()))
  }

  private static func zip(_ call: Call) throws -> Value {
    let lists = try call.arguments.map { try $0.elements() }
    let count = lists.map(\.count).min() ?? 0
    return .object(
      IteratorValue("zip", (0..<count).map { index in .tuple(lists.map { $0[index] }) }))
  }

  /// Of each key the items that the other dict lacks, in lower case; the whole list of a key that it
  /// lacks. Keys and items are compared without case, as grants are.
  private static func differenceOfDicts(_ call: Call) throws -> Value {
    var arguments = call.binder("diff_of_two_dicts")
    let one = try arguments.required("dict_a").dict?.pairs ?? []
    let other = try arguments.required("dict_b").dict?.pairs ?? []
    var known: [String: [String]] = [:]
    for (key, list) in other {
      known[key.description.lowercased()] = try list.elements().map { $0.description.lowercased() }
    }
    var result: [(String, Value)] = []
    for (key, list) in one {
      let name = key.description.lowercased()
      guard let items = known[name] else {
        result.append((key.description, list))
        continue
      }
      let missing = try list.elements().map { $0.description.lowercased() }
        .filter { !items.contains($0) }
      if !missing.isEmpty { result.append((key.description, .list(missing.map(Value.string)))) }
    }
    return .dict(result)
  }
}
