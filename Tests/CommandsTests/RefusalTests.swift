import TestSupport
import Testing

/// Projects that are refused when they are read: files, and the whole of what is said about them.
///
/// A fixture is one text: `--- path` before each file, `--- said` before the messages, and in front of all
/// that, if need be, `--- command` with what to run instead of `parse`.
struct RefusalTests {
  static let root = Repository.path("Tests/Fixtures/refused")

  @Test(arguments: Fixture.all(in: root, withExtension: "txt"))
  func saysWhatIsWrong(fixture: Fixture) async throws {
    var parts = FilesInText(try fixture.text())
    _ = parts.take("said")
    let command = parts.take("command")?.split(whereSeparator: \.isWhitespace).map(String.init)
    let project = try SampleProject()
    try project.write(parts.files)
    let result = try await SwiftDBTExecutable.run(command ?? ["parse"], in: project.folder.path)
    let said = Self.problems(in: result.text, folder: project.folder.path)
    try Golden.expect(parts.head + "--- said\n" + said, matches: fixture.path)
    let isRefused = said.hasPrefix("error[") || said.contains("\nerror[")
    #expect(result.exitCode == (isRefused ? 2 : 0), "\(result.text)")
  }

  /// From the first message on, without what depends on the machine and the clock.
  static func problems(in text: String, folder: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop {
      !$0.hasPrefix("error[") && !$0.hasPrefix("warning[")
    }
    let noise = ["Found ", "The project is sound", "Concurrency:"]
    let kept = lines.filter { line in !noise.contains { line.hasPrefix($0) } }
    let said = kept.map(String.init).joined(separator: "\n").replacing(folder, with: "<project>")
    return said.isEmpty ? "nothing\n" : said
  }
}

/// Several files in one text, each behind a line `--- path`.
struct FilesInText {
  private(set) var files: [String: String] = [:]
  private var order: [String] = []

  init(_ text: String) {
    var current: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        let name = String(line.dropFirst(4))
        files[name] = ""
        order.append(name)
        current = name
      } else if let current {
        files[current, default: ""] += line + "\n"
      }
    }
    // The text's own last line break is no empty line of the last file.
    if let current, let text = files[current], text.hasSuffix("\n") {
      files[current] = String(text.dropLast())
    }
  }

  /// Removes and returns one of the parts.
  mutating func take(_ name: String) -> String? {
    if name == "said" { order.removeAll { $0 == name } }
    return files.removeValue(forKey: name).map { text in
      if name == "command" { command = text }
      return text
    }
  }

  private var command: String?

  /// Everything but the messages, as it was written.
  var head: String {
    order.map { "--- \($0)\n" + (files[$0] ?? command ?? "") }.joined()
  }
}
