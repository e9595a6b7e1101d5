import Artifacts
import PlainData
import Testing

@Suite struct ShapeTests {
  @Test(
    arguments: [
      (["show": false, "node_color": "red"], ["show", "node_color"]),
      (["node_color": "red", "show": false], ["show", "node_color"]),
      (["own": 1, "node_color": "red"], ["show", "node_color", "own"]),
      (
        ["node_color": "red", "own": 1, "show": false, "more": 2],
        ["show", "node_color", "own", "more"]
      ),
      ([:], ["show", "node_color"]),
    ] as [(PlainMap, [String])])
  func keysStandInTheShapesOrderWithTheirOwnValues(map: PlainMap, keys: [String]) {
    let completed = Shape.docs.completed(map)
    #expect(completed.keys == keys)
    for (key, value) in map { #expect(completed[key] == value) }
    #expect(map["show"] != nil || completed["show"] == true)
    #expect(map["node_color"] != nil || completed["node_color"] == .null)
  }
}
