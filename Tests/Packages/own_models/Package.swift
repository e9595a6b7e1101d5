// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "energy",
  dependencies: [.package(name: "swiftdbt", path: "../../..")],
  targets: [
    .executableTarget(
      name: "energy", dependencies: [.product(name: "SwiftDBT", package: "swiftdbt")])
  ]
)
