import Jinja

/// A bag of named members: `exceptions`, `api`, `dbt`, a package's macros.
final class NamespaceObject: Object {
  private let name: String
  private let names: () -> [String]
  private let members: (String) -> Value?

  init(
    _ name: String, names: @autoclosure @escaping () -> [String] = [],
    _ members: @escaping (String) -> Value?
  ) {
    self.name = name
    self.names = names
    self.members = members
  }

  convenience init(_ name: String, _ members: [String: Value]) {
    self.init(name, names: members.keys.sorted()) { members[$0] }
  }

  var typeName: String { name }
  var isMapping: Bool { true }
  var memberNames: [String] { names() }
  var isTrue: Bool { true }
  func attribute(_ name: String) throws -> Value? {
    members(name)
      ?? (["get", "keys", "items"].contains(name)
        ? .function(name) { call in try self.callMethod(name, call) ?? Value.none } : nil)
  }
  func item(_ key: Value) throws -> Value? { key.string.flatMap(members) }
  func contains(_ value: Value) throws -> Bool? { value.string.flatMap(members) != nil }
  func elements() throws -> [Value]? { names().map(Value.string) }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    // A member of that name comes first: a macro may be called `get`.
    guard members(name) == nil else { return nil }
    switch name {
    case "get":
      var arguments = call.binder("get")
      let key = try arguments.string("key")
      let fallback = try arguments.optional("default") ?? Value.none
      return members(key) ?? fallback
    case "keys": return .list(names().map(Value.string))
    case "items":
      return .list(names().map { .tuple([.string($0), members($0) ?? Value.none]) })
    default: return nil
    }
  }
}
