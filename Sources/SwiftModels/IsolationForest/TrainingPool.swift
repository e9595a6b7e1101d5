/// The rows that trees are drawn from: those with the least key digests, in order of the digest.
///
/// Digests are as good as random, so this is a random sample without replacement; and it is the same
/// whatever the order in which the rows arrive, and so on every warehouse.
struct TrainingPool {
  let capacity: Int
  private(set) var digests: [UInt64] = []
  /// Features, then the weight if there is one; each as long as `digests`.
  private(set) var columns: [[Double]]
  /// Rows with a greater digest are not wanted any more.
  private var bound = UInt64.max

  init(capacity: Int, columns: Int) {
    self.capacity = capacity
    self.columns = [[Double]](repeating: [], count: columns)
  }

  mutating func add(_ newDigests: [UInt64], _ newColumns: [[Double]]) {
    for (row, digest) in newDigests.enumerated() where digest <= bound {
      digests.append(digest)
      for index in columns.indices { columns[index].append(newColumns[index][row]) }
    }
    // Twice the capacity, so that the pruning costs little for each row.
    if digests.count / 2 >= capacity { prune() }
  }

  /// Sorts by digest and keeps as many rows as the capacity allows.
  mutating func prune() {
    let order = digests.indices.sorted { isBefore($0, $1) }.prefix(capacity)
    for index in columns.indices { columns[index] = order.map { columns[index][$0] } }
    digests = order.map { digests[$0] }
    if digests.count == capacity, let last = digests.last { bound = last }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    if digests[a] != digests[b] { return digests[a] < digests[b] }
    // Two keys with one digest: in order of their values, so that arrival does not matter.
    for column in columns where column[a] != column[b] { return column[a] < column[b] }
    return false
  }
}
