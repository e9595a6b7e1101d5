@preconcurrency import Glibc

/// The `swiftdbt` that was built with the tests.
package enum SwiftDBTExecutable {
  /// Absolute; it stands beside the test bundle.
  package static var path: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bundle = String(
      decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return Repository.parent(bundle) + "/swiftdbt"
  }

  /// Runs it to its end; `environment` is added to the test's own variables.
  package static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    stdin: String = "", timeout: Duration = .seconds(120)
  ) async throws -> ProcessResult {
    try await start(arguments, in: folder, environment: environment, stdin: stdin)
      .wait(timeout: timeout)
  }

  /// Starts it, for tests that send it signals.
  package static func start(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    stdin: String = ""
  ) throws -> ChildProcess {
    try ChildProcess(
      path, arguments, in: folder,
      environment: ProcessEnvironment.current.merging(environment) { $1 }, stdin: stdin)
  }
}
