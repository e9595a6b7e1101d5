internal import Clustering
internal import Warehouse

/// Groups households by the shape of their load: k-means on load profiles.
///
/// Documented in `Segments/README.md`.
public struct SegmentHouseholdsModel: SwiftModel {
  public init() {}

  public var name: String { "segment_households" }

  public func check(_ arguments: ModelArguments) throws { _ = try SegmentArguments(arguments) }

  public func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let arguments = try SegmentArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    switch arguments.output {
    case .segments: return arguments.key.compactMap { input[$0] } + SegmentRows.segments
    case .centers:
      let slot = ModelColumn(arguments.slot, input[arguments.slot]?.type ?? .text)
      return [ModelColumn("segment", .integer), slot] + SegmentRows.centers
    }
  }

  public func run(_ request: ModelRequest, in context: ModelContext) throws {
    let arguments = try SegmentArguments(request.arguments)
    let input = request.inputs[0]
    try check(arguments, against: input, request.arguments)
    let profiles = try LoadProfiles(arguments, context)
    context.report(metric: "households", Double(profiles.keys.count))
    guard profiles.keys.count >= 2 else {
      let groups = profiles.keys.isEmpty ? nil : KMeans(profiles.points, k: 1)
      return try write(groups, profiles, arguments, context)
    }
    let groups = try arguments.chosenGroups(of: profiles.points, context)
    context.report(metric: "segments", Double(groups.centers.count))
    context.report(metric: "inertia", groups.inertia)
    context.report(
      metric: "silhouette", Silhouette.sampledMean(profiles.points, groups.labels))
    try write(groups, profiles, arguments, context)
  }

  private func write(
    _ groups: KMeans?, _ profiles: LoadProfiles, _ arguments: SegmentArguments,
    _ context: ModelContext
  ) throws {
    guard let groups else { return }
    let rows = SegmentRows(groups, profiles, arguments)
    try context.output.append(arguments.output == .segments ? rows.segments : rows.centers)
  }

  private func check(
    _ arguments: SegmentArguments, against input: ModelInput, _ written: ModelArguments
  ) throws {
    try written.refuse { problems in
      for (index, name) in arguments.key.enumerated() where input[name] == nil {
        problems.append(.noColumn(name, in: input, argument: "key.\(index)"))
      }
      if input[arguments.slot] == nil {
        problems.append(.noColumn(arguments.slot, in: input, argument: "slot"))
      }
      guard let column = input[arguments.value] else {
        return problems.append(.noColumn(arguments.value, in: input, argument: "value"))
      }
      if !column.isNumeric {
        problems.append(.notNumeric(column, argument: "value", place: "value"))
      }
    }
  }
}

/// What `segment_households` was asked to do.
struct SegmentArguments {
  enum Output: String, CaseIterable { case segments, centers }
  enum Scale: String, CaseIterable { case share, none }

  var output: Output
  var key: [String]
  var slot: String
  var value: String
  var scale: Scale
  /// Nil: as many as the silhouette likes best.
  var segments: Int?
  var greatest: Int
  var starts: Int
  var seed: Int

  init(_ arguments: ModelArguments) throws {
    self = try arguments.decode { reader in SegmentArguments(&reader) }
  }

  private init(_ reader: inout ArgumentReader) {
    output = reader.choice("output", default: .segments)
    key = reader.names("key")
    slot = reader.column("slot")
    value = reader.column("value")
    scale = reader.choice("scale", default: .share)
    segments = reader.read("segments", "`auto` or a whole number from 1 to 1000", default: nil) {
      switch $0 {
      case .text("auto"): .some(nil)
      case .integer(let count) where (1...1000).contains(count): .some(count)
      default: nil
      }
    }
    greatest = reader.integer("max_segments", default: 8, in: 2...100)
    starts = reader.integer("starts", default: 20, in: 1...1000)
    seed = reader.integer("random_state", default: 0, in: 0...Int.max)
  }

  /// The grouping with the number asked for, or with the greatest silhouette.
  func chosenGroups(of points: [[Double]], _ context: ModelContext) throws -> KMeans {
    func groups(_ k: Int) throws -> KMeans {
      try context.checkCancellation()
      return KMeans(points, k: min(k, points.count), starts: starts, seed: UInt64(seed))
    }
    if let segments { return try groups(segments) }
    var best: (groups: KMeans, score: Double)?
    for k in 2...max(2, min(greatest, points.count - 1)) {
      let candidate = try groups(k)
      let score = Silhouette.sampledMean(points, candidate.labels)
      if score > (best?.score ?? -.infinity) { best = (candidate, score) }
    }
    return try best?.groups ?? groups(1)
  }
}
