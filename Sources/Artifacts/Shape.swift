package import PlainData

/// The keys that one kind of map always has in dbt's artifacts, in dbt's order, with their defaults.
package struct Shape: Sendable {
  package let defaults: [(key: String, value: PlainValue)]

  init(_ defaults: [(key: String, value: PlainValue)]) {
    self.defaults = defaults
  }

  /// `map` with every key of the shape, in its order; the map's other keys follow in their own.
  package func completed(_ map: PlainMap) -> PlainMap {
    let isComplete = zip(map.members, defaults).allSatisfy { $0.key == $1.key }
    if isComplete, map.count >= defaults.count { return map }
    var result = PlainMap()
    result.reserveCapacity(max(defaults.count, map.count))
    var found = 0
    for (key, value) in defaults {
      let own = map.isEmpty ? nil : map[key]
      if own != nil { found += 1 }
      result.append(uniqueKey: key, own ?? value)
    }
    // Only a map with keys of its own is looked through for them.
    guard found < map.count else { return result }
    for (key, value) in map where result[key] == nil { result.append(uniqueKey: key, value) }
    return result
  }

  /// This shape with further keys at its end; a key that it has already gets the new default.
  func extended(by more: [(key: String, value: PlainValue)]) -> Shape {
    var map = PlainMap(defaults.map { ($0.key, $0.value) })
    for (key, value) in more { map[key] = value }
    return Shape(Array(map))
  }
}
