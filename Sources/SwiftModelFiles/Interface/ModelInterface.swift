/// What a model's file is compiled with: Swift source of its own, which imports nothing of ours.
enum ModelInterface {
  static let source = [program, values, tables, batches, columns, lines].joined(separator: "\n")
}
