internal import Clustering
internal import Warehouse

/// Rows of the result of `segment_households`.
struct SegmentRows {
  private let groups: KMeans
  private let profiles: LoadProfiles
  private let arguments: SegmentArguments

  init(_ groups: KMeans, _ profiles: LoadProfiles, _ arguments: SegmentArguments) {
    self.groups = groups
    self.profiles = profiles
    self.arguments = arguments
  }

  static let segments = [
    ModelColumn("segment", .integer), ModelColumn("distance", .double),
    ModelColumn("silhouette", .double),
  ]
  static let centers = [ModelColumn("center", .double), ModelColumn("households", .integer)]

  /// One row for each household.
  var segments: ColumnBatch {
    let distances = zip(profiles.points, groups.labels).map {
      KMeans.squaredDistance($0, groups.centers[$1]).squareRoot()
    }
    let keys = arguments.key.indices.map { index in
      column(profiles.keys.map { $0[index] })
    }
    let values = [
      ColumnVector(.integers(groups.labels.map { Int64($0) })), .numbers(distances),
      .numbers(silhouettes),
    ]
    return ColumnBatch(
      names: arguments.key + SegmentRows.segments.map(\.name), columns: keys + values,
      rowCount: profiles.keys.count)
  }

  /// Null beyond 3,000 households: each costs a look at all the others.
  private var silhouettes: [Double] {
    profiles.points.count <= 3000
      ? Silhouette.values(profiles.points, groups.labels)
      : [Double](repeating: .nan, count: profiles.points.count)
  }

  /// One row for each segment and slot.
  var centers: ColumnBatch {
    let pairs = groups.centers.indices.flatMap { group in
      profiles.slots.indices.map { (group, $0) }
    }
    let sizes = groups.centers.indices.map { group in groups.labels.count { $0 == group } }
    return ColumnBatch(
      names: ["segment", arguments.slot] + SegmentRows.centers.map(\.name),
      columns: [
        ColumnVector(.integers(pairs.map { Int64($0.0) })),
        column(pairs.map { profiles.slots[$0.1] }),
        .numbers(pairs.map { groups.centers[$0.0][$0.1] }),
        ColumnVector(.integers(pairs.map { Int64(sizes[$0.0]) })),
      ], rowCount: pairs.count)
  }

  /// Values of one column of the input, and so of one type.
  private func column(_ values: [SQLValue]) -> ColumnVector {
    let type = ColumnType.allCases.first { type in
      values.first.map { ColumnVector([$0], as: type).validity == nil } ?? false
    }
    return ColumnVector(values, as: type ?? .text)
  }
}
