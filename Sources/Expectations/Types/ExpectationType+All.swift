extension ExpectationType {
  /// Every type, in the order of the documentation.
  package static let all: [ExpectationType] = [
    .columnValuesToNotBeNull,
    .columnValuesToBeBetween,
  ]

  private static let byName: [String: ExpectationType] = {
    var table: [String: ExpectationType] = [:]
    for type in all {
      for name in [type.name] + type.aliases { table[name] = type }
    }
    return table
  }()

  /// The type called `name`, which may be an alias; nil when there is none.
  package static func named(_ name: String) -> ExpectationType? { byName[name] }
}
