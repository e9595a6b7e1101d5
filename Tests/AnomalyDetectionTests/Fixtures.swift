import Foundation
import Testing

/// Recorded numbers of scikit-learn, and the data sets that stand beside the checkout.
enum Fixtures {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = root.appending(path: "Tests/Fixtures/isolation_forest")

  static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: folder.appending(path: name)))
  }

  /// The names of the files that begin with `prefix`, sorted.
  static func names(_ prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// The text of a file in `../shared/data`; nil, with the reason printed, when it is not there.
  static func shared(_ path: String) throws -> String? {
    let file = root.appending(path: "../shared/data").standardizedFileURL.appending(path: path)
    guard FileManager.default.isReadableFile(atPath: file.path()) else {
      print("skipped: \(path) is not in the folder of data beside the checkout")
      return nil
    }
    guard path.hasSuffix(".gz") else { return try String(contentsOf: file, encoding: .utf8) }
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", file.path()]
    gzip.standardOutput = output
    try gzip.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Columns of a comma-separated text with a header and no quotes; empty fields are NaN.
  static func columns(_ text: String) -> [(name: String, values: [Double])] {
    let lines = text.split(whereSeparator: \.isNewline)
    let names = lines[0].split(separator: ",").map(String.init)
    var columns = names.map { (name: $0, values: [Double]()) }
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      for (index, field) in fields.enumerated() {
        columns[index].values.append(Double(field) ?? .nan)
      }
    }
    return columns
  }
}
