/// The report's style sheet, in the order in which the page is read.
enum ReportStyle {
  static let sheet = [colors, page, summary, lineage, relations, tables, narrow, print]
    .joined(separator: "\n")

  /// Every pair of text and ground has a contrast of at least 4.5 : 1.
  private static let colors = """
    :root {
      color-scheme: light dark;
      --ground: #f6f6f4; --card: #ffffff; --sunken: #f3f3f0; --line: #e2e2dc; --strong: #c9c9c1;
      --text: #1e1f24; --muted: #5d6069; --accent: #2f55c4; --focus: #2f55c4;
      --good: #1c6e46; --good-ground: #e2f2e9; --note: #2b5a9e; --note-ground: #e4edf9;
      --warning: #7d5200; --warning-ground: #fbefd2; --bad: #a81f2d; --bad-ground: #fbe3e3;
      --idle: #5b5e68; --idle-ground: #eaeaee; --unknown: #5b5e68; --unknown-ground: #ffffff;
      --shadow: 0 1px 2px rgb(20 20 30 / 5%), 0 4px 14px rgb(20 20 30 / 4%);
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #131519; --card: #1b1e24; --sunken: #16181d; --line: #2c3038; --strong: #434854;
        --text: #e6e7ea; --muted: #a3a7b3; --accent: #9db6ff; --focus: #9db6ff;
        --good: #7bd6a6; --good-ground: #15301f; --note: #9cc0ff; --note-ground: #19283f;
        --warning: #f0c368; --warning-ground: #37290d; --bad: #ff9a9f; --bad-ground: #3f1a1e;
        --idle: #adb1bd; --idle-ground: #292c34; --unknown: #adb1bd; --unknown-ground: #1b1e24;
        --shadow: none;
      }
    }
    .good { --tone: var(--good); --tint: var(--good-ground); }
    .note { --tone: var(--note); --tint: var(--note-ground); }
    .warning { --tone: var(--warning); --tint: var(--warning-ground); }
    .bad { --tone: var(--bad); --tint: var(--bad-ground); }
    .idle { --tone: var(--idle); --tint: var(--idle-ground); }
    .unknown { --tone: var(--unknown); --tint: var(--unknown-ground); }
    """

  private static let page = """
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body {
      margin: 0; background: var(--ground); color: var(--text); line-height: 1.5;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
      font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%;
    }
    header.top, main, .foot { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }
    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
    a:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
    code, pre { font: 0.88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
    code, .value, .name { overflow-wrap: anywhere; unicode-bidi: isolate; }
    h1, h2, h3, h4, p { margin: 0; text-wrap: pretty; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; margin: 3rem 0 0.75rem; }
    h3 { font-size: 1rem; } h4 { font-size: 0.82rem; color: var(--muted); font-weight: 600; }
    small { font-size: 0.82rem; }
    .muted { color: var(--muted); font-weight: 400; }
    .lead { color: var(--muted); margin: -0.35rem 0 1rem; max-width: 62ch; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; z-index: 2; }
    .quiet {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    .card {
      background: var(--card); border: 1px solid var(--line); border-radius: 12px;
      box-shadow: var(--shadow); padding: 1rem 1.25rem;
    }
    .card.flush { padding: 0.25rem 1.25rem; }
    .calm { color: var(--muted); }
    .badge {
      display: inline-flex; align-items: center; gap: 0.4em; white-space: nowrap;
      color: var(--tone); font-size: 0.82rem; font-weight: 600;
    }
    .badge .sign {
      display: inline-grid; place-items: center; width: 1.45em; height: 1.45em; flex: none;
      border-radius: 50%; background: var(--tint); border: 1px solid var(--tone);
      font-size: 0.8em; line-height: 1; font-weight: 700;
    }
    .bar { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: baseline; padding: 1.25rem 0 0.75rem; }
    .brand { font-size: 1.05rem; margin-right: auto; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; list-style: none; margin: 0; padding: 0; }
    nav a { color: var(--muted); text-decoration: none; font-size: 0.9rem; padding: 0.2rem 0; }
    nav a:hover { color: var(--text); text-decoration: underline; }
    .facts {
      display: flex; flex-wrap: wrap; gap: 0.4rem 2rem; margin: 0 0 1.25rem; padding-top: 0.75rem;
      border-top: 1px solid var(--line); font-size: 0.85rem;
    }
    .facts div { display: flex; gap: 0.5rem; min-width: 0; }
    .facts dt { color: var(--muted); } .facts dd { margin: 0; overflow-wrap: anywhere; }
    .foot { color: var(--muted); font-size: 0.82rem; padding-top: 2.5rem; padding-bottom: 3rem; }
    """

