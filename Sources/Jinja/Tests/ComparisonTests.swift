internal import Diagnostics

/// Tests that compare with another value.
enum ComparisonTests {
  static let all: [String: Test] = {
    var tests: [String: Test] = [
      "divisibleby": divisible, "odd": { try parity("odd", $0, $1) != 0 },
      "even": { try parity("even", $0, $1) == 0 },
      "in": { value, call in try Operators.contains(try other("in", call), value) },
      "sameas": { value, call in isSame(value, try other("sameas", call)) },
    ]
    let operators: [(Comparison, [String])] = [
      (.equal, ["eq", "equalto", "=="]), (.notEqual, ["ne", "!="]),
      (.less, ["lt", "lessthan", "<"]), (.lessOrEqual, ["le", "<="]),
      (.greater, ["gt", "greaterthan", ">"]), (.greaterOrEqual, ["ge", ">="]),
    ]
    for (comparison, names) in operators {
      for name in names {
        tests[name] = { value, call in
          try Operators.compare(comparison, value, try other(name, call))
        }
      }
    }
    return tests
  }()

  private static func other(_ name: String, _ call: Call) throws -> Value {
    var arguments = call.binder(name)
    let other = try arguments.required("other")
    try arguments.finish()
    return other
  }

  private static func divisible(_ value: Value, _ call: Call) throws -> Bool {
    let divisor = try other("divisibleby", call)
    let rest = try Operators.apply(.modulo, value, divisor, limit: 1 << 20)
    return rest.isEqual(to: 0)
  }

  private static func parity(_ name: String, _ value: Value, _ call: Call) throws -> Int {
    try call.binder(name).finish()
    let rest = try Operators.apply(.modulo, value, 2, limit: 1 << 20)
    return rest.isEqual(to: 1) ? 1 : rest.isEqual(to: 0) ? 0 : name == "odd" ? 0 : 1
  }

  /// Python's `is`: the same object, or equal small values of the same type.
  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.list(let x), .list(let y)): x === y
    case (.dict(let x), .dict(let y)): x === y
    case (.object(let x), .object(let y)): x === y
    case (.none, .none): true
    case (.bool(let x), .bool(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.double(let x), .double(let y)): x == y
    case (.string(let x), .string(let y)): x.hasSameBytes(as: y)
    case (.undefined(let x), .undefined(let y)): x === y
    default: false
    }
  }
}
