import Diagnostics
import PlainData

/// Brings the files of packages into a folder of downloads.
struct PackageFetcher {
  /// Absolute; holds one folder for each package.
  let downloads: String
  /// The folder that relative paths of packages are taken from.
  let rootFolder: String
  /// `https://hub.getdbt.com` unless the environment says otherwise.
  let hub: String

  /// A package on disk, and the keys that pin it in a lock.
  struct Fetched {
    let folder: String
    let pinned: PlainMap
    /// A local package is linked to, everything else is moved.
    let isLocal: Bool
  }

  func fetch(_ requirement: PackageRequirement, number: Int) throws(Diagnostic) -> Fetched {
    let folder = "\(downloads)/\(number)"
    do throws(Diagnostic) {
      switch requirement.origin {
      case .local(let path): return try local(path, requirement)
      case .git(let url, let revision, let subdirectory, _):
        return try git(
          url, revision, subdirectory, into: folder, written: requirement.unrendered["git"])
      case .tarball(let url, let name):
        return try tarball(url, name, into: folder, written: requirement.unrendered["tarball"])
      case .hub(let name, let versions, let allowsPrereleases):
        return try hub(name, versions, allowsPrereleases, into: folder)
      case .private(let name): throw .privatePackage(name)
      }
    } catch {
      throw error.placed(at: requirement.span)
    }
  }

  private func local(
    _ path: String, _ requirement: PackageRequirement
  ) throws(Diagnostic) -> Fetched {
    let folder = PathText.absolute(path, from: rootFolder)
    guard FileSystem.isFile(PathText.join(folder, ProjectLocator.fileName)) else {
      throw Diagnostic(
        code: "package-not-found", "`\(path)` holds no `\(ProjectLocator.fileName)`",
        at: requirement.span)
    }
    return Fetched(folder: folder, pinned: ["local": .string(path)], isLocal: true)
  }

  /// - Parameter written: the address with its Jinja, for the lock: a secret does not go there.
  private func git(
    _ url: String, _ revision: String?, _ subdirectory: String?, into folder: String,
    written: PlainValue?
  ) throws(Diagnostic) -> Fetched {
    _ = try SystemCommand.run(["git", "clone", "--quiet", url, folder])
    if let revision {
      // A branch of the remote, a tag or a commit.
      let branch = ["git", "-C", folder, "checkout", "--quiet", "origin/\(revision)"]
      if (try? SystemCommand.run(branch)) == nil {
        _ = try SystemCommand.run(["git", "-C", folder, "checkout", "--quiet", revision])
      }
    }
    let commit = try SystemCommand.run(["git", "-C", folder, "rev-parse", "HEAD"])
    var pinned: PlainMap = [
      "git": written ?? .string(url),
      "revision": .string(String(commit.filter { !$0.isWhitespace })),
    ]
    if let subdirectory { pinned["subdirectory"] = .string(subdirectory) }
    return Fetched(
      folder: subdirectory.map { PathText.join(folder, $0) } ?? folder, pinned: pinned,
      isLocal: false)
  }

  private func tarball(
    _ url: String, _ name: String, into folder: String, written: PlainValue?
  ) throws(Diagnostic) -> Fetched {
    try unpack(url, into: folder)
    return Fetched(
      folder: folder, pinned: ["tarball": written ?? .string(url), "name": .string(name)],
      isLocal: false)
  }

  /// Downloads an archive and unpacks the one folder in it.
  private func unpack(_ url: String, into folder: String) throws(Diagnostic) {
    let archive = "\(folder).tar.gz"
    _ = try SystemCommand.run([
      "curl", "--silent", "--show-error", "--fail", "--location", "--max-time", "300", "--output",
      archive, url,
    ])
    _ = try SystemCommand.run(["mkdir", "-p", folder])
    _ = try SystemCommand.run(["tar", "-xzf", archive, "-C", folder, "--strip-components=1"])
  }

  private func hub(
    _ name: String, _ versions: [String], _ allowsPrereleases: Bool, into folder: String
  ) throws(Diagnostic) -> Fetched {
    let address = "\(hub)/api/v1/\(name).json"
    let answer: PlainValue
    do throws(Diagnostic) {
      let text = try SystemCommand.run([
        "curl", "--silent", "--show-error", "--fail", "--location", "--max-time", "60", address,
      ])
      answer = try JSON.read(SourceFile(path: address, text: text))
    } catch {
      throw .hubUnreachable(name, address, error)
    }
    let known = answer["versions"]?.map?.keys ?? []
    guard let version = PackageVersion.newest(of: known, versions, allowsPrereleases) else {
      throw .noVersion(name, versions, known)
    }
    let url = answer["versions"]?[version]?["downloads"]?["tarball"]?.string
    guard let url else { throw .noVersion(name, versions, known) }
    try unpack(url, into: folder)
    return Fetched(
      folder: folder, pinned: ["package": .string(name), "version": .string(version)],
      isLocal: false)
  }
}

/// Versions of packages and the ranges that are asked for.
enum PackageVersion {
  /// The newest of `known` that is in every range (`>=1.0.0`, `<2.0.0`, `1.1.1`).
  static func newest(
    of known: [String], _ ranges: [String], _ allowsPrereleases: Bool
  ) -> String? {
    let wanted = ranges.flatMap { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } }
    return known.filter { version in
      let isPrerelease = version.contains("-") || version.contains(where: \.isLetter)
      guard !isPrerelease || allowsPrereleases || wanted.contains(version) else { return false }
      return wanted.allSatisfy { holds(version, $0) }
    }.max { numbers($0).lexicographicallyPrecedes(numbers($1)) }
  }

  static func holds(_ version: String, _ range: String) -> Bool {
    for sign in [">=", "<=", ">", "<", "="] where range.hasPrefix(sign) {
      let one = numbers(version)
      let other = numbers(String(range.dropFirst(sign.count)))
      let isLess = one.lexicographicallyPrecedes(other)
      switch sign {
      case ">=": return !isLess
      case "<=": return isLess || one == other
      case ">": return !isLess && one != other
      case "<": return isLess
      default: return one == other
      }
    }
    return numbers(version) == numbers(range)
  }

  private static func numbers(_ version: String) -> [Int] {
    let plain = version.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
    return plain.split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
  }
}

extension Diagnostic {
  fileprivate static func privatePackage(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "private-package",
      "`\(name)` is a private package of a platform, which cannot be reached from here",
      help: ["name its repository with `git:`"])
  }

  fileprivate static func hubUnreachable(
    _ name: String, _ address: String, _ cause: Diagnostic
  ) -> Diagnostic {
    var copy = Diagnostic(
      code: "hub-unreachable", "the hub does not answer for the package `\(name)`",
      help: [
        "use `git:` or `local:`, or name another hub with the environment variable DBT_PACKAGE_HUB_URL"
      ])
    copy.notes = [Note("asked at \(address)")] + cause.notes
    return copy
  }

  fileprivate static func noVersion(
    _ name: String, _ ranges: [String], _ known: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "package-version",
      "no version of `\(name)` is in the range \(ranges.joined(separator: ", "))",
      help: known.isEmpty ? [] : ["it has \(known.suffix(8).joined(separator: ", "))"])
  }
}
