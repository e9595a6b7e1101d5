/// One file of a folder of fixtures; an argument of a parameterised test.
///
///     @Test(arguments: Fixture.all(in: "inputs", withExtension: "txt"))
///     func renders(fixture: Fixture) throws { … }
package struct Fixture: Sendable, CustomStringConvertible {
  /// The path below the folder that was walked: `errors/unknown_filter.txt`.
  package let name: String
  /// Absolute.
  package let path: String

  package var description: String { name }

  package func text() throws -> String { try FileAccess.text(of: path) }
  package func bytes() throws -> [UInt8] { try FileAccess.bytes(of: path) }

  /// Every file below `folder`, sorted by path; hidden files are left out.
  ///
  /// `folder` is relative to the file that calls, or absolute. An empty result stops the test run:
  /// a walk that finds nothing would pass without testing anything.
  package static func all(
    in folder: String, withExtension fileExtension: String? = nil, callerPath: String = #filePath
  ) -> [Fixture] {
    let root = folder.hasPrefix("/") ? folder : Repository.parent(callerPath) + "/" + folder
    let found = walk(root, prefix: "").filter {
      fileExtension == nil || $0.name.hasSuffix("." + (fileExtension ?? ""))
    }
    precondition(!found.isEmpty, "no fixtures in \(root)")
    return found
  }

  private static func walk(_ folder: String, prefix: String) -> [Fixture] {
    FileAccess.names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name in
      let path = folder + "/" + name
      return FileAccess.isFolder(path)
        ? walk(path, prefix: prefix + name + "/") : [Fixture(name: prefix + name, path: path)]
    }
  }
}
