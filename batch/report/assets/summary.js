// The summary: how many items of which outcome, and which themes their drafts touch.

const SHARES = ["rewritten", "rejected", "unchanged", "error", "open"];

function aboutLine() {
  const day = head.created && new Date(head.created);
  return [
    head.name,
    count(rows.length, "item"),
    day && !Number.isNaN(day.valueOf()) ? day.toLocaleString("en", { dateStyle: "long", timeStyle: "short" }) : "",
    head.model ? `model ${head.model}` : "",
    head.guidance_version ? `guidance ${head.guidance_version}` : "",
    head.batch_id,
  ].filter(Boolean).join(" · ");
}

function showSummary() {
  const outcomes = tally(rows, (row) => [row.outcome]);
  const look = rows.filter((row) => row.look).length;
  const figures = SHARES.filter((outcome) => outcomes[outcome]).map((outcome) =>
    make("li", { class: `figure ${outcome}` },
      make("strong", {}, outcomes[outcome].toLocaleString("en")), make("span", {}, OUTCOMES[outcome])));
  figures.push(make("li", { class: "figure look" }, make("strong", {}, look.toLocaleString("en")), make("span", {}, "Need a look")));
  at("summary").replaceChildren(make("ul", { class: "figures" }, figures), themeChart());
}

function tally(list, labels) {
  const sums = {};
  for (const one of list) for (const label of labels(one)) sums[label] = (sums[label] ?? 0) + 1;
  return sums;
}

// One bar a theme: items whose draft has a finding of it, by outcome. The table says the same.
function themeChart() {
  const lines = Object.keys(THEMES).map((theme) => {
    const concerned = rows.filter((row) => themesOf(row).has(theme));
    return { theme, total: concerned.length, outcomes: tally(concerned, (row) => [row.outcome]) };
  }).filter((line) => line.total).sort((a, b) => b.total - a.total);
  if (!lines.length) return make("p", { class: "soft" }, "No draft has a finding.");
  const most = lines[0].total;
  const shown = SHARES.filter((outcome) => lines.some((line) => line.outcomes[outcome]));
  const bars = lines.flatMap((line, index) => {
    const y = index * 26;
    let x = 120;
    const parts = shown.filter((outcome) => line.outcomes[outcome]).map((outcome) => {
      const width = (line.outcomes[outcome] / most) * 340;
      const bar = draw("rect", { x, y: y + 3, width, height: 18, class: `bar-${outcome}` });
      x += width;
      return bar;
    });
    return [
      draw("text", { x: 112, y: y + 16, "text-anchor": "end" }, THEMES[line.theme]),
      ...parts,
      draw("text", { x: x + 8, y: y + 16 }, String(line.total)),
    ];
  });
  const label = `Items with a finding, by theme: ${lines.map((l) => `${THEMES[l.theme]} ${l.total}`).join(", ")}.`;
  return make("figure", {},
    make("figcaption", {}, "Items with a finding in the draft, by theme"),
    draw("svg", { viewBox: `0 0 500 ${lines.length * 26}`, role: "img", "aria-label": label }, ...bars),
    make("p", { class: "chart-key small" }, shown.map((outcome) => make("span", { class: `key-${outcome}` }, OUTCOMES[outcome]))),
    make("details", {}, make("summary", {}, "The figures as a table"), themeTable(lines, shown)));
}

function themeTable(lines, shown) {
  const titles = ["Theme", ...shown.map((outcome) => OUTCOMES[outcome]), "Items"];
  return make("table", {},
    make("thead", {}, make("tr", {}, titles.map((title) => make("th", { scope: "col" }, title)))),
    make("tbody", {}, lines.map((line) =>
      make("tr", {},
        make("th", { scope: "row" }, THEMES[line.theme]),
        shown.map((outcome) => make("td", {}, String(line.outcomes[outcome] ?? 0))),
        make("td", {}, String(line.total))))));
}
