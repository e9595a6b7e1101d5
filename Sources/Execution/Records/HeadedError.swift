/// An error under a heading that tools look for: `Database Error`, `Error parsing inline query`.
package struct HeadedError: Error {
  package let heading: String
  package let cause: any Error

  package init(_ heading: String, _ cause: any Error) {
    self.heading = heading
    self.cause = cause
  }
}
