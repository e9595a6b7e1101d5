@main
struct SwiftDBT {
  static func main() {}
}
