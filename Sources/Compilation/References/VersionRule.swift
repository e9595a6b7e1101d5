import Diagnostics
import ProjectLoading

/// `require-dbt-version` of every package; `--no-version-check` looks past it.
struct VersionRule {
  let installed: ReleaseNumber
  let project: Project

  init(_ project: Project) {
    installed = ReleaseNumber(Version.dbt) ?? ReleaseNumber(major: 0, minor: 0, patch: 0)
    self.project = project
  }

  var violations: [Diagnostic] {
    project.packages.compactMap { package in
      let required = package.settings.requiredVersions
      if let wrong = required.first(where: { Self.number(in: $0.value) == nil }) {
        return .noVersion(wrong)
      }
      let broken = required.first { !isMet($0.value) }
      return broken.map { .unmetVersion($0, package.name, required.map(\.value)) }
    }
  }

  private static func number(in comparison: String) -> ReleaseNumber? {
    ReleaseNumber(comparison.drop { "<>= ".contains($0) })
  }

  /// Whether `>=1.3.0`, `<2.0.0` or `1.12.3` is true of this version; what is no comparison is no rule.
  private func isMet(_ comparison: String) -> Bool {
    let signs = comparison.prefix { "<>=".contains($0) }
    guard let wanted = Self.number(in: comparison) else { return true }
    switch signs {
    case ">=": return installed >= wanted
    case ">": return installed > wanted
    case "<=": return installed <= wanted
    case "<": return installed < wanted
    default: return installed == wanted
    }
  }
}

/// The three numbers of a version; what follows them does not count.
struct ReleaseNumber: Comparable {
  let major: Int
  let minor: Int
  let patch: Int

  init(major: Int, minor: Int, patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", maxSplits: 2).map { part in
      Int(part.prefix { $0.isNumber })
    }
    guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2] else {
      return nil
    }
    self.init(major: major, minor: minor, patch: patch)
  }

  static func < (one: ReleaseNumber, other: ReleaseNumber) -> Bool {
    (one.major, one.minor, one.patch) < (other.major, other.minor, other.patch)
  }
}

extension Diagnostic {
  fileprivate static func noVersion(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "required-version", "`\(text.value)` is no comparison with a version", at: text.span,
      help: ["for example: `>=1.8.0`"]
    ).known(as: "\"\(text.value)\" is not a valid semantic version.", "Runtime")
  }

  fileprivate static func unmetVersion(
    _ broken: Located<String>, _ package: String, _ all: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "required-version",
      "`\(package)` needs dbt \(broken.value), and this one works as dbt \(Version.dbt)",
      at: broken.span, help: ["use another version of the package, or run with --no-version-check"]
    ).known(
      as: """
        This version of dbt is not supported with the '\(package)' package.
          Installed version of dbt: =\(Version.dbt)
          Required version of dbt for '\(package)': \(all.pythonList)
        Check for a different version of the '\(package)' package, or run dbt again with --no-version-check
        """, "Runtime")
  }
}
