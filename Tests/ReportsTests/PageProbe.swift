import TestSupport
import Testing

/// Chromium without a window: loads a page, runs a script on it and returns what it says.
enum PageProbe {
  struct NoAnswer: Error {
    var output: String
  }

  /// What `script` assigns to `answer`, a text, after the page has loaded.
  ///
  /// The page's content security policy, which would refuse the script, is taken off.
  static func ask(_ script: String, of html: String, width: Int) async throws -> String {
    let folder = try TemporaryFolder()
    let probe =
      "<script>addEventListener('load', () => { let answer; \(script);"
      + " document.body.innerHTML = ''; document.body.append('⟦' + answer + '⟧'); })</script></body>"
    let open = html.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"policy\"")
    try folder.write(open.replacing("</body>", with: probe), to: "report.html")
    let browser = try ChildProcess(
      try #require(Program.chromium),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(folder.path("profile"))", "--window-size=\(width),1000",
        "--virtual-time-budget=3000", "--dump-dom", "file://\(folder.path("report.html"))",
      ])
    let result = try await browser.wait()
    guard let start = result.stdout.firstIndex(of: "⟦"), let end = result.stdout.lastIndex(of: "⟧")
    else {
      throw NoAnswer(
        output: String(result.stdout.suffix(2000)) + String(result.stderr.suffix(2000)))
    }
    return String(result.stdout[result.stdout.index(after: start)..<end])
  }
}

extension Trait where Self == ConditionTrait {
  static var requiresBrowser: Self {
    .enabled(
      if: Program.chromium != nil,
      "chromium-headless-shell is not installed; `make test` installs it")
  }
}
