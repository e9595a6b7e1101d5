/// A binary tree that ends in numbers.
struct RegressionTree: Hashable, Sendable {
  struct Node: Hashable, Sendable {
    /// −1 in a leaf.
    var column = -1
    /// A row goes left if its value is not greater.
    var threshold = 0.0
    var missingGoesLeft = false
    var left = 0
    var right = 0
    /// What a leaf adds to the forecast.
    var value = 0.0
  }

  var nodes: [Node] = [Node()]

  func value(_ row: Int, _ columns: [[Double]]) -> Double {
    var index = 0
    while nodes[index].column >= 0 {
      let node = nodes[index]
      let value = columns[node.column][row]
      let goesLeft = value.isNaN ? node.missingGoesLeft : value <= node.threshold
      index = goesLeft ? node.left : node.right
    }
    return nodes[index].value
  }
}