  private static let summary = """
    .verdict {
      display: flex; gap: 1.1rem; align-items: center; padding: 1.4rem 1.5rem; border-radius: 14px;
      background: var(--tint); border: 1px solid color-mix(in srgb, var(--tone) 30%, transparent);
    }
    .verdict .seal {
      flex: none; display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 50%;
      background: var(--tone); color: var(--tint); font-size: 1.5rem; font-weight: 700; line-height: 1;
    }
    .verdict h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.02em; }
    .verdict p { margin-top: 0.3rem; }
    .problems { list-style: none; margin: 1rem 0 0; padding: 0; background: var(--card); border: 1px solid var(--line);
      border-radius: 12px; box-shadow: var(--shadow); overflow: hidden; }
    .problems li + li { border-top: 1px solid var(--line); }
    .problems a {
      display: grid; grid-template-columns: 8.2rem minmax(9rem, 16rem) 1fr auto; gap: 0.25rem 1rem;
      align-items: center; padding: 0.7rem 1.25rem; color: inherit; text-decoration: none;
    }
    .problems a:hover { background: var(--sunken); }
    .problems a:focus-visible { outline-offset: -3px; }
    .problems .where { overflow-wrap: anywhere; } .problems .what { overflow-wrap: anywhere; }
    .problems .much { text-align: right; display: grid; line-height: 1.3; }
    .problems .much small { color: var(--muted); }
    .problems .since { display: block; color: var(--muted); }
    .more { margin: 0.6rem 0 0; font-size: 0.9rem; }
    .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.9rem; margin: 1rem 0; }
    .tiles > div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 0.85rem 1.1rem; }
    .tiles dt { color: var(--muted); font-size: 0.82rem; } .tiles dd { margin: 0.1rem 0 0; }
    .tiles dd .muted { white-space: nowrap; }
    .tiles b { font-size: 1.3rem; font-weight: 650; letter-spacing: -0.01em; }
    .share { display: block; width: 100%; height: 6px; margin-top: 0.5rem; border-radius: 3px; overflow: hidden; }
    .fill-good { fill: var(--good); } .fill-note { fill: var(--note); } .fill-warning { fill: var(--warning); }
    .fill-bad { fill: var(--bad); } .fill-idle { fill: var(--strong); }
    .count {
      display: inline-block; min-width: 1.7em; padding: 0 0.45em; border-radius: 999px; text-align: center;
      color: var(--tone); background: var(--tint); font-weight: 600;
    }
    .columns { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0.9rem; }
    .plain { list-style: none; margin: 0.5rem 0 0; padding: 0; }
    .plain li { padding: 0.35rem 0; display: grid; }
    .plain li + li { border-top: 1px solid var(--line); }
    .plain a { color: inherit; text-decoration: none; } .plain a:hover { text-decoration: underline; }
    """

  private static let lineage = """
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; margin: 0 0 0.75rem; padding: 0; }
    /* A wide drawing may use the whole window, and scrolls beyond that. */
    .picture {
      padding: 0.5rem; overflow-x: auto; width: max-content; min-width: 100%;
      max-width: calc(100vw - 3rem); position: relative; left: 50%; translate: -50% 0;
    }
    svg.lineage { display: block; margin: 0 auto; }
    .lineage text { fill: var(--text); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    .lineage .block { fill: transparent; } .lineage .block.odd { fill: var(--sunken); }
    .lineage .heading { fill: var(--muted); font-weight: 600; letter-spacing: 0.02em; }
    .lineage .edge { fill: none; stroke: var(--strong); stroke-width: 1.5; }
    .lineage .stopped { stroke-dasharray: 4 4; }
    .lineage .blocked { stroke-dasharray: 4 4; stroke: var(--bad); }
    .lineage .box .body { fill: var(--card); stroke: var(--strong); stroke-width: 1; }
    .lineage .box.bad .body, .lineage .box.warning .body, .lineage .box.note .body { fill: var(--tint); stroke: var(--tone); }
    .lineage .box.idle .body, .lineage .box.unknown .body { stroke-dasharray: 4 3; fill: var(--card); }
    .lineage .box .stripe { fill: var(--tone); }
    .lineage .box.unknown .stripe { fill: var(--strong); }
    .lineage .box .name { font-weight: 600; font-size: 11.5px; }
    .lineage .box .fact { fill: var(--muted); font-size: 10px; }
    .lineage .box:hover .body { stroke: var(--accent); stroke-width: 2; }
    .lineage .box:focus-visible { outline: none; }
    .lineage .box:focus-visible .body { stroke: var(--focus); stroke-width: 3; }
    .lineage .seal circle { fill: var(--tint); stroke: var(--tone); }
    .lineage .seal text { fill: var(--tone); font-size: 11px; font-weight: 700; text-anchor: middle; }
    """

