import Diagnostics
import Digests
import Warehouse

/// One statement that reads the partitions that changed, and the measures of all partitions that
/// follow.
struct PartitionRead: Sendable {
  let measures: [MergeableMeasure]
  /// What is read of each partition, in the order of the statement's columns.
  let parts: [String]
  /// A digest of what is read of a partition, wherever it is read: of a table under another name, too.
  let digest: String
  let marks: [PartitionKey: PartitionMark]
  private let identity: String
  let unchanged: [PartitionKey: KeptPartition]
  let changed: [PartitionKey]
  private let kept: [PartitionKey: KeptPartition]
  /// Whether every partition has a row in the result.
  private let isOfRows: Bool

  init(
    _ measures: [MergeableMeasure], of grouping: Grouping?, by expression: String,
    _ knowledge: PartitionKnowledge
  ) {
    self.measures = measures
    var seen: Set<String> = []
    parts = measures.flatMap(\.parts).filter { seen.insert($0).inserted }
    let subject =
      [expression, knowledge.partitioning.watermark.value, grouping?.filter ?? ""]
      + (grouping?.keys ?? [])
    digest = Digest.sha256((subject + parts).map { "\($0.utf8.count) \($0)" }.joined())
    marks = knowledge.marks
    identity = knowledge.identity
    let kept = knowledge.kept[digest] ?? [:]
    let width = parts.count
    self.kept = kept
    unchanged = knowledge.marks.reduce(into: [:]) { unchanged, entry in
      if let partition = kept[entry.key], entry.value.proves(same: partition.mark),
        partition.values.count == width
      {
        unchanged[entry.key] = partition
      }
    }
    changed = knowledge.marks.keys.filter { [unchanged] in unchanged[$0] == nil }.sorted()
    isOfRows = grouping == nil
  }

  /// Whether all rows are read.
  var readsAll: Bool { unchanged.isEmpty }

  /// A value for each measure, and what is to be kept; nil where what was read is not what was asked
  /// for, because rows came in between or a value has no text that finds it again.
  func merged(_ table: ResultTable) -> (values: [SQLValue], measured: MeasuredPartitions)? {
    guard let fresh = fresh(table) else { return nil }
    let all = unchanged.mapValues(\.values).merging(fresh) { $1 }
    let partitions = all.sorted { $0.key < $1.key }.map(\.value)
    var values: [SQLValue] = []
    for mergeable in measures {
      let places = mergeable.parts.compactMap { parts.firstIndex(of: $0) }
      guard let value = mergeable.rule.merged(partitions.map { row in places.map { row[$0] } })
      else { return nil }
      values.append(value)
    }
    return (values, measured(fresh))
  }

  private func fresh(_ table: ResultTable) -> [PartitionKey: [SQLValue]]? {
    var fresh: [PartitionKey: [SQLValue]] = [:]
    for row in table.rows {
      guard row.count == parts.count + 1, let key = PartitionKey(row[0]), fresh[key] == nil else {
        return nil
      }
      fresh[key] = Array(row.dropFirst())
    }
    let asked = Set(changed)
    guard isOfRows ? Set(fresh.keys) == asked : asked.isSuperset(of: fresh.keys) else { return nil }
    // No row of a partition may have what is grouped.
    for key in changed where fresh[key] == nil { fresh[key] = parts.map { _ in .integer(0) } }
    return fresh
  }

  private func measured(_ fresh: [PartitionKey: [SQLValue]]) -> MeasuredPartitions {
    MeasuredPartitions(
      identity: identity, measures: digest,
      changed: fresh.reduce(into: [:]) { changed, entry in
        guard let mark = marks[entry.key] else { return }
        changed[entry.key] = KeptPartition(mark: mark, values: entry.value)
      }, gone: kept.keys.filter { marks[$0] == nil }.sorted(), replacesAll: unchanged.isEmpty)
  }
}
