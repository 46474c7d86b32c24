// Which items are shown: a view, a theme, and words to search for.

const shown = { view: "all", theme: "", words: "" };

const IN_VIEW = {
  all: () => true,
  undecided: (row) => asksDecision(row) && !decisions.has(row.seq),
  look: (row) => row.look,
  rejected: (row) => row.outcome === "rejected",
  change: (row) => row.outcome === "rewritten",
};

function visibleRows() {
  const words = shown.words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) =>
    IN_VIEW[shown.view](row) &&
    (!shown.theme || themesOf(row).has(shown.theme)) &&
    words.every((word) => searched(row).includes(word)));
  return shown.view === "change" ? found.sort((a, b) => b.share - a.share) : found;
}

function showItems() {
  const visible = visibleRows();
  at("items").replaceChildren(...visible.map(articleOf));
  at("nothing").hidden = visible.length > 0;
  at("shown").textContent = visible.length === rows.length ? "" : `${count(visible.length, "item")} of ${rows.length.toLocaleString("en")} shown.`;
  for (const button of at("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === shown.view));
}

function showOnly(change) {
  Object.assign(shown, change);
  at("theme").value = shown.theme;
  if (at("search").value !== shown.words) at("search").value = shown.words;
  showItems();
  tell(`${count(at("items").children.length, "item")} shown.`);
}

function startFilters() {
  at("views").append(...Object.entries(VIEWS).map(([view, words]) => {
    const size = view === "undecided" || view === "change" ? "" : ` ${rows.filter(IN_VIEW[view]).length}`;
    return make("button", { type: "button", class: "quiet", "data-view": view, onclick: () => showOnly({ view }) }, words, make("span", { class: "size" }, size));
  }));
  const present = Object.keys(THEMES).filter((theme) => rows.some((row) => themesOf(row).has(theme)));
  at("theme").append(make("option", { value: "" }, "all"), ...present.map((theme) => make("option", { value: theme }, THEMES[theme])));
  at("theme").addEventListener("change", () => showOnly({ theme: at("theme").value }));
  let pause;
  at("search").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => showOnly({ words: at("search").value }), 150);
  });
  at("all").addEventListener("click", () => {
    showOnly({ view: "all", theme: "", words: "" });
    at("search").focus();
  });
}
