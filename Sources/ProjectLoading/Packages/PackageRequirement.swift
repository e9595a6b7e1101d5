package import Diagnostics
import PlainData

/// One entry of packages.yml or dependencies.yml.
package struct PackageRequirement: Sendable {
  package enum Origin: Sendable {
    /// A folder, relative to the project.
    case local(String)
    /// A package of dbt's hub, with the versions it may have (`>=1.0.0`, `<2.0.0`).
    case hub(name: String, versions: [String], allowsPrereleases: Bool)
    case git(url: String, revision: String?, subdirectory: String?, warnsUnpinned: Bool)
    case tarball(url: String, name: String)
    /// A package of a private platform, which is refused.
    case `private`(String)
  }

  package let origin: Origin
  package let span: Span
  /// The entry's keys, rendered and as they are written.
  let written: PlainMap
  let unrendered: PlainMap

  /// What the entry names, for messages.
  package var name: String {
    switch origin {
    case .local(let path): path
    case .hub(let name, _, _): name
    case .git(let url, _, _, _): url
    case .tarball(_, let name): name
    case .private(let name): name
    }
  }
}

/// The packages that a project asks for.
package struct PackageList: Sendable {
  package var requirements: [PackageRequirement] = []
  /// `projects:` of dependencies.yml: names of projects whose manifests are referred to.
  package var projects: [Located<String>] = []

  package init() {}
}
