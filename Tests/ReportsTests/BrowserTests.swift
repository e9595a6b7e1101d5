import Reports
import TestSupport
import Testing

/// The report in a real browser.
@Suite(.requiresBrowser, .serialized)
struct BrowserTests {
  static let pages: [(name: String, model: ReportModel)] = [
    ("realistic", Samples.energy), ("hostile", HostileReportTests.model),
  ]

  /// Nothing is wider than the page, but what scrolls by itself.
  private static let overflow = """
    const scrolls = (e) => {
      for (let p = e; p && p !== document.body; p = p.parentElement) {
        if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.querySelectorAll('body *')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.right > document.documentElement.clientWidth + 1 && !scrolls(e);
    });
    answer = [innerWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth,
      [...new Set(wide.map((e) => e.tagName + '.' + e.className))].slice(0, 5).join('+')].join(' ')
    """

  @Test(arguments: [360, 900, 1600], [0, 1])
  func fitsEveryWidth(width: Int, page: Int) async throws {
    let html = QualityReportTests.html(Self.pages[page].model)
    let answer = try await PageProbe.ask(Self.overflow, of: html, width: width)
    #expect(answer == "\(width) 0 ")
  }

  @Test func filtersShowWhatTheySay() async throws {
    let script = #"""
      const rows = () => [...document.querySelectorAll('tr.check')].filter((r) => !r.hidden);
      const form = document.getElementById('filters');
      const input = () => form.dispatchEvent(new Event('input'));
      const find = document.getElementById('find');
      const told = () => parseInt(document.getElementById('found').textContent);
      const seen = [rows().length === told()];
      const all = rows().length;
      const word = rows()[0].dataset.text.split(/\s+/).sort((a, b) => b.length - a.length)[0];
      find.value = word; input();
      seen.push(rows().length > 0 && rows().length < all && rows().length === told()
        && rows().every((r) => r.dataset.text.includes(word)));
      find.value = 'no such check anywhere'; input();
      seen.push(rows().length === 0 && !document.getElementById('nothing').hidden);
      find.value = ''; input();
      const boxes = [...form.querySelectorAll('input[name=state]')];
      boxes.forEach((b) => { b.checked = b.value === 'fail'; }); input();
      seen.push(rows().length > 0 && rows().every((r) => r.dataset.state === 'fail'));
      boxes.forEach((b) => { b.checked = true; });
      const layer = document.getElementById('layer');
      layer.value = [...layer.options].at(-1).value; input();
      seen.push([...document.querySelectorAll('.relation')].every(
        (c) => c.hidden || c.dataset.layer === layer.value));
      answer = all > 10 ? seen.join(' ') : 'too few'
      """#
    let html = QualityReportTests.html(Samples.energy)
    let answer = try await PageProbe.ask(script, of: html, width: 1200)
    #expect(answer == "true true true true true")
  }

  @Test func isUsedByKeyboard() async throws {
    let script = """
      dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
      const seen = [document.activeElement.id];
      const parts = [...document.querySelectorAll('a[href], button, input, select, summary')]
        .filter((e) => !e.closest('[hidden]') && e.getClientRects().length);
      seen.push(parts.every((e) => e.tabIndex >= 0));
      const labelled = (e) => e.tagName === 'A' || e.textContent.trim() || e.labels?.length
        || e.getAttribute('aria-label');
      seen.push(parts.every(labelled));
      // What has the focus is marked.
      const link = document.querySelector('nav a'); link.focus();
      const style = getComputedStyle(link);
      seen.push(link.matches(':focus-visible') && style.outlineStyle !== 'none');
      // A link opens what it leads to.
      const target = [...document.querySelectorAll('.relation tr.check')].at(-1);
      location.hash = target.id;
      dispatchEvent(new HashChangeEvent('hashchange'));
      seen.push(target.closest('details').open);
      answer = seen.join(' ')
      """
    let html = QualityReportTests.html(Samples.energy)
    let answer = try await PageProbe.ask(script, of: html, width: 1200)
    #expect(answer == "find true true true true")
  }

  @Test func hostileValuesStayText() async throws {
    let script = """
      answer = [document.title === 'hacked', document.scripts.length,
        document.querySelectorAll('img, iframe, [onload], [onerror], [onclick]').length,
        [...document.querySelectorAll('a')].some((a) => a.protocol === 'javascript:'),
        document.body.textContent.includes("<script>document.title='hacked'</" + "script>"),
      ].join(' ')
      """
    let html = QualityReportTests.html(HostileReportTests.model)
    // The report's own script and the probe.
    let answer = try await PageProbe.ask(script, of: html, width: 1200)
    #expect(answer == "false 2 0 false true")
  }
}
