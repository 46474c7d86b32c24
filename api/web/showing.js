// Shows what the service answered.

import { copyButton, make, part } from "./elements.js";

const THEMES = {
  refusal: "refusal",
  command: "command",
  brush_off: "brush-off",
  not_knowing: "not knowing",
  argument: "argument",
  blame: "blame",
  self_focus: "our side first",
  heat: "heat",
};
const SEVERITIES = { error: "must go", warning: "better not", suggestion: "consider" };
const SIGNALS = {
  acknowledges: "Acknowledging what happened",
  listens: "Showing that we listened",
  offers_choice: "Offering a choice",
  next_step: "Naming the next step",
  their_view: "Taking their view",
};
const DEGRADED = {
  no_model: "no language model is configured",
  model_unavailable: "the language model could not be used",
  repairs_exhausted: "the language model’s answers did not pass the checks",
  deadline: "the language model did not answer in time",
};

const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

export function summaryOf(check) {
  const marked = check.findings.length;
  const missing = Object.values(check.signals).filter((s) => s.needed && !s.present).length;
  if (!check.needs_rewrite && !marked) return "Nothing to mend. It can go as it is.";
  const parts = [];
  if (marked) parts.push(count(marked, "finding"));
  if (missing) parts.push(`${missing} missing of what the situation calls for`);
  return `${parts.join(", ")}.`.replace(/^\./, "It can go as it is.");
}

export function findingsOf(check, select) {
  const shown = [];
  if (check.findings.length) {
    shown.push(part("Findings", make("ul", {}, ...check.findings.map((f) => findingItem(f, select)))));
  }
  const missing = Object.entries(check.signals).filter(([, s]) => s.needed && !s.present);
  if (missing.length) {
    const items = missing.map(([name]) => make("li", { class: "no" }, SIGNALS[name]));
    shown.push(part("The situation also calls for", make("ul", { class: "proof" }, ...items)));
  }
  return shown;
}

function findingItem(finding, select) {
  const words = make("button", { type: "button", title: "Show it in the draft" }, `“${finding.match}”`);
  words.addEventListener("click", () => select(finding));
  const tag = `${THEMES[finding.theme] ?? finding.theme}, ${SEVERITIES[finding.severity]}`;
  return make(
    "li",
    { class: `finding ${finding.severity}` },
    make("div", { class: "what" }, words, make("span", { class: "tag" }, tag)),
    make("p", {}, finding.message),
    finding.suggestions.length
      ? make("p", { class: "soft" }, "Rather: ", finding.suggestions.map((s) => `“${s}”`).join(", "))
      : null,
  );
}

export function resultOf(result, draft, takeOver) {
  const shown = [make("div", { class: `outcome ${result.outcome}` }, ...outcomeOf(result))];
  if (result.advice.cool_off) shown.push(coolingOff(result.advice));
  if (result.text !== null) {
    const buttons = [copyButton(result.text)];
    if (result.outcome === "rewritten") {
      buttons.push(make("button", { type: "button", class: "quiet", onclick: () => takeOver(result.text) }, "Use as draft"));
    }
    shown.push(
      make("div", { class: "part" },
        make("div", { class: "text" }, ...textOf(result, draft)),
        make("div", { class: "buttons" }, ...buttons)),
    );
  }
  if (result.after) shown.push(result.outcome === "rewritten" ? proofOf(result.after) : reasonsOf(result.after));
  const edits = joined(result.changes, draft);
  if (edits.length) shown.push(changesOf(edits));
  if (result.after) shown.push(signalsOf(result));
  const model = result.model ? ` · model ${result.model}` : "";
  shown.push(make("p", { class: "foot" }, `${result.rewrite_id}${model} · guidance ${result.guidance_version} · prompt ${result.prompt_version}`));
  return shown;
}

export function toldOf(result) {
  return { rewritten: "The draft was rewritten.", unchanged: "The draft is left as it is.", rejected: "The draft was not rewritten." }[result.outcome];
}

