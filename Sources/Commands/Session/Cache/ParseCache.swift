import Compilation
import Diagnostics
import Digests
import PlainData
import ProjectLoading

/// What a parse found out, kept in the target folder for the next command.
///
/// It counts only where everything that the parse looked at is the same: the tool itself, the options, the
/// target, every file, environment variable and flag. Whatever is wrong with the file of the cache, the project
/// is parsed as if there were none.
struct ParseCache {
  /// Absolute.
  let path: String
  private let key: ParseKey

  /// nil where there is no saying which program is running.
  init?(_ input: CommandInput, _ foundation: ProjectFoundation, command: String) {
    guard let key = ParseKey(input, foundation, command: command) else { return nil }
    self.key = key
    path =
      input.arguments.value("partial-parse-file-path")
      .map { FilePath.absolute($0, from: input.currentDirectory) }
      ?? foundation.targetFolder(input) + "/" + Self.fileName
  }

  static let fileName = "partial_parse.swiftdbt"

  /// What the last parse found out. Throws: why the project must be parsed.
  func kept() throws(Obstacle) -> KeptParse {
    guard let bytes = FileSystem.bytes(of: path) else { throw .missing }
    let found: Result<KeptParse, Obstacle>
    do throws(ByteReader.Damage) {
      found = try kept(in: bytes)
    } catch {
      throw .damaged
    }
    return try found.get()
  }

  /// Keeps a parse; a folder that cannot be written to is no error.
  ///
  /// - Parameters:
  ///   - ledger: taken before anything was read.
  ///   - lines: what was made of all nodes besides, to be listed again.
  /// - Returns: `KeptParse.identity`; nil where the parse cannot be kept.
  @discardableResult
  func store(
    _ manifest: Manifest, warnings: [Diagnostic], lines: KeptLines?, reads: ParseReads.Record,
    _ ledger: FileLedger
  ) -> String? {
    // What depends on the clock or on chance is another project each time.
    guard !reads.isVolatile else { return nil }
    var writer = ByteWriter()
    writer.write(warnings)
    writer.write(list: manifest.counts) { writer, kind in
      writer.write(kind.kind)
      writer.write(count: kind.count)
    }
    NodeCatalogue.write(manifest, to: &writer)
    writer.write(optional: lines) { $1.write(to: &$0) }
    let ledger = ledger.completed(with: manifest.project, reads)
    let stamp = ParseStamp(key: key, reads: reads, ledger: ledger)
    save(stamp, body: writer.bytes[...])
    return stamp.identity
  }

  private func kept(in bytes: [UInt8]) throws(ByteReader.Damage) -> Result<KeptParse, Obstacle> {
    guard bytes.starts(with: Self.mark) else { throw ByteReader.Damage() }
    var reader = ByteReader(bytes, in: Self.mark.count..<bytes.count)
    let digest = try reader.text()
    guard Self.digest(of: bytes[reader.place...]) == digest else { throw ByteReader.Damage() }
    let stamp = try ParseStamp(from: &reader)
    guard stamp.key == key.text else { return .failure(.otherCircumstances) }
    guard stamp.answers == key.answers(to: stamp.reads) else { return .failure(.otherAnswers) }
    var kept = KeptParse(stamp: stamp, bytes: bytes, start: reader.place)
    switch stamp.ledger.compared() {
    case .different(let path): return .failure(.changed(path))
    case .same: break
    case .refreshed(let ledger, let rewritten, let count):
      if let path = try kept.pointed(at: rewritten) { return .failure(.changed(path)) }
      let stamp = stamp.refreshed(ledger, rewritten: rewritten)
      kept.stamp = stamp
      if count > Self.fewFiles { save(stamp, body: bytes[kept.start...]) }
    }
    return .success(kept)
  }

  /// Files that are read again each time sooner than that the cache is written anew.
  private static let fewFiles = 32

  private func save(_ stamp: ParseStamp, body: ArraySlice<UInt8>) {
    var writer = ByteWriter()
    stamp.write(to: &writer)
    writer.write(raw: body)
    var file = ByteWriter()
    file.write(raw: Self.mark[...])
    file.write(Self.digest(of: writer.bytes[...]))
    file.write(raw: writer.bytes[...])
    FileSystem.replace(path, with: file.bytes)
  }

