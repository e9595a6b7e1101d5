@preconcurrency import Glibc

/// A folder of its own for one test; removed with everything in it when it is released.
package final class TemporaryFolder: Sendable {
  /// Absolute, without a trailing slash.
  package let path: String

  package init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/swiftdbt-test.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", parent) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { FileAccess.remove(path) }

  /// The path of `name` in the folder.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes `text` to `name`, folders included, and returns the path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try FileAccess.write(text, to: path(name))
    return path(name)
  }

  /// Removes a file or a folder with everything in it.
  package func remove(_ name: String) { FileAccess.remove(path(name)) }

  package func text(of name: String) throws -> String { try FileAccess.text(of: path(name)) }

  /// Copies what is in `folder` (a project, a fixture) into this one.
  package func copy(contentsOf folder: String) throws {
    try copy(folder, to: path)
  }

  private func copy(_ source: String, to target: String) throws {
    guard FileAccess.isFolder(source) else {
      return try FileAccess.write(FileAccess.bytes(of: source), to: target)
    }
    try FileAccess.makeFolder(target)
    for name in FileAccess.names(in: source) {
      try copy(source + "/" + name, to: target + "/" + name)
    }
  }
}
