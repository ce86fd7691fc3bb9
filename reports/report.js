"use strict";
/* The page reads without this: it only adds the dark view, sorting and filters. */
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEPT = "recruitcheck-theme";

  /* A browser may refuse storage, above all to files: then a choice holds for its page. */
  const stored = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  };
  const chosen = stored((storage) => storage.getItem(KEPT));
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  const startTheme = () => {
    const button = document.getElementById("theme");
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      stored((storage) => storage.setItem(KEPT, root.dataset.theme));
      show();
    });
    system.addEventListener("change", show);
    button.hidden = false;
    show();
  };

  /* Paper shows what is folded away, but the tables that repeat a chart. */
  const startPaper = () => {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open]):not(.numbers)")];
      opened.forEach((details) => { details.open = true; });
    });
    addEventListener("afterprint", () => {
      opened.forEach((details) => { details.open = false; });
      opened = [];
    });
  };

  const shown = (cell) => cell.dataset.v ?? cell.textContent.trim();

  const sort = (table, heading) => {
    const number = heading.dataset.k === "n";
    const up = heading.getAttribute("aria-sort") === "descending" ||
      (!heading.hasAttribute("aria-sort") && !number);
    table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const compare = (a, b) => {
      const [p, q] = [shown(a.cells[heading.cellIndex]), shown(b.cells[heading.cellIndex])];
      if (!number) return up ? p.localeCompare(q) : q.localeCompare(p);
      const [x, y] = [parseFloat(p), parseFloat(q)];
      if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
      return up ? x - y : y - x;
    };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
  };

  const startSorting = (table) => {
    table.querySelectorAll("thead th[data-k]").forEach((heading) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, heading));
    });
  };

  const startFilter = (tools) => {
    const rows = [...document.getElementById(tools.dataset.filters).tBodies[0].rows];
    const search = tools.querySelector("input");
    const choices = [...tools.querySelectorAll("select")];
    const output = tools.querySelector("output");
    const keeps = (row) => {
      const words = search.value.toLowerCase().trim();
      if (words && !row.textContent.toLowerCase().includes(words)) return false;
      return choices.every((choice) => !choice.value ||
        (row.dataset[choice.name] || "").split("|").includes(choice.value));
    };
    const filter = () => {
      let left = 0;
      rows.forEach((row) => {
        row.hidden = !keeps(row);
        left += !row.hidden;
      });
      output.textContent = `${left} of ${rows.length} shown`;
    };
    tools.addEventListener("input", filter);
    tools.hidden = false;
    filter();
  };

  document.addEventListener("DOMContentLoaded", () => {
    startTheme();
    startPaper();
    document.querySelectorAll("table[data-sort]").forEach(startSorting);
    document.querySelectorAll("[data-filters]").forEach(startFilter);
  });
})();
