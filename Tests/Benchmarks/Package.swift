// swift-tools-version: 6.2
import PackageDescription

// The tool's own modules are compiled into this package (`Sources` leads to them), so that a benchmark reaches what is
// `package` there; nothing else depends on it.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [String] = [], readmes: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Sources/\(name)",
    exclude: readmes, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig)
}

func benchmark(
  _ name: String, _ folder: String, _ dependencies: [String], _ sources: [String]? = nil
)
  -> Target
{
  .executableTarget(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, path: folder,
    sources: sources, swiftSettings: strict)
}

let package = Package(
  name: "Benchmarks",
  targets: [
    system("CYAML", pkgConfig: "yaml-0.1"),
    system("CPCRE2", pkgConfig: "libpcre2-8"),
    system("CZlib", pkgConfig: "zlib"),
    system("CCrypto", pkgConfig: "libcrypto"),
    module("Diagnostics", readmes: ["README.md"]),
    module("PlainData", ["Diagnostics"]),
    module("Digests", ["CCrypto"]),
    module("RegularExpressions", ["CPCRE2"]),
    module("Parallelism"),
    module(
      "Jinja", ["Diagnostics", "PlainData", "RegularExpressions", "Digests"], readmes: ["README.md"]
    ),
    module("YAML", ["CYAML", "Diagnostics", "PlainData"]),
    module("AnomalyDetection", ["Parallelism"]),
    module("DelimitedText", ["CZlib", "Diagnostics"]),
    module("Artifacts", ["Diagnostics", "PlainData", "Parallelism"]),
    benchmark(
      "micro", "micro",
      [
        "Diagnostics", "PlainData", "Jinja", "YAML", "AnomalyDetection", "DelimitedText",
        "Artifacts",
      ]),
  ]
)
