import Diagnostics
import YAML

/// Reads `partition_by` of a suite.
enum PartitioningReader {
  /// nil, with problems, where the column or the watermark is missing.
  static func read(_ node: YAMLNode) -> (partitioning: Partitioning?, problems: Diagnostics) {
    var keys = MappingReader(node, subject: "`partition_by`")
    let column = keys.required("column")
    let granularity = keys.choice("granularity", of: Partitioning.Granularity.self)
    let watermark = keys.required("watermark")
    keys.finish()
    let problems = Diagnostics(keys.problems)
    guard let column, let watermark else { return (nil, problems) }
    return (
      Partitioning(column: column, granularity: granularity, watermark: watermark), problems
    )
  }
}
