/// What the documentation page does: lists resources, searches, shows one.
enum DocumentationScript {
  static let javaScript = """
    "use strict";
    const el = (name, attributes = {}, ...children) => {
      const node = Object.assign(document.createElement(name), attributes);
      node.append(...children.filter(child => child !== null && child !== undefined));
      return node;
    };
    const inlined = id => JSON.parse(document.getElementById(id).textContent);
    const read = async (id, file) => inlined(id) ?? (await fetch(file)).json();
    const order = ["source", "seed", "model", "snapshot", "test", "unit_test", "analysis",
      "function", "metric", "semantic_model", "saved_query", "exposure", "macro"];
    let entries = {}, catalog = {}, children = {}, parents = {};

    async function start() {
      const manifest = await read("manifest", "manifest.json");
      const found = await read("catalog", "catalog.json").catch(() => ({}));
      catalog = { ...(found.nodes ?? {}), ...(found.sources ?? {}) };
      const own = manifest.metadata.project_name;
      const macros = Object.fromEntries(
        Object.entries(manifest.macros).filter(([, macro]) => macro.package_name === own));
      entries = { ...manifest.nodes, ...manifest.sources, ...manifest.exposures,
        ...manifest.metrics, ...manifest.semantic_models, ...manifest.saved_queries,
        ...manifest.unit_tests, ...manifest.functions, ...macros };
      children = manifest.child_map ?? {};
      parents = manifest.parent_map ?? {};
      document.getElementById("search").addEventListener("input", list);
      window.addEventListener("hashchange", show);
      list();
      show();
    }

    const label = entry => entry.resource_type === "source"
      ? entry.source_name + "." + entry.name : entry.name;
    const link = id => entries[id]
      ? el("a", { href: "#" + encodeURIComponent(id) }, label(entries[id])) : el("span", {}, id);

    function list() {
      const word = document.getElementById("search").value.toLowerCase();
      const target = document.getElementById("list");
      target.replaceChildren();
      const matches = entry => !word || (label(entry) + " " + (entry.description ?? "") + " "
        + Object.keys(entry.columns ?? {}).join(" ")).toLowerCase().includes(word);
      for (const kind of order) {
        const ids = Object.keys(entries)
          .filter(id => entries[id].resource_type === kind && matches(entries[id]))
          .sort((a, b) => label(entries[a]).localeCompare(label(entries[b])));
        if (!ids.length) continue;
        target.append(el("h3", {}, kind.replace("_", " ") + " (" + ids.length + ")"));
        for (const id of ids) target.append(link(id));
      }
    }

    function columns(id, entry) {
      const known = catalog[id]?.columns ?? {};
      const names = [...new Set([...Object.keys(known), ...Object.keys(entry.columns ?? {})])];
      if (!names.length) return null;
      const row = name => el("tr", {}, el("td", {}, name),
        el("td", {}, known[name]?.type ?? entry.columns?.[name]?.data_type ?? ""),
        el("td", {}, entry.columns?.[name]?.description || known[name]?.comment || ""));
      return el("table", {}, el("tr", {}, el("th", {}, "Column"), el("th", {}, "Type"),
        el("th", {}, "Description")), ...names.map(row));
    }

    function section(title, ...content) {
      const kept = content.filter(Boolean);
      return kept.length ? [el("h3", {}, title), ...kept] : [];
    }

    const links = ids => ids?.length
      ? el("ul", {}, ...ids.map(id => el("li", {}, link(id)))) : null;
    const code = text => text ? el("pre", {}, text) : null;

    function show() {
      const id = decodeURIComponent(location.hash.slice(1));
      const entry = entries[id];
      const page = document.getElementById("page");
      if (!entry) {
        page.replaceChildren(el("p", {}, Object.keys(entries).length + " resources"));
        return;
      }
      const facts = [entry.resource_type, entry.config?.materialized, entry.relation_name,
        entry.original_file_path].filter(Boolean).join(" · ");
      page.replaceChildren(
        el("h2", {}, label(entry)), el("p", { className: "kind" }, facts),
        ...(entry.tags ?? []).map(tag => el("span", { className: "tag" }, tag)),
        el("p", {}, entry.description || ""),
        ...section("Columns", columns(id, entry)),
        ...section("Reads", links(parents[id])),
        ...section("Read by", links(children[id])),
        ...section("Code", code(entry.raw_code ?? entry.macro_sql)),
        ...section("Compiled", code(entry.compiled_code)));
    }
    start();
    """
}
