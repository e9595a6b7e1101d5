import AnomalyDetection
import Artifacts
import DelimitedText
import Diagnostics
@preconcurrency import Glibc
import Jinja
import PlainData
import YAML

/// One line for each of the parts that large projects wait for: `micro TEMPLATE.sql [ROUNDS]`.
@main struct Micro {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else { return print("usage: micro TEMPLATE.sql [ROUNDS]") }
    let template = TemplateNames.prelude + (try text(of: arguments[1]))
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 21 : 21
    print("| part | median µs | rate |\n|---|---:|---:|")
    for measurement in try jinja(template, rounds) + [yaml(rounds), manifest(rounds)] {
      print(measurement.row)
    }
    print(try csv(rounds).row)
    for measurement in try forest(max(3, rounds / 4)) { print(measurement.row) }
  }

  private static func jinja(_ template: String, _ rounds: Int) throws -> [Measurement] {
    let file = SourceFile(path: "template.sql", text: template)
    let environment = Environment()
    let context = RenderContext(TemplateNames.values)
    let compiled = try environment.compile(file)
    let bytes = template.utf8.count
    return [
      Measurement("lexer", bytes, "bytes", rounds: rounds * 20) {
        _ = environment.tokenCount(of: file)
      },
      try Measurement("lexer and parser", bytes, "bytes", rounds: rounds * 20) {
        _ = try environment.compile(file)
      },
      try Measurement("renderer", bytes, "bytes", rounds: rounds * 20) {
        _ = try compiled.render(context)
      },
    ]
  }

  private static func yaml(_ rounds: Int) throws -> Measurement {
    let file = SourceFile(path: "models.yml", text: SyntheticText.properties(models: 100))
    return try Measurement("YAML of 100 models", file.text.utf8.count, "bytes", rounds: rounds) {
      _ = try YAMLDocument.parse(file)
    }
  }

  private static func manifest(_ rounds: Int) -> Measurement {
    let manifest = SyntheticText.manifest(nodes: 1000)
    var writer = JSONWriter()
    manifest.write(to: &writer)
    return Measurement(
      "manifest of 1,000 models", writer.bytes.count, "bytes", rounds: rounds
    ) {
      var writer = JSONWriter()
      manifest.write(to: &writer)
    }
  }

  private static func csv(_ rounds: Int) throws -> Measurement {
    let text = SyntheticText.readings(rows: 100_000)
    let path = try temporaryFile(text)
    defer { unlink(path) }
    return try Measurement("CSV of 100,000 records", text.utf8.count, "bytes", rounds: rounds) {
      let reader = try DelimitedReader(path: path)
      while try reader.next() != nil {}
    }
  }

  private static func forest(_ rounds: Int) throws -> [Measurement] {
    var state: UInt64 = 7
    let columns = (0..<5).map { _ in (0..<100_000).map { _ in SyntheticText.uniform(&state) } }
    let forest = try IsolationForest(fitting: columns, threads: 1)
    return [
      try Measurement("forest, fit of 100 trees", 100, "trees", rounds: rounds) {
        _ = try IsolationForest(fitting: columns, threads: 1)
      },
      try Measurement("forest, score of 100,000 × 5", 100_000, "rows", rounds: rounds) {
        _ = try forest.scoreSamples(columns, threads: 1)
      },
    ]
  }

  private static func text(of path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func temporaryFile(_ text: String) throws -> String {
    let path = "/tmp/swiftdbt-micro-\(getpid()).csv"
    guard let file = fopen(path, "w") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    fputs(text, file)
    return path
  }
}

/// A file that cannot be opened.
struct Failure: Error {
  let path: String
  let code: Int32
}
