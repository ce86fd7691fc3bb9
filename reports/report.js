"use strict";
/* The page reads without this: it only adds the dark view, sorting and filters. */
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const prefers = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : prefers;
    root.dataset.theme = dark ? "light" : "dark";
    theme.setAttribute("aria-pressed", String(!dark));
  });

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

  document.querySelectorAll("table[data-sort]").forEach((table) => {
    table.querySelectorAll("thead th[data-k]").forEach((heading) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, heading));
    });
  });

  document.querySelectorAll("[data-filters]").forEach((tools) => {
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
  });
})();
