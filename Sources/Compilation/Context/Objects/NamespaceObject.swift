import Jinja

/// A bag of named members: `exceptions`, `api`, `dbt`, a package's macros.
final class NamespaceObject: Object {
  private let name: String
  private let members: (String) -> Value?

  init(_ name: String, _ members: @escaping (String) -> Value?) {
    self.name = name
    self.members = members
  }

  convenience init(_ name: String, _ members: [String: Value]) {
    self.init(name) { members[$0] }
  }

  var typeName: String { name }
  func attribute(_ name: String) throws -> Value? { members(name) }
  func item(_ key: Value) throws -> Value? { key.string.flatMap(members) }
}