function outcomeOf(result) {
  const time = result.ms < 1000 ? `${Math.max(1, Math.round(result.ms))} ms` : `${(result.ms / 1000).toFixed(1)} s`;
  const reason = DEGRADED[result.degraded];
  const because = reason ? `, because ${reason}` : "";
  const tries = result.attempts.length > 1 ? `, ${count(result.attempts.length, "attempt")}` : "";
  const author = result.engine === "model" ? `the model ${result.model ?? ""}`.trim() : "the rules engine";
  const [title, line] = {
    rewritten: ["Rewritten", `By ${author} in ${time}${tries}${because}. It passed every check.`],
    unchanged: ["Left as it is", reason ? `The draft needs nothing, and no rewrite of it passed: ${reason}.` : "The draft needs nothing."],
    rejected: ["Not rewritten", `No wording passed every check${reason ? `, and ${reason}` : ""}. The findings in the draft show what to mend by hand.`],
  }[result.outcome];
  return [make("h2", {}, title), make("p", { class: "soft small" }, line)];
}

function coolingOff(advice) {
  return make("div", { class: "notice" },
    make("p", {}, make("strong", {}, "This is heated: cool off first. "), "You could take some time with:"),
    advice.holding_reply ? make("p", {}, advice.holding_reply) : null,
    advice.holding_reply ? make("div", { class: "buttons" }, copyButton(advice.holding_reply, "Copy this reply")) : null);
}

// Edits with nothing but white space between them read better as one.
function joined(changes, draft) {
  const edits = [];
  for (const change of changes) {
    const last = edits.at(-1);
    const between = last && draft.slice(last.end, change.start);
    if (last && change.start >= last.end && !between.trim()) {
      edits[edits.length - 1] = {
        start: last.start,
        end: change.end,
        before: last.before + between + change.before,
        after: last.after + between + change.after,
        rules: [...new Set([...last.rules, ...change.rules])],
      };
    } else edits.push(change);
  }
  return edits;
}

// The changes are edits of the draft in order; if they add up to the text, the new words are marked.
function textOf({ text, changes }, draft) {
  const pieces = [];
  let done = 0;
  for (const { start, end, after } of joined(changes, draft)) {
    pieces.push(draft.slice(done, start), after ? make("ins", {}, after) : "");
    done = end;
  }
  pieces.push(draft.slice(done));
  const sum = pieces.map((piece) => piece.textContent ?? piece).join("");
  return sum === text ? pieces : [text];
}

function proofOf(verdict) {
  const { facts, placeholders } = verdict;
  const items = ["No banned phrase is left"];
  if (facts.kept) items.push(`${count(facts.kept, "fact")} kept, none added`);
  else items.push("No fact was added");
  if (placeholders.kept) items.push(`${count(placeholders.kept, "placeholder")} kept as written`);
  items.push("Nothing new is promised");
  const proof = make("ul", { class: "proof" }, ...items.map((item) => make("li", {}, item)));
  const left = verdict.findings.map((f) => make("li", { class: "no" }, `“${f.match}”: ${f.message}`));
  return part("Checked", proof, left.length ? make("ul", { class: "proof" }, ...left) : null);
}

function reasonsOf(verdict) {
  if (!verdict.reasons.length) return null;
  const items = verdict.reasons.map((reason) => make("li", {}, reason.message));
  return part("Why the last attempt was refused", make("ul", { class: "reasons" }, ...items));
}

function changesOf(changes) {
  const items = changes.map(({ before, after, rules }) =>
    make("li", {},
      before.trim() ? make("del", {}, before.trim()) : null,
      after.trim() ? make("ins", {}, after.trim()) : null,
      rules.length ? make("span", { class: "tag" }, rules.join(", ")) : null));
  return make("details", {}, make("summary", {}, `What changed (${changes.length})`), make("ul", { class: "changes" }, ...items));
}

function signalsOf({ before, after }) {
  const cell = (signal) => {
    if (signal.present) return make("td", { class: "yes" }, "yes");
    return signal.needed ? make("td", { class: "missing" }, "missing") : make("td", {}, "not needed");
  };
  const rows = Object.entries(SIGNALS).map(([name, words]) =>
    make("tr", {}, make("th", { scope: "row" }, words), cell(before.signals[name]), cell(after.signals[name])));
  const heads = [make("td"), ...["draft", "rewrite"].map((head) => make("th", { scope: "col" }, head))];
  return part("What shows care", make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)));
}

export function problemOf({ title, detail, errors = [], request_id }) {
  const items = errors.filter((e) => e.message !== detail).map((e) => make("li", {}, `${e.pointer}: ${e.message}`));
  return [
    make("div", { class: "outcome failed" }, make("h2", {}, title), make("p", { class: "soft small" }, detail)),
    items.length ? make("ul", { class: "reasons" }, ...items) : null,
    request_id ? make("p", { class: "foot" }, `Request ${request_id}`) : null,
  ].filter(Boolean);
}
