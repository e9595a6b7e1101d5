package import PlainData

/// The keys that one kind of map always has in dbt's artifacts, in dbt's order, with their defaults.
package struct Shape: Sendable {
  package let defaults: [(key: String, value: PlainValue)]

  init(_ defaults: [(key: String, value: PlainValue)]) {
    self.defaults = defaults
  }

  /// `map` with every key of the shape, in its order; the map's other keys follow in their own.
  package func completed(_ map: PlainMap) -> PlainMap {
    var result = PlainMap()
    result.reserveCapacity(max(defaults.count, map.count))
    for (key, value) in defaults { result[key] = map[key] ?? value }
    for (key, value) in map where result[key] == nil { result[key] = value }
    return result
  }

  /// This shape with further keys at its end; a key that it has already gets the new default.
  func extended(by more: [(key: String, value: PlainValue)]) -> Shape {
    var map = PlainMap(defaults.map { ($0.key, $0.value) })
    for (key, value) in more { map[key] = value }
    return Shape(Array(map))
  }
}
