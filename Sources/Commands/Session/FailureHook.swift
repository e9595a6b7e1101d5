import Diagnostics
@preconcurrency import Glibc
import PlainData

/// What is told of failed suites to a command or a web address of the user's: a JSON document on the
/// command's standard input, or as the body of a POST.
///
/// Addresses are secrets: they come from an environment variable, and stand in no list of processes.
struct FailureHook {
  enum Kind: Hashable {
    case command(String)
    /// The environment variable that holds the address.
    case webhook(variable: String)
  }

  private let kind: Kind
  private let environment: [String: String]
  private let seconds: Int

  init(_ kind: Kind, environment: [String: String], seconds: Int = Self.usualSeconds) {
    self.kind = kind
    self.environment = environment
    self.seconds = seconds
  }

  /// Hooks that the command line asks for.
  static func all(_ input: CommandInput) -> [FailureHook] {
    let kinds = [
      input.arguments.value("on-failure").map { Kind.command($0) },
      input.arguments.value("on-failure-webhook").map { Kind.webhook(variable: $0) },
    ]
    let seconds = input.arguments.value("on-failure-timeout").flatMap { Int($0) }
    return kinds.compactMap(\.self).map { kind in
      FailureHook(
        kind, environment: input.environment, seconds: max(1, seconds ?? Self.usualSeconds))
    }
  }

  static let options: [OptionSpec] = [
    OptionSpec(
      "--on-failure", kind: .value(metavariable: "COMMAND"),
      help: "run it when a suite fails, with a JSON document on its standard input"),
    OptionSpec(
      "--on-failure-webhook", kind: .value(metavariable: "VARIABLE"),
      help: "POST the same to the address in this environment variable (needs curl)"),
    OptionSpec(
      "--on-failure-timeout", kind: .value(metavariable: "SECONDS"),
      help: "how long either may take, default 30"),
  ]

  private static let usualSeconds = 30

  /// Throws: `hook-failed`, without what the hook was told or the address.
  func perform(document: String) async throws {
    let line =
      switch kind {
      case .command(let command): command
      case .webhook(let variable): try webhookLine(variable)
      }
    let status = try await HookProcess.run(
      line, input: document, environment: environment, timeout: .seconds(seconds + Self.grace))
    guard status != 0 else { return }
    throw Diagnostic(code: "hook-failed", reason(status))
  }

  /// curl stops by itself, and says why.
  private static let grace = 1

  private func reason(_ status: Int32) -> String {
    if case .webhook = kind, let reason = Self.curlReasons[status] {
      return "the webhook on failure \(reason)"
    }
    return status < 0
      ? "the hook on failure ran for more than \(seconds) seconds and was stopped"
      : "the hook on failure ended with status \(status)"
  }

  /// What its exit codes mean (curl's manual, "Exit codes").
  private static let curlReasons: [Int32: String] = [
    3: "has an address that is none", 6: "has an address whose host is not known",
    7: "could not be reached", 22: "was answered with an error",
    28: "was not answered in time", 35: "has no secure connection",
    52: "was not answered", 56: "was cut off", 60: "has a certificate that is not trusted",
    127: "needs curl, which is not installed",
  ]

  /// The address goes to curl as configuration: an argument would be seen by all users.
  private func webhookLine(_ variable: String) throws -> String {
    let isName = variable.utf8.allSatisfy { byte in
      (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    guard isName, environment[variable] != nil else {
      throw Diagnostic(
        code: "hook-failed", "the environment variable `\(variable)` of the webhook is not set")
    }
    return "body=$(cat; printf .); printf 'url = \"%s\"\\n' \"$\(variable)\" | "
      + "{ exec 3<&0; printf '%s' \"${body%.}\" | curl --silent --show-error --fail --output /dev/null"
      + " --max-time \(seconds) --config /dev/fd/3 --header 'content-type: application/json' --data-binary @-; }"
  }
}
