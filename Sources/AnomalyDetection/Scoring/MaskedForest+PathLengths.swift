extension MaskedForest {
  /// Rows whose codes are looked up before their masks are: so many fit the processor's nearest memory.
  private static let run = 256
  /// Pairs whose masks are combined without being written down in between.
  private static let greatestPairCount = 5

  /// Memory of one thread, used again for every block.
  struct Scratch: ~Copyable {
    /// Ranks of a block's values, laid out as the values are.
    fileprivate let ranks: UnsafeMutablePointer<UInt16>
    /// Pairs × `run`: codes of eight trees for each row.
    fileprivate let codes: UnsafeMutablePointer<Codes>
    /// A mask for each row of a run, of up to four words.
    fileprivate let masks: UnsafeMutableRawPointer

    init(features: Int) {
      ranks = .allocate(capacity: features * RowBlock.capacity)
      codes = .allocate(capacity: features * run)
      masks = .allocate(byteCount: run * 32, alignment: 32)
    }

    deinit {
      ranks.deallocate()
      codes.deallocate()
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
    let (ranks, rowCodes, rowMasks) = (scratch.ranks, scratch.codes, scratch.masks)
    codes.withUnsafeBufferPointer { codes in
      masks.withUnsafeBytes { masks in
        leaves.withUnsafeBufferPointer { leaves in
          guard let codes = codes.baseAddress, let masks = masks.baseAddress,
            let leaves = leaves.baseAddress
          else { return }
          for group in stride(from: 0, to: trees.count, by: MaskedForest.lanes) {
            let codes = codes + group / MaskedForest.lanes * codeCount
            for row in stride(from: 0, to: RowBlock.capacity, by: MaskedForest.run) {
              lookUp(codes, ranks + row, rowCodes)
              for index in group..<min(group + MaskedForest.lanes, trees.count) {
                let tree = trees[index]
                let tables = Tables(
                  codes: UnsafeRawPointer(rowCodes).assumingMemoryBound(to: UInt16.self)
                    + (index - group), masks: masks, starts: tree.masks, rows: rowMasks)
                let (leaves, sums) = (leaves + tree.leaves, sums + row)
                switch tree.words {
                case 1: add(tables, leaves, sums, as: UInt64.self)
                case 2: add(tables, leaves, sums, as: SIMD2<UInt64>.self)
                default: add(tables, leaves, sums, as: SIMD4<UInt64>.self)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The codes of eight trees for a run of rows, pair by pair.
  @inline(__always)
  private func lookUp(
    _ codes: UnsafePointer<Codes>, _ ranks: UnsafePointer<UInt16>,
    _ result: UnsafeMutablePointer<Codes>
  ) {
    for (index, pair) in pairs.enumerated() {
      let target = result + index * MaskedForest.run
      let first = codes + codeStarts[pair.first]
      let firstRanks = ranks + pair.first * RowBlock.capacity
      if let column = pair.second {
        let second = codes + codeStarts[column]
        let secondRanks = ranks + column * RowBlock.capacity
        for row in 0..<MaskedForest.run {
          target[row] = first[Int(firstRanks[row])] &+ second[Int(secondRanks[row])]
        }
      } else {
        for row in 0..<MaskedForest.run { target[row] = first[Int(firstRanks[row])] }
      }
    }
  }

  private struct Tables {
    /// Of the first pair; a row's are `lanes` apart, a pair's `run` × `lanes`.
    let codes: UnsafePointer<UInt16>
    let masks: UnsafeRawPointer
    let starts: [Int]
    let rows: UnsafeMutableRawPointer
  }

  @inline(__always)
  private func add<Mask: LeafMask>(
    _ tables: Tables, _ leaves: UnsafePointer<Double>, _ sums: UnsafeMutablePointer<Double>,
    as type: Mask.Type
  ) {
    let count = tables.starts.count
    guard count > MaskedForest.greatestPairCount else {
      return forEachRow(tables, 0..<count) { (row, mask: Mask) in
        sums[row] += leaves[mask.first]
      }
    }
    let rows = tables.rows.assumingMemoryBound(to: Mask.self)
    var index = MaskedForest.greatestPairCount
    forEachRow(tables, 0..<index) { (row, mask: Mask) in rows[row] = mask }
    while count - index > MaskedForest.greatestPairCount {
      let next = index + MaskedForest.greatestPairCount
      forEachRow(tables, index..<next) { (row, mask: Mask) in rows[row] = rows[row] & mask }
      index = next
    }
    forEachRow(tables, index..<count) { (row, mask: Mask) in
      sums[row] += leaves[(rows[row] & mask).first]
    }
  }

  /// Calls `body` with what some pairs leave over of a tree's leaves, for each row of a run.
  @inline(__always)
  private func forEachRow<Mask: LeafMask>(
    _ tables: Tables, _ pairs: Range<Int>, _ body: (Int, Mask) -> Void
  ) {
    let run = MaskedForest.run
    let first = pairs.lowerBound
    let a = Column<Mask>(tables, first)
    if pairs.count == 1 {
      for row in 0..<run { body(row, a[row]) }
      return
    }
    let b = Column<Mask>(tables, first + 1)
    if pairs.count == 2 {
      for row in 0..<run { body(row, a[row] & b[row]) }
      return
    }
    let c = Column<Mask>(tables, first + 2)
    if pairs.count == 3 {
      for row in 0..<run { body(row, a[row] & b[row] & c[row]) }
      return
    }
    let d = Column<Mask>(tables, first + 3)
    if pairs.count == 4 {
      for row in 0..<run { body(row, a[row] & b[row] & c[row] & d[row]) }
      return
    }
    let e = Column<Mask>(tables, first + 4)
    for row in 0..<run { body(row, a[row] & b[row] & c[row] & d[row] & e[row]) }
  }

  /// What one pair of columns leaves over of a tree's leaves, for each row.
  private struct Column<Mask: LeafMask> {
    private let codes: UnsafePointer<UInt16>
    private let masks: UnsafeRawPointer

    @inline(__always)
    init(_ tables: Tables, _ pair: Int) {
      codes = tables.codes + pair * MaskedForest.run * MaskedForest.lanes
      masks = tables.masks + tables.starts[pair] * 8
    }

    @inline(__always)
    subscript(row: Int) -> Mask {
      (masks + Int(codes[row &* MaskedForest.lanes])).loadUnaligned(as: Mask.self)
    }
  }
}
