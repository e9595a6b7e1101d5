import Artifacts
import Compilation
import Digests
import PlainData
import ProjectLoading

/// Remembers which parse the manifest in the target folder was written from and where its parts lie, so that it need
/// not be written again, or not all of it.
///
/// Whoever else writes one, or touches it, changes its stamp, and it counts as unknown.
struct WrittenManifest {
  private let folder: String
  private let environment: PlainMap

  init(_ opening: ProjectOpening) {
    folder = opening.foundation.targetFolder(opening.input)
    environment = opening.input.customEnvironment
  }

  static let fileName = "manifest.json"
  private static let files = [fileName, "semantic_manifest.json"]
  private var path: String { folder + "/partial_parse.manifest" }
  var manifestPath: String { folder + "/" + Self.fileName }

  /// What is remembered of the files that are there.
  struct Record {
    /// Digests of `KeptParse.identity` and `KeptParse.origin`, each with what else the files show.
    let parse: String
    let origin: String
    let stamps: [String]
    /// Of the members that texts decide.
    let places: ManifestPlaces
  }

  /// nil where the files are not those that were remembered.
  func record() -> Record? {
    guard let bytes = FileSystem.bytes(of: path), let record = try? Record(bytes),
      record.stamps == stamps
    else { return nil }
    return record
  }

  /// Whether the files say all that a parse would say again, but for the time and the invocation.
  func isCurrent(_ record: Record, _ parse: KeptParse) -> Bool {
    record.parse == digest(parse.identity)
  }

  /// Whether they were written from the same parse, of which only texts between tags have changed.
  func isOlder(_ record: Record, _ parse: KeptParse) -> Bool {
    record.origin == digest(parse.origin)
  }

  /// To be called when both files have been written.
  func remember(identity: String, origin: String, _ places: ManifestPlaces) {
    guard let stamps else { return }
    let record = Record(
      parse: digest(identity), origin: digest(origin), stamps: stamps, places: places)
    FileSystem.replace(path, with: record.bytes)
  }

  private func digest(_ parse: String) -> String {
    Digest.sha256(parse + JSON.text(.map(environment)))
  }

  /// One for each file; nil where one of them is missing.
  private var stamps: [String]? {
    var stamps: [String] = []
    for name in Self.files {
      guard let stamp = FileStamp(folder + "/" + name) else { return nil }
      stamps.append(stamp.text)
    }
    return stamps
  }
}

extension WrittenManifest.Record {
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(parse)
    writer.write(origin)
    writer.write(list: stamps) { $0.write($1) }
    writer.write(places.metadata)
    writer.write(list: places.nodes.sorted { $0.key < $1.key }) { writer, node in
      writer.write(node.key)
      writer.write(node.value)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(ByteReader.Damage) {
    var reader = ByteReader(bytes)
    parse = try reader.text()
    origin = try reader.text()
    stamps = try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
    let metadata = try reader.place()
    let nodes = try reader.list { (reader) throws(ByteReader.Damage) in
      (try reader.text(), try reader.place())
    }
    places = ManifestPlaces(
      metadata: metadata, nodes: Dictionary(nodes, uniquingKeysWith: { first, _ in first }))
    guard reader.isAtEnd else { throw ByteReader.Damage() }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ place: Range<Int>) {
    write(Int64(place.lowerBound))
    write(Int64(place.upperBound))
  }
}

extension ByteReader {
  fileprivate mutating func place() throws(Damage) -> Range<Int> {
    let start = Int(try number(Int64.self))
    let end = Int(try number(Int64.self))
    guard 0 <= start, start <= end else { throw Damage() }
    return start..<end
  }
}
