import Warehouse

/// Measures of suites that divide their relation in the same way.
struct PartitionedMeasures: Sendable {
  let knowledge: PartitionKnowledge
  let columns: [ColumnDescription]
  /// Columns of which no value is kept.
  let hiddenColumns: [String]
  fileprivate(set) var measures: Set<Measure>
}

extension [PartitionedMeasures] {
  /// Adds measures to those of the same partitions.
  mutating func add(
    _ measures: [Measure], _ knowledge: PartitionKnowledge, _ columns: [ColumnDescription],
    hiding hides: (String) -> Bool
  ) {
    let place = firstIndex { $0.knowledge.partitioning.isSame(as: knowledge.partitioning) }
    if let place {
      self[place].measures.formUnion(measures)
    } else {
      append(
        PartitionedMeasures(
          knowledge: knowledge, columns: columns,
          hiddenColumns: columns.map(\.name).filter(hides), measures: Set(measures)))
    }
  }
}
