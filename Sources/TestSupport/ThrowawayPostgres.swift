@preconcurrency import Glibc

/// A server of one test's own, which it may stop and kill; stopped and removed on release.
package final class ThrowawayPostgres: Sendable {
  /// How `pg_ctl stop` ends the server.
  package enum StopMode: String, Sendable {
    case smart, fast, immediate
  }

  package let address: PostgresAddress
  private let folder: TemporaryFolder

  /// Starts a server, about two seconds; with `tls` it has a self-signed certificate for `localhost`.
  package init(tls: Bool = false) async throws {
    let folder = try TemporaryFolder()
    // The server runs as another user when the tests run as root.
    chmod(folder.path, 0o755)
    let result = try await Self.script(["start", folder.path("server")] + (tls ? ["tls"] : []))
    let url = result.stdout.split(separator: "\n").last.map(String.init) ?? ""
    guard result.end == .exit(0), let address = PostgresAddress(url: url) else {
      throw StartFailure(description: result.stdout + result.stderr)
    }
    self.folder = folder
    self.address = address
  }

  deinit {
    // The server has to be gone before its folder goes; an immediate stop takes a moment only.
    try? ChildProcess(Self.scriptPath, ["stop", folder.path("server"), "immediate"]).waitForEnd()
  }

  /// The certificate that `verify-ca` and `verify-full` accept.
  package var rootCertificatePath: String { folder.path("server/root.crt") }

  package func stop(_ mode: StopMode = .immediate) async throws {
    _ = try await Self.script(["stop", folder.path("server"), mode.rawValue])
  }

  /// Starts the stopped server again, at the same address.
  package func restart() async throws {
    _ = try await Self.script(["restart", folder.path("server")])
  }

  private static let scriptPath = Repository.path("Tests/Support/postgres")

  private static func script(_ arguments: [String]) async throws -> ProcessResult {
    try await ChildProcess(scriptPath, arguments).wait(timeout: .seconds(90))
  }

  struct StartFailure: Error, CustomStringConvertible {
    let description: String
  }
}
