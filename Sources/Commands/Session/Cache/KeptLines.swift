import PlainData

/// The lines of `ls --output json`, of every node, for one choice of keys.
struct KeptLines {
  let keys: [String]
  private let bytes: [UInt8]
  /// Where the first line begins in `bytes`, then where each ends.
  private let bounds: [UInt32]

  /// nil where a key shows more of a node than a parse decides: the text of its file, times.
  init?(_ lines: () -> [String], keys: [String]) {
    guard Self.canKeep(keys) else { return nil }
    self.keys = keys
    var bytes: [UInt8] = []
    var bounds: [UInt32] = [0]
    for line in lines() {
      bytes += line.utf8
      guard let end = UInt32(exactly: bytes.count) else { return nil }
      bounds.append(end)
    }
    self.bytes = bytes
    self.bounds = bounds
  }

  /// The line of a node by its place among all; nil for what is never listed.
  subscript(index: Int) -> String? {
    guard index + 1 < bounds.count, bounds[index] < bounds[index + 1] else { return nil }
    let line = bytes[Int(bounds[index])..<Int(bounds[index + 1])]
    return String(decoding: line, as: UTF8.self)
  }

  private static let decided: Set<String> = [
    "access", "alias", "columns", "config", "database", "depends_on", "description",
    "direct_parents", "exposure_type", "fqn", "freshness", "group", "identifier", "label",
    "latest_version", "loader", "maturity", "meta", "name", "original_file_path", "owner",
    "package_name", "path", "relation_name", "resource_type", "schema", "source_name", "tags",
    "unique_id", "unrendered_config", "version",
  ]

  private static func canKeep(_ keys: [String]) -> Bool {
    keys.allSatisfy { key in
      key.split(separator: ".").first.map { decided.contains(String($0)) } ?? false
    }
  }
}

extension KeptLines {
  func write(to writer: inout ByteWriter) {
    writer.write(list: keys) { $0.write($1) }
    writer.write(bounds)
    writer.write(count: bytes.count)
    writer.write(raw: bytes)
  }

  init(from reader: inout ByteReader, of all: [UInt8]) throws(ByteReader.Damage) {
    keys = try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
    bounds = try reader.numbers()
    let count = try reader.count()
    bytes = Array(all[try reader.raw(count: count)])
    let isAscending = zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
    guard isAscending, bounds.allSatisfy({ $0 <= bytes.count }) else { throw ByteReader.Damage() }
  }
}
