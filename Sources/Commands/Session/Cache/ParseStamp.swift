import Digests
import PlainData
import ProjectLoading

/// The circumstances of a parse, as they are kept.
struct ParseStamp {
  let key: String
  let reads: ParseReads.Record
  /// What the world answered to `reads`, as digests.
  let answers: [String]
  var ledger: FileLedger
  /// `identity` of the parse itself, before texts between tags changed.
  private(set) var origin = ""
  /// Absolute paths of the templates whose text has changed since, in no order that matters.
  private(set) var rewritten: Set<String> = []

  init(key: ParseKey, reads: ParseReads.Record, ledger: FileLedger) {
    self.key = key.text
    self.reads = reads
    answers = key.answers(to: reads)
    self.ledger = ledger
    origin = identity
  }

  /// The same parse of files of which some hold other text between the same tags.
  func refreshed(_ ledger: FileLedger, rewritten more: [String]) -> ParseStamp {
    var copy = self
    copy.ledger = ledger
    copy.rewritten.formUnion(more)
    return copy
  }

  /// The same for parses that come to the same, whatever the stamps of their files.
  var identity: String {
    Digest.sha256(([key, ledger.contents] + answers).joined(separator: "\n"))
  }

  func write(to writer: inout ByteWriter) {
    writer.write(key)
    writer.write(list: reads.environment.sorted()) { $0.write($1) }
    writer.write(list: reads.flags.sorted()) { $0.write($1) }
    writer.write(list: reads.moments.sorted()) { $0.write($1) }
    writer.write(UInt8(reads.allFlags ? 1 : 0))
    writer.write(UInt8(reads.customEnvironment ? 1 : 0))
    writer.write(list: answers) { $0.write($1) }
    writer.write(origin)
    writer.write(list: rewritten.sorted()) { $0.write($1) }
    ledger.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    func texts(_ reader: inout ByteReader) throws(ByteReader.Damage) -> [String] {
      try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
    }
    key = try reader.text()
    var reads = ParseReads.Record()
    reads.environment = Set(try texts(&reader))
    reads.flags = Set(try texts(&reader))
    reads.moments = Set(try texts(&reader))
    reads.allFlags = try reader.byte() == 1
    reads.customEnvironment = try reader.byte() == 1
    self.reads = reads
    answers = try texts(&reader)
    origin = try reader.text()
    rewritten = Set(try texts(&reader))
    ledger = try FileLedger(from: &reader)
  }
}
