import Graph

/// Places for the nodes of a lineage: columns from left to right, each a stack of boxes.
///
/// Layers become blocks of columns when data never flow backwards between them. Columns are the
/// longest paths; the order in a column follows the neighbours' (barycentres), heights their means.
/// Source: Sugiyama, Tagawa, Toda 1981, with straightening by isotonic regression.
struct LayeredLayout: Sendable {
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  struct Heading: Hashable, Sendable {
    let title: String
    let x: Double
    let width: Double
  }

  struct Metrics: Sendable {
    var boxHeight = 46.0
    var minimumBoxWidth = 104.0
    /// Between columns; edges bend here.
    var columnGap = 38.0
    var rowGap = 14.0
    /// Between two edges that pass a column.
    var edgeGap = 12.0
    var margin = 12.0
    var headingHeight = 30.0
  }

  /// Left top corners, by node.
  let places: [Point]
  /// Widths of the boxes, by node.
  let widths: [Double]
  /// Way points of each edge, in the order of the graph's `edges`, from border to border.
  let routes: [[Point]]
  let headings: [Heading]
  let width: Double
  let height: Double
  let metrics: Metrics

  /// `boxWidths` are those the nodes' texts need; all boxes of a column are as wide as the widest.
  /// `layers` has a layer for each node (nil: anywhere) as a number from left to right.
  init(
    _ graph: DependencyGraph, widths boxWidths: [Double], layers: [Int?], titles: [String],
    metrics: Metrics = Metrics()
  ) {
    let assignment = ColumnAssignment(graph, layers: layers, layerCount: titles.count)
    var lanes = Lanes(graph, columns: assignment.columns)
    lanes.sortByNeighbours()
    let columnWidths = Self.columnWidths(boxWidths, assignment.columns, metrics)
    let lefts = Self.lefts(columnWidths, metrics)
    let top = metrics.margin + (assignment.blocks.isEmpty ? 0 : metrics.headingHeight)
    let centres = lanes.heights(metrics).map { $0 + top + metrics.boxHeight / 2 }
    places = (0..<graph.count).map { node in
      Point(x: lefts[assignment.columns[node]], y: centres[node] - metrics.boxHeight / 2)
    }
    widths = assignment.columns.map { columnWidths[$0] }
    routes = lanes.chains.map { chain in
      Self.route(chain, lanes.columns, centres, lefts, columnWidths)
    }
    headings = assignment.blocks.map { block in
      let last = block.columns.upperBound - 1
      let x = lefts[block.columns.lowerBound]
      return Heading(title: titles[block.layer], x: x, width: lefts[last] + columnWidths[last] - x)
    }
    width = (zip(lefts, columnWidths).map { $0 + $1 }.max() ?? 0) + metrics.margin
    height = (centres.max() ?? 0) + metrics.boxHeight / 2 + metrics.margin
    self.metrics = metrics
  }

  private static func columnWidths(_ boxes: [Double], _ columns: [Int], _ metrics: Metrics)
    -> [Double]
  {
    var widths = [Double](
      repeating: metrics.minimumBoxWidth, count: (columns.max() ?? -1) + 1)
    for (width, column) in zip(boxes, columns) { widths[column] = max(widths[column], width) }
    return widths
  }

  private static func lefts(_ widths: [Double], _ metrics: Metrics) -> [Double] {
    var x = metrics.margin
    return widths.map { width in
      defer { x += width + metrics.columnGap }
      return x
    }
  }

  /// From the right border of the first to the left border of the last, level across columns between.
  private static func route(
    _ chain: [Int], _ columns: [Int], _ centres: [Double], _ lefts: [Double], _ widths: [Double]
  ) -> [Point] {
    var points: [Point] = []
    for (place, item) in chain.enumerated() {
      let left = lefts[columns[item]]
      if place > 0 { points.append(Point(x: left, y: centres[item])) }
      if place < chain.count - 1 {
        points.append(Point(x: left + widths[columns[item]], y: centres[item]))
      }
    }
    return points
  }
}
