@preconcurrency import Glibc

/// Whole small files, read and written in one go.
package enum FileAccess {
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package static func bytes(of path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFailure("open", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw SystemFailure("read", path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  package static func text(of path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  /// Replaces the file; folders above it are made as needed.
  package static func write(_ bytes: some Collection<UInt8>, to path: String) throws {
    try makeFolder(Repository.parent(path))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemFailure("create", path) }
    defer { close(descriptor) }
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw SystemFailure("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  package static func write(_ text: String, to path: String) throws {
    try write(text.utf8, to: path)
  }

  /// Makes the folder and those above it; an existing one is fine.
  package static func makeFolder(_ path: String) throws {
    if path.isEmpty || exists(path) { return }
    try makeFolder(Repository.parent(path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemFailure("mkdir", path) }
  }

  /// Names in the folder, sorted by their bytes, without `.` and `..`; empty when there is no folder.
  package static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a file, or a folder with everything in it.
  package static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// A call to the operating system that went wrong in a test's own machinery.
package struct SystemFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ call: String, _ path: String, code: Int32 = errno) {
    description = "\(call) \(path): \(String(cString: strerror(code)))"
  }
}
