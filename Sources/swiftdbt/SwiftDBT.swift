import Commands

@main
struct SwiftDBT {
  static func main() {
    CommandLineTool.main()
  }
}
