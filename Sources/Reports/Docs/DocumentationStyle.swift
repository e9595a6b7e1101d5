/// How the documentation page looks.
enum DocumentationStyle {
  static let css = """
    :root { color-scheme: light dark; --line: #8884; --soft: #8882; --link: #0b62c4; }
    @media (prefers-color-scheme: dark) { :root { --link: #7db7ff; } }
    body { margin: 0; display: grid; grid-template-columns: 20rem 1fr; height: 100vh;
      font: 15px/1.5 system-ui, sans-serif; }
    nav { overflow: auto; padding: 1rem; border-right: 1px solid var(--line); }
    main { overflow: auto; padding: 1rem 2rem; max-width: 70rem; }
    h1 { font-size: 1.2rem; margin: 0 0 .5rem; } h2 { margin: .2rem 0; }
    h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; }
    input { width: 100%; box-sizing: border-box; padding: .4rem; font: inherit; }
    nav h3 { font-size: .8rem; text-transform: uppercase; opacity: .7; }
    nav a { display: block; overflow: hidden; text-overflow: ellipsis; }
    a { color: var(--link); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
    a[aria-current] { font-weight: 600; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    pre { background: var(--soft); padding: .8rem; overflow: auto; font-size: 13px; }
    .kind { opacity: .7; } .tag { background: var(--soft); border-radius: 3px; padding: 0 .4rem; }
    @media (max-width: 50rem) { body { display: block; height: auto; } }
    """
}
