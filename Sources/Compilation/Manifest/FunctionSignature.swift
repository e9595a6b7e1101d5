package import ProjectLoading

/// What a function of the warehouse takes and gives, as its properties declare it.
package struct FunctionSignature: Sendable {
  package var arguments: [FunctionArgument] = []
  /// nil: the properties do not say.
  package var returns: FunctionReturns?
  package var overloads: [Overload] = []

  package init() {}

  /// A further function of the same name.
  package struct Overload: Sendable {
    package var declaration: FunctionOverload
    /// The body as written, in the file that it stands in.
    package var body: TextFile
  }
}
