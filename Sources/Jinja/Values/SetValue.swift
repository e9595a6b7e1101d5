internal import Diagnostics

/// Python's `set`, in insertion order.
package final class SetValue: Object, OperatorObject {
  let members: DictValue

  /// Throws: `type-error` for a member that is unhashable.
  package init(_ items: [Value]) throws {
    members = DictValue()
    for item in items {
      try item.checkHashable()
      members[item] = Value.none
    }
  }

  package var typeName: String { "set" }
  package var length: Int? { members.count }
  package func elements() -> [Value]? { members.keys }

  package var isContainer: Bool { true }
  package var isHashable: Bool { false }
  package var repr: String { Value.object(self).repr }

  package func write(to writer: inout ReprWriter) {
    if members.isEmpty { writer.write(text: "set()") } else { writer.write(members.keys, "{", "}") }
  }

  package var held: Value? { .dict(members) }

  package func contains(_ value: Value) throws -> Bool? {
    try value.checkHashable()
    return members[value] != nil
  }

  package func isEqual(to other: any Object) -> Bool {
    guard let other = other as? SetValue else { return false }
    return members.count == other.members.count && isSubset(of: other)
  }

  func isSubset(of other: SetValue) -> Bool { members.keys.allSatisfy { other.members[$0] != nil } }

  package func precedes(_ other: any Object) -> Bool? {
    guard let other = other as? SetValue else { return nil }
    return members.count < other.members.count && isSubset(of: other)
  }

  package func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    guard sign == "-", case .object(let object) = other, let other = object as? SetValue else {
      return nil
    }
    let (left, right) = isReversed ? (other, self) : (self, other)
    return .object(try SetValue(left.members.keys.filter { right.members[$0] == nil }))
  }
}