  private static func digest(of bytes: ArraySlice<UInt8>) -> String {
    var hasher = DigestHasher(.sha256)
    bytes.withUnsafeBytes { hasher.update($0) }
    return hasher.finish()
  }

  /// Says what kind of file it is, and in which layout.
  private static let mark = Array("swiftdbt parse cache 2\n".utf8)
}

extension KeptParse {
  /// The first of some files that a warning points into: there the text counts.
  fileprivate func pointed(at paths: [String]) throws(ByteReader.Damage) -> String? {
    guard !paths.isEmpty else { return nil }
    var reader = ByteReader(bytes, in: start..<bytes.count)
    let warnings = try reader.diagnostics()
    let spans = warnings.flatMap { [$0.span] + $0.notes.map(\.span) }
    let names = Set(spans.compactMap { $0?.file.path.split(separator: "/").last })
    return paths.first { path in path.split(separator: "/").last.map(names.contains) ?? true }
  }
}

extension ParseCache {
  /// Why a project must be parsed although it has been parsed before.
  enum Obstacle: Error, Equatable {
    case missing
    case damaged
    case otherCircumstances
    case otherAnswers
    /// - Parameter path: of a file, absolute.
    case changed(String)

    var reason: String {
      switch self {
      case .missing: "saved manifest not found"
      case .damaged: "the saved manifest cannot be read"
      case .otherCircumstances: "the program, the target, the vars or the packages have changed"
      case .otherAnswers: "environment variables or flags that the project reads have changed"
      case .changed(let path): "\(path) has changed"
      }
    }
  }
}

/// What a parse found out besides its manifest, until it is kept.
struct UnkeptParse: Sendable {
  fileprivate let cache: ParseCache
  fileprivate let warnings: [Diagnostic]
  fileprivate let reads: ParseReads.Record
  /// Taken before anything was read.
  fileprivate let ledger: FileLedger

  init(cache: ParseCache, warnings: [Diagnostic], reads: ParseReads.Record, ledger: FileLedger) {
    self.cache = cache
    self.warnings = warnings
    self.reads = reads
    self.ledger = ledger
  }

  /// As `ParseCache.store`.
  @discardableResult
  func keep(_ manifest: Manifest, lines: KeptLines? = nil) -> String? {
    cache.store(manifest, warnings: warnings, lines: lines, reads: reads, ledger)
  }
}

/// What is kept of a parse, as it lies in the file.
struct KeptParse {
  struct Contents {
    /// What the parse said of the project, to be said again.
    let warnings: [Diagnostic]
    /// How many resources of each kind there are, in the order to print.
    let counts: [(kind: String, count: Int)]
    /// All nodes in their order, and who reads whom.
    let catalogue: NodeCatalogue
    let lines: KeptLines?
  }

  /// The same for parses that come to the same.
  var identity: String { stamp.identity }
  /// `identity` of the parse itself, before texts between tags changed.
  var origin: String { stamp.origin }
  /// Absolute paths of the templates whose text has changed since.
  var rewritten: Set<String> { stamp.rewritten }

  /// As `FileLedger.text`.
  func text(of path: String) -> String? { stamp.ledger.text(of: path) }

  fileprivate var stamp: ParseStamp
  fileprivate let bytes: [UInt8]
  /// Behind the circumstances of the parse.
  fileprivate let start: Int

  /// Throws: where the bytes are none of ours, although their digest is right.
  func contents() throws(ByteReader.Damage) -> Contents {
    var reader = ByteReader(bytes, in: start..<bytes.count)
    let warnings = try reader.diagnostics()
    let counts = try reader.list { (reader) throws(ByteReader.Damage) in
      (kind: try reader.text(), count: Int(try reader.number(UInt32.self)))
    }
    let catalogue = try NodeCatalogue.read(from: &reader, of: bytes)
    let lines = try reader.optional { (reader) throws(ByteReader.Damage) in
      try KeptLines(from: &reader, of: bytes)
    }
    return Contents(warnings: warnings, counts: counts, catalogue: catalogue, lines: lines)
  }
}
