import DelimitedText
import TestSupport

/// A file as a test sees it: one line for each record or rejection.
///
///     1: a|b
///     2 rejected, expected 2 fields, found 1: c
func readings(
  _ bytes: some Collection<UInt8>, _ format: DelimitedFormat = DelimitedFormat(header: .none)
) throws -> [String] {
  let folder = try TemporaryFolder()
  try FileAccess.write(bytes, to: folder.path("file.csv"))
  return try readings(of: folder.path("file.csv"), format)
}

func readings(of path: String, _ format: DelimitedFormat) throws -> [String] {
  let reader = try DelimitedReader(path: path, shownAs: "file.csv", format: format)
  var lines: [String] = []
  while let item = try reader.next() {
    switch item {
    case .record(let record):
      let texts = (0..<record.count).map { record.text($0) }
      lines.append("\(record.line): " + texts.joined(separator: "|"))
    case .rejected(let rejected):
      lines.append("\(rejected.line) rejected, \(rejected.reason): \(rejected.text)")
    }
  }
  #if DEBUG
    precondition(reader.recordCount == lines.count, "every record is counted once")
  #endif
  return lines
}
