import SwiftDBT

@main struct Energy {
  static func main() { SwiftDBTTool(name: "energy", models: [RunningTotal()]).main() }
}
