/// The report's script: filters, copying, opening what a link points at. All else works without it.
enum ReportScript {
  static let source = #"""
    "use strict";
    (() => {
      const $ = (id) => document.getElementById(id);
      const cards = [...document.querySelectorAll(".relation")];

      // Open what the address or a link points at, and show it even if a filter hid it.
      const reveal = () => {
        const target = location.hash && document.getElementById(location.hash.slice(1));
        if (!target) return;
        for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
        target.hidden = false;
        target.scrollIntoView({ block: "center" });
      };
      addEventListener("hashchange", reveal);

      const form = $("filters");
      if (form) {
        const boxes = [...form.querySelectorAll("input[name=state]")];
        const apply = () => {
          const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
          const layer = $("layer").value;
          const states = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
          let shown = 0;
          for (const card of cards) {
            let visible = 0;
            const fits = !layer || card.dataset.layer === layer;
            for (const row of card.querySelectorAll("tr.check")) {
              const ok = fits && states.has(row.dataset.state)
                && words.every((w) => row.dataset.text.includes(w));
              row.hidden = !ok;
              const proof = row.nextElementSibling;
              if (proof && proof.className === "evidence") proof.hidden = !ok;
              if (ok) visible += 1;
            }
            // A column's name must stand on the first row that is still to be seen.
            for (const body of card.querySelectorAll(".checks > tbody")) {
              let first = true;
              for (const row of body.querySelectorAll("tr.check:not([hidden])")) {
                row.firstElementChild.classList.toggle("again", !first);
                first = false;
              }
            }
            card.hidden = visible === 0;
            shown += visible;
          }
          $("nothing").hidden = shown > 0;
          $("found").textContent = shown === 1 ? "1 check" : shown + " checks";
        };
        form.hidden = false;
        form.addEventListener("input", apply);
        form.addEventListener("submit", (e) => e.preventDefault());
        addEventListener("keydown", (e) => {
          const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
          if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey) {
            e.preventDefault();
            $("find").focus();
          }
        });
        $("unfold").addEventListener("click", () => {
          const open = cards.some((c) => !c.hidden && !c.open);
          cards.forEach((c) => { if (!c.hidden) c.open = open; });
          $("unfold").textContent = open ? "Close all" : "Open all";
        });
        apply();
      }

      for (const button of document.querySelectorAll("button.copy")) {
        if (!navigator.clipboard) break;
        button.hidden = false;
        button.addEventListener("click", async () => {
          await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
          button.textContent = "Copied";
          setTimeout(() => { button.textContent = "Copy"; }, 1500);
        });
      }
      // Of a drawing that is wider than the window, what stopped the run is seen first.
      const picture = document.querySelector(".picture");
      const trouble = picture && picture.querySelector(".box.bad");
      if (trouble) {
        const [box, frame] = [trouble.getBoundingClientRect(), picture.getBoundingClientRect()];
        picture.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
      }
      reveal();
    })();
    """#
}
