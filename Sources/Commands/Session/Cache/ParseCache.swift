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
  /// - Parameter ledger: taken before anything was read.
  func store(
    _ manifest: Manifest, warnings: [Diagnostic], reads: ParseReads.Record, _ ledger: FileLedger
  ) {
    // What depends on the clock or on chance is another project each time.
    guard !reads.isVolatile else { return }
    var writer = ByteWriter()
    writer.write(warnings)
    NodeCatalogue.write(manifest, to: &writer)
    let ledger = ledger.completed(with: manifest.project, others: reads.files)
    save(ParseStamp(key: key, reads: reads, ledger: ledger), body: writer.bytes[...])
  }

  private func kept(in bytes: [UInt8]) throws(ByteReader.Damage) -> Result<KeptParse, Obstacle> {
    guard bytes.starts(with: Self.mark) else { throw ByteReader.Damage() }
    var reader = ByteReader(bytes, in: Self.mark.count..<bytes.count)
    let digest = try reader.text()
    guard Self.digest(of: bytes[reader.place...]) == digest else { throw ByteReader.Damage() }
    var stamp = try ParseStamp(from: &reader)
    guard stamp.key == key.text else { return .failure(.otherCircumstances) }
    guard stamp.answers == key.answers(to: stamp.reads) else { return .failure(.otherAnswers) }
    let kept = KeptParse(bytes: bytes, start: reader.place)
    switch stamp.ledger.compared() {
    case .different(let path): return .failure(.changed(path))
    case .same: break
    case .refreshed(let ledger):
      stamp.ledger = ledger
      save(stamp, body: bytes[kept.start...])
    }
    return .success(kept)
  }

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
  private static let mark = Array("swiftdbt parse cache 1\n".utf8)
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

/// What is kept of a parse, as it lies in the file.
struct KeptParse {
  fileprivate let bytes: [UInt8]
  /// Behind the circumstances of the parse.
  fileprivate let start: Int

  /// What the parse said of the project, to be said again, and its nodes in their order.
  ///
  /// Throws: where the bytes are none of ours, although their digest is right.
  func contents() throws(ByteReader.Damage) -> (warnings: [Diagnostic], catalogue: NodeCatalogue) {
    var reader = ByteReader(bytes, in: start..<bytes.count)
    let warnings = try reader.diagnostics()
    return (warnings, try NodeCatalogue.read(from: &reader, of: bytes))
  }
}
