import Diagnostics
import Digests
import Jinja
import PlainData
import YAML

/// Functions that only work on data: JSON, YAML, sets, hashes.
enum DataFunctions {
  static var fromJSON: Value {
    .function("fromjson") { call in
      var arguments = call.binder("fromjson")
      let text = try arguments.string("string")
      let fallback = try arguments.optional("default") ?? Value.none
      let source = SourceFile(path: "fromjson", text: text)
      return (try? JSON.read(source)).map { Value($0) } ?? fallback
    }
  }

  static var toJSON: Value {
    .function("tojson") { call in
      var arguments = call.binder("tojson")
      let value = try arguments.required("value")
      let fallback = try arguments.optional("default") ?? Value.none
      let sortsKeys = try arguments.bool("sort_keys", default: false)
      guard let plain = try? value.plain() else { return fallback }
      return .string(JSON.text(sortsKeys ? plain.sortedByKey : plain))
    }
  }

  static var fromYAML: Value {
    .function("fromyaml") { call in
      var arguments = call.binder("fromyaml")
      let text = try arguments.string("string")
      let fallback = try arguments.optional("default") ?? Value.none
      let source = SourceFile(path: "fromyaml", text: text)
      return (try? YAMLDocument.parse(source)).map { Value($0.root.plain) } ?? fallback
    }
  }

  static var set: Value {
    .function("set") { call in
      var arguments = call.binder("set")
      let value = try arguments.required("value")
      let fallback = try arguments.optional("default") ?? Value.none
      guard let items = try? value.elements() else { return fallback }
      return .list(distinct(items))
    }
  }

  static var zip: Value {
    .function("zip") { call in
      let lists = try call.arguments.map { try $0.elements() }
      let count = lists.map(\.count).min() ?? 0
      return .list((0..<count).map { index in .tuple(lists.map { $0[index] }) })
    }
  }

  static var localMD5: Value {
    .function("local_md5") { call in
      var arguments = call.binder("local_md5")
      return .string(Digest.md5(try arguments.string("value")))
    }
  }

  private static func distinct(_ items: [Value]) -> [Value] {
    items.reduce(into: []) { kept, item in
      if !kept.contains(where: { $0.isEqual(to: item) }) { kept.append(item) }
    }
  }
}

extension PlainValue {
  /// The same data with the keys of every map in alphabetical order.
  fileprivate var sortedByKey: PlainValue {
    switch self {
    case .list(let items): .list(items.map(\.sortedByKey))
    case .map(let map):
      .map(PlainMap(map.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sortedByKey) }))
    default: self
    }
  }
}