  private static let relations = """
    .filters {
      display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; margin-bottom: 1rem;
    }
    .filters input[type=search], .filters select, .filters button, .copy {
      font: inherit; font-size: 0.9rem; color: inherit; background: var(--card);
      border: 1px solid var(--strong); border-radius: 8px; padding: 0.4rem 0.75rem;
    }
    .filters input[type=search] { width: 15rem; }
    .filters button, .copy { cursor: pointer; }
    .filters button:hover, .copy:hover { border-color: var(--accent); }
    .filters fieldset { display: flex; flex-wrap: wrap; gap: 0.4rem; border: 0; margin: 0; padding: 0; }
    .chip { position: relative; cursor: pointer; }
    .chip input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
    .chip span {
      display: block; padding: 0.35rem 0.7rem; border-radius: 999px; font-size: 0.85rem;
      border: 1px solid var(--strong); color: var(--muted); text-decoration: line-through;
    }
    .chip input:checked + span {
      color: var(--tone); background: var(--tint); border-color: var(--tone); text-decoration: none;
    }
    .chip input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; }
    .filters output { color: var(--muted); font-size: 0.85rem; margin-left: auto; }
    .relation { padding: 0; margin-bottom: 0.75rem; scroll-margin-top: 1rem; }
    .relation > summary {
      display: flex; flex-wrap: wrap; gap: 0.3rem 0.9rem; align-items: center; padding: 0.85rem 1.25rem;
      cursor: pointer; list-style: none; border-radius: 12px;
    }
    .relation > summary::-webkit-details-marker { display: none; }
    .relation > summary::after {
      content: ""; width: 0.5rem; height: 0.5rem; border: solid var(--muted); border-width: 0 1.5px 1.5px 0;
      transform: rotate(-45deg); margin-left: 0.25rem; flex: none;
    }
    .relation[open] > summary::after { transform: rotate(45deg) translate(-2px, -2px); }
    .relation > summary:hover h3 { text-decoration: underline; text-underline-offset: 3px; }
    .relation h3 { overflow-wrap: anywhere; }
    .relation > summary .muted { font-size: 0.85rem; }
    .tally { margin-left: auto; color: var(--muted); font-size: 0.85rem; }
    .about { padding: 0 1.25rem 0.6rem; color: var(--muted); max-width: 75ch; }
    .relation > .scroll { border-top: 1px solid var(--line); padding: 0 1.25rem; }
    .why { display: block; color: var(--muted); font-size: 0.85rem; }
    .tag {
      display: inline-block; margin-left: 0.5em; padding: 0 0.5em; border-radius: 999px; font-size: 0.75rem;
      color: var(--muted); border: 1px solid var(--line);
    }
    .proof {
      display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); background: var(--sunken);
      border-radius: 10px; padding: 0.9rem 1.1rem; margin-bottom: 0.5rem;
    }
    .proof h4 { margin-bottom: 0.35rem; }
    .proof pre { margin: 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 18rem; }
    .proof .error { color: var(--bad); }
    .sql { position: relative; }
    .copy { position: absolute; top: -0.25rem; right: 0; font-size: 0.8rem; padding: 0.15rem 0.6rem; }
    .null { color: var(--muted); font-style: italic; font-size: 0.88em; }
    #models .card + .card { margin-top: 14px; }
    .spark { display: block; overflow: visible; }
    .spark polyline { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
    .spark circle { fill: var(--tone); stroke: var(--card); stroke-width: 1.5; }
    .spark .flat { display: none; }
    """

