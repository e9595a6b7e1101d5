import Diagnostics
import PlainData

extension ValueContext {
  /// `env_var(name)` and `env_var(name, default)`.
  func environmentVariable(_ name: String, default: PlainValue?) throws(Diagnostic) -> PlainValue {
    if name.hasPrefix(Self.secretPrefix), !allowsSecrets { throw .secretElsewhere(name) }
    if let value = environment[name] { return .string(value) }
    if let `default` { return `default` }
    throw .noEnvironmentVariable(name, known: environment.keys.sorted())
  }

  /// `var(name)` and `var(name, default)`.
  func variable(_ name: String, default: PlainValue?) throws(Diagnostic) -> PlainValue {
    if let value = variables[name] ?? `default` { return value }
    throw .noVariable(name, known: variables.names)
  }
}

extension Diagnostic {
  fileprivate static func secretElsewhere(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "secret-env-var",
      "`\(name)` is a secret, which only profiles.yml and packages.yml may read"
    ).known(
      as:
        "Secret env vars are allowed only in profiles.yml or packages.yml. Found '\(name)' referenced elsewhere.",
      "Parsing")
  }

  fileprivate static func noEnvironmentVariable(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "env-var-not-set", "the environment variable `\(name)` is not set",
      help: NearMiss.help(for: name, among: known)
    ).known(as: "Env var required but not provided: '\(name)'", "Parsing")
  }

  fileprivate static func noVariable(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "var-not-set", "nothing sets the variable `\(name)`",
      help: NearMiss.help(for: name, among: known)
        + ["give it in `vars` or with `--vars`, or a default as second argument"]
    ).known(as: "Required var '\(name)' not found in config", "Compilation")
  }
}
