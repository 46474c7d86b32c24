// One item: the draft beside its rewrite, what was found, what was checked, and the decision.

const elements = new Map(); // seq -> article

function articleOf(row) {
  let article = elements.get(row.seq);
  if (!article) {
    article = make("article", { class: `item ${row.outcome} unfilled`, id: `item-${row.seq}`, tabindex: "-1", "aria-label": `${nameOf(row)}: ${OUTCOMES[row.outcome]}` });
    elements.set(row.seq, article);
    nearby.observe(article);
  }
  return article;
}

// An item is made when it comes near the screen: thousands of them would take seconds at once.
const nearby = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) fill(target);
}, { rootMargin: "150% 0px" });

function fill(article) {
  if (!article.classList.contains("unfilled")) return;
  nearby.unobserve(article);
  article.classList.remove("unfilled");
  const row = known.get(Number(article.id.slice("item-".length)));
  article.append(headingOf(row), noticeOf(row) ?? "", make("div", { class: "sides" }, draftSide(row), rewriteSide(row)));
  showDecision(row);
}

function headingOf(row) {
  const place = [row.id !== undefined && row.title ? String(row.id) : "", row.line ? `line ${row.line}` : "", row.engine ? `by ${row.engine === "model" ? "the model" : "the rules engine"}` : ""];
  const change = row.share ? `${Math.max(1, Math.round(row.share * 100))} % changed` : "";
  return make("header", {},
    make("h2", { dir: "auto" }, spelled(nameOf(row))),
    make("span", { class: `badge ${row.outcome}` }, OUTCOMES[row.outcome]),
    make("span", { class: "soft small place", dir: "auto" }, spelled([...place, change].filter(Boolean).join(" · "))),
    make("span", { class: "badge decided" }),
    canDecide(row) ? decisionButtons(row) : null);
}

function noticeOf(row) {
  const words = [];
  if (row.error) words.push(row.error.message);
  if (row.outcome === "rewritten" && DEGRADED[row.degraded]) words.push(`The rules engine wrote this, because ${DEGRADED[row.degraded]}.`);
  if (row.outcome === "rejected") words.push("No wording passed every check. Keep the original, or write it yourself.");
  if (row.outcome === "rejected" && DEGRADED[row.degraded]) words.push(`Also, ${DEGRADED[row.degraded]}.`);
  return words.length ? make("p", { class: "notice" }, spelled(words.join(" "))) : null;
}

function draftSide(row) {
  const side = make("section", { class: "side" }, make("h3", {}, "Draft"));
  if (!hasDraft(row)) {
    side.append(make("p", { class: "soft" }, "The file holds no draft here that could be read."));
    return side;
  }
  side.append(make("div", { class: "text", dir: "auto" }, draftPieces(row)));
  const findings = (row.before ?? []).map(findingItem);
  const missing = row.missing ?? [];
  if (missing.length) findings.push(make("li", { class: "finding none" }, make("p", {}, `The situation also calls for ${listed(missing.map((name) => SIGNALS[name]))}.`)));
  if (findings.length) side.append(make("ul", { class: "findings", "aria-label": "Findings in the draft" }, findings));
  else if (row.outcome === "unchanged") side.append(make("p", { class: "soft small" }, "Nothing to mend."));
  return side;
}

function findingItem(finding) {
  const rather = finding.suggestions?.length ? ` Rather: ${finding.suggestions.map((words) => `“${words}”`).join(", ")}.` : "";
  return make("li", { class: `finding ${finding.severity}` },
    make("p", {}, make("strong", { dir: "auto" }, spelled(`“${finding.match}”`)), make("span", { class: "tag" }, ` ${THEMES[finding.theme] ?? finding.theme}, ${SEVERITIES[finding.severity]}`)),
    make("p", { class: "small" }, spelled(`${finding.message}${rather}`)));
}

function rewriteSide(row) {
  const side = make("section", { class: "side right" }, make("h3", {}, "Rewrite"));
  if (row.outcome === "rewritten") side.append(make("div", { class: "text", dir: "auto" }, rewritePieces(row)), verdictOf(row));
  else if (row.outcome === "unchanged") side.append(make("p", { class: "soft" }, "The draft needs nothing and stays as it is."));
  else side.append(make("p", { class: "soft" }, row.outcome === "open" ? "Nobody has worked on this item." : "There is none."));
  if (row.reasons?.length && row.outcome !== "rewritten") {
    side.append(make("h4", {}, "Why the last attempt was refused"),
      make("ul", { class: "reasons" }, row.reasons.map((reason) => make("li", { dir: "auto" }, spelled(reasonWords(reason))))));
  }
  return side;
}

// Many a message names the words already.
function reasonWords({ message, found }) {
  return found && !message.includes(found.trim()) ? `“${found.trim()}”: ${message}` : message;
}

function verdictOf(row) {
  const left = (row.left ?? []).map((finding) => make("li", { class: "no" }, spelled(`“${finding.match}”: ${finding.message}`)));
  const lacking = row.lacking ?? [];
  if (lacking.length) left.push(make("li", { class: "no" }, `Still without ${listed(lacking.map((name) => SIGNALS[name]))}.`));
  return make("ul", { class: "proof", "aria-label": "Verdict" },
    make("li", {}, "Passed every check: no banned phrase, facts and placeholders kept, nothing new promised."), left);
}

// Edits with nothing but white space between them read better as one.
function editsOf(row) {
  const slice = slicer(draftOf(row));
  const edits = [];
  for (const change of row.changes ?? []) {
    const last = edits.at(-1);
    const between = last && slice(last.end, change.start);
    if (last && change.start >= last.end && !between.trim()) {
      edits[edits.length - 1] = { start: last.start, end: change.end, after: last.after + between + change.after };
    } else edits.push(change);
  }
  return edits;
}

// The draft is cut wherever an edit or a finding begins or ends, and each piece bears what covers it.
function draftPieces(row) {
  const slice = slicer(draftOf(row));
  const length = Array.from(draftOf(row)).length;
  const edits = editsOf(row);
  const findings = [...(row.before ?? [])].sort((a, b) => a.start - b.start);
  const cuts = new Set([0, length]);
  for (const { start, end } of [...edits, ...findings]) cuts.add(start).add(end);
  const places = [...cuts].filter((place) => place >= 0 && place <= length).sort((a, b) => a - b);
  const [edited, found] = [coverer(edits), coverer(findings)];
  return places.slice(1).map((end, index) => {
    const start = places[index];
    let nodes = spelled(slice(start, end));
    const finding = found(start);
    if (finding) nodes = [make("mark", { class: finding.severity, title: finding.message }, nodes)];
    return edited(start) ? [make("del", {}, nodes)] : nodes;
  }).flat();
}

// Which of the spans, sorted by their starts, covers a place; places are asked for in order.
function coverer(spans) {
  let next = 0;
  return (place) => {
    while (next < spans.length && spans[next].end <= place) next++;
    const span = spans[next];
    return span && span.start <= place ? span : null;
  };
}

// Edits that do not add up to the rewrite are not shown as if they did.
function rewritePieces(row) {
  const slice = slicer(draftOf(row));
  const pieces = [];
  let sum = "";
  let done = 0;
  for (const { start, end, after } of editsOf(row)) {
    const same = slice(done, start);
    pieces.push(spelled(same), after ? make("ins", {}, spelled(after)) : "");
    sum += same + after;
    done = end;
  }
  const rest = slice(done, Infinity);
  return sum + rest === row.text ? [...pieces.flat(), ...spelled(rest)].filter((piece) => piece !== "") : spelled(row.text);
}
