import Commands

@main
struct SwiftDBT {
  static func main() async {
    await CommandLineTool.main()
  }
}
