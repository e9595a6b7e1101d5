extension MaskedForest {
  /// Memory of one thread, used again for every block.
  struct Scratch: ~Copyable {
    /// Ranks of a block's values, laid out as the values are.
    fileprivate let ranks: UnsafeMutablePointer<UInt16>
    /// A mask for each row, of up to four words.
    fileprivate let masks: UnsafeMutableRawPointer

    init(features: Int) {
      ranks = .allocate(capacity: features * RowBlock.capacity)
      masks = .allocate(byteCount: RowBlock.capacity * 32, alignment: 32)
    }

    deinit {
      ranks.deallocate()
      masks.deallocate()
    }
  }

  /// Adds each row's path lengths in all trees to `sums`; rows with a missing value get nonsense.
  ///
  /// - Parameters:
  ///   - values: a block's scaled columns, `RowBlock.capacity` apart, all of it readable.
  ///   - sums: `RowBlock.capacity` sums.
  func addPathLengths(
    _ values: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>,
    _ scratch: borrowing Scratch
  ) {
    for (feature, table) in rankTables.enumerated() {
      let start = feature * RowBlock.capacity
      table.rank(values + start, scratch.ranks + start)
    }
    let (ranks, masks) = (scratch.ranks, scratch.masks)
    intervals.withUnsafeBufferPointer { intervals in
      self.masks.withUnsafeBytes { table in
        leaves.withUnsafeBufferPointer { leaves in
          guard let intervals = intervals.baseAddress, let table = table.baseAddress,
            let leaves = leaves.baseAddress
          else { return }
          let tables = Tables(ranks: ranks, intervals: intervals, masks: table, rows: masks)
          for tree in trees {
            switch tree.words {
            case 1: add(tree, tables, leaves + tree.leaves, sums, as: UInt64.self)
            case 2: add(tree, tables, leaves + tree.leaves, sums, as: SIMD2<UInt64>.self)
            default: add(tree, tables, leaves + tree.leaves, sums, as: SIMD4<UInt64>.self)
            }
          }
        }
      }
    }
  }

  private struct Tables {
    let ranks: UnsafePointer<UInt16>
    let intervals: UnsafePointer<UInt8>
    let masks: UnsafeRawPointer
    let rows: UnsafeMutableRawPointer
  }

  /// Two or three columns at a time, so that a row's mask is seldom written and read again.
  @inline(__always)
  private func add<Mask: LeafMask>(
    _ tree: Tree, _ tables: Tables, _ leaves: UnsafePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>, as type: Mask.Type
  ) {
    let rows = tables.rows.assumingMemoryBound(to: Mask.self)
    let all = RowBlock.capacity
    var index = tree.lookups.lowerBound
    let a = Column<Mask>(lookups[index], tables)
    if tree.lookups.count == 1 {
      for row in 0..<all { sums[row] += leaves[a[row].first] }
      return
    }
    let b = Column<Mask>(lookups[index + 1], tables)
    if tree.lookups.count == 2 {
      for row in 0..<all { sums[row] += leaves[(a[row] & b[row]).first] }
      return
    }
    if tree.lookups.count % 2 == 1 {
      let c = Column<Mask>(lookups[index + 2], tables)
      for row in 0..<all { rows[row] = a[row] & b[row] & c[row] }
      index += 3
    } else {
      for row in 0..<all { rows[row] = a[row] & b[row] }
      index += 2
    }
    while index < tree.lookups.upperBound - 2 {
      let c = Column<Mask>(lookups[index], tables)
      let d = Column<Mask>(lookups[index + 1], tables)
      for row in 0..<all { rows[row] = rows[row] & c[row] & d[row] }
      index += 2
    }
    addLast(index, of: tree, tables, leaves, sums, rows)
  }

  /// The last two columns, if there are any left, and the path lengths.
  @inline(__always)
  private func addLast<Mask: LeafMask>(
    _ index: Int, of tree: Tree, _ tables: Tables, _ leaves: UnsafePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>, _ rows: UnsafeMutablePointer<Mask>
  ) {
    guard index < tree.lookups.upperBound else {
      for row in 0..<RowBlock.capacity { sums[row] += leaves[rows[row].first] }
      return
    }
    let a = Column<Mask>(lookups[index], tables)
    let b = Column<Mask>(lookups[index + 1], tables)
    for row in 0..<RowBlock.capacity {
      sums[row] += leaves[(rows[row] & a[row] & b[row]).first]
    }
  }

  /// What one column leaves over of a tree's leaves, for each row.
  private struct Column<Mask: LeafMask> {
    private let ranks: UnsafePointer<UInt16>
    private let intervals: UnsafePointer<UInt8>
    private let masks: UnsafeRawPointer

    @inline(__always)
    init(_ lookup: Lookup, _ tables: Tables) {
      ranks = tables.ranks + lookup.feature * RowBlock.capacity
      intervals = tables.intervals + lookup.intervals
      masks = tables.masks + lookup.masks * 8
    }

    @inline(__always)
    subscript(row: Int) -> Mask {
      let interval = Int(intervals[Int(ranks[row])])
      return (masks + interval &* (Mask.words &* 8)).loadUnaligned(as: Mask.self)
    }
  }
}
