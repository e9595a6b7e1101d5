extension Value {
  /// The attributes that Python's own values have besides their methods; nil for any other name.
  func attribute(_ name: String) -> Value? {
    if name == "__class__", !isUndefined { return .object(TypeValue(self)) }
    switch (name, self) {
    case ("real", .int), ("real", .big), ("real", .double), ("numerator", .int),
      ("numerator", .big):
      return self
    case ("real", .bool(let flag)), ("numerator", .bool(let flag)): return .int(flag ? 1 : 0)
    case ("imag", .double): return 0.0
    case ("imag", .int), ("imag", .big), ("imag", .bool): return 0
    case ("denominator", .int), ("denominator", .big), ("denominator", .bool): return 1
    default: return nil
    }
  }
}

/// The type of a value, `value.__class__`: it only tells its name.
final class TypeValue: Object {
  private let name: String

  init(_ value: Value) {
    name = value.typeName
  }

  var typeName: String { "type" }
  var repr: String { "<class '\(name == "Markup" ? "markupsafe." : "")\(name)'>" }
  func attribute(_ name: String) -> Value? { name == "__name__" ? .string(self.name) : nil }
  func isEqual(to other: any Object) -> Bool { (other as? TypeValue)?.name == name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