  private static let tables = """
    .scroll { overflow-x: auto; }
    .scroll:focus-visible { outline-offset: -2px; }
    table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.55rem 1rem 0.55rem 0; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--muted); font-weight: 500; font-size: 0.8rem; white-space: nowrap; }
    tbody th { font-weight: 600; }
    tbody tr { border-top: 1px solid var(--line); }
    .num { text-align: right; white-space: nowrap; }
    .matrix td, .matrix th { padding-block: 0.4rem; }
    .checks { table-layout: auto; }
    .checks .column { min-width: 7rem; max-width: 18rem; }
    .checks .column code { overflow-wrap: break-word; }
    .under { display: block; color: var(--muted); }
    .checks .column.again > * { opacity: 0; }
    .checks tbody tr.check:has(> .again) { border-top-style: dashed; }
    .checks tbody tr.evidence { border-top: 0; }
    .checks tbody tr.evidence > td { padding: 0; }
    .proof tbody tr { break-inside: avoid; }
    .checks td .sentence { overflow-wrap: break-word; }
    .checks tr.check > td:nth-child(2) { min-width: 13rem; max-width: 34rem; }
    .checks tr:target { background: color-mix(in srgb, var(--accent) 9%, transparent); }
    .checks .trend { width: 7.5rem; }
    .sample { width: auto; font-size: 0.85rem; }
    .sample th, .sample td { padding: 0.25rem 1.5rem 0.25rem 0; white-space: nowrap; }
    .sample .value { white-space: pre-wrap; }
    .nodes tbody th { min-width: 11rem; }
    .nodes .path { display: block; font-weight: 400; overflow-wrap: anywhere; }
    .nodes .message { max-width: 26rem; overflow-wrap: anywhere; }
    .nodes pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.4rem 0 0; }
    .cost .bar { width: 30%; display: table-cell; vertical-align: middle; }
    .cost svg { display: block; width: 100%; height: 6px; } .cost rect { fill: var(--accent); opacity: 0.55; }
    """

  private static let narrow = """
    @media (max-width: 60rem) {
      .tiles { grid-template-columns: repeat(2, 1fr); }
      .problems a { grid-template-columns: 8.2rem 1fr auto; }
      .problems .what { grid-column: 2 / -1; grid-row: 2; }
    }
    @media (max-width: 44rem) {
      header.top, main, .foot { padding-inline: 1rem; }
      .verdict { padding: 1.1rem; align-items: flex-start; }
      .verdict .seal { width: 2.3rem; height: 2.3rem; font-size: 1.2rem; }
      .verdict h1 { font-size: 1.3rem; }
      .problems a { grid-template-columns: 1fr auto; padding-inline: 1rem; }
      .problems .where { grid-column: 1 / -1; grid-row: 2; }
      .problems .what { grid-column: 1 / -1; grid-row: 3; }
      .problems .much small { display: none; }
      .tiles dd .muted { white-space: nowrap; }
    .tiles b { font-size: 1.1rem; }
      .tally { margin-left: 0; width: 100%; }
      .relation > .scroll { padding-inline: 1rem; } .relation > summary, .about { padding-inline: 1rem; }
      .filters input[type=search] { width: 100%; } .filters .find { width: 100%; }
      .checks, .checks > tbody, .checks > tbody > tr, .checks > tbody > tr > * { display: block; }
      .checks > thead { display: none; }
      .checks tr.check { padding: 0.6rem 0; }
      .checks tr.check > .column { max-width: none; padding: 0.2rem 0; }
      .checks tr.check > td:nth-child(2) { min-width: 0; }
      .checks tr.check > .column.again { display: none; }
      .checks tr.check > td { padding: 0.15rem 0; }
      .checks tr.check > td.num { text-align: left; }
      .checks .under { display: inline; margin-left: 0.5em; }
      .relation > summary { position: relative; padding-right: 2.5rem; }
      .relation > summary::after { position: absolute; right: 1.1rem; top: 1.15rem; }
      .checks tr.check td[data-label]:not([data-label=Check])::before {
        content: attr(data-label); display: inline-block; width: 6.5rem; color: var(--muted); font-size: 0.8rem;
      }
      .checks tr.check > td.trend { display: flex; align-items: center; width: auto; }
      .picture { max-width: calc(100vw - 2rem); }
    }
    """

  private static let print = """
    /* A name may be one word of any length. */
    body { overflow-wrap: anywhere; } table { overflow-wrap: break-word; }
    #filters label, #filters select, .brand, main a, main small, main span { min-width: 0; max-width: 100%; }

    @media print {
      :root { color-scheme: light; --ground: #fff; --card: #fff; --shadow: none; }
      body { font-size: 10pt; }
      header.top, main, .foot { max-width: none; padding: 0; }
      nav, .skip, .filters, .copy, .foot { display: none; }
      .card, .problems, .verdict, .tiles > div { box-shadow: none; break-inside: avoid; }
      .relation { break-inside: auto; } .checks tr { break-inside: avoid; }
      table { font-size: 8.5pt; }
      h2, .relation > summary, .about, thead { break-after: avoid; }
      h2 { margin-top: 1.5rem; }
      .relation > summary::after, .nodes .path { display: none; }
      .scroll, .picture { overflow: visible; }
      .picture { position: static; translate: none; width: auto; max-width: none; }
      svg.lineage { width: 100%; height: auto; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
