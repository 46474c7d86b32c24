// The page: checks the draft while somebody types, and rewrites it when asked.

import { ask, Problem } from "./asking.js";
import { EXAMPLES } from "./examples.js";
import { findingsOf, problemOf, resultOf, summaryOf, toldOf } from "./showing.js";
import { Underlining } from "./underlining.js";

const at = (id) => document.getElementById(id);
const [form, draft, message, summary, findings, result] =
  ["form", "draft", "message", "summary", "findings", "result"].map(at);
const underlining = new Underlining(draft, at("marks"));
const PAUSE_MS = 250;

let pause, checking, rewriting;
let nextExample = 0;

function context() {
  const names = at("names").value.split(",").map((name) => name.trim()).filter(Boolean);
  return { customer_message: message.value || null, channel: at("channel").value || null, names };
}

function checkSoon() {
  underlining.follow();
  clearTimeout(pause);
  pause = setTimeout(check, PAUSE_MS);
}

async function check() {
  checking?.abort();
  checking = new AbortController();
  const text = draft.value;
  if (!text.trim()) return showCheck("", [], []);
  try {
    const asked = { text, context: context(), offset_unit: "utf16" };
    const answer = await ask("/v1/checks", asked, checking.signal);
    if (text === draft.value) showCheck(summaryOf(answer), answer.findings, findingsOf(answer, select));
  } catch (error) {
    if (error instanceof Problem) showCheck(`${error.problem.title}. ${error.problem.detail}`, [], []);
    else if (error.name !== "AbortError") throw error;
  }
}

function showCheck(line, found, shown) {
  if (summary.textContent !== line) summary.textContent = line;
  underlining.show(found);
  findings.replaceChildren(...shown);
  findings.hidden = !shown.length;
}

function select({ start, end }) {
  draft.focus();
  draft.setSelectionRange(start, end);
}

async function rewrite(event) {
  event.preventDefault();
  if (rewriting) return;
  if (!draft.value.trim()) {
    result.replaceChildren(...problemOf({ title: "There is no draft yet", detail: "Write or paste one on the left." }));
    at("told").textContent = "There is no draft yet";
    return draft.focus();
  }
  const text = draft.value;
  rewriting = new AbortController();
  busy(true);
  at("told").textContent = "";
  try {
    const answer = await ask(
      "/v1/rewrites",
      { draft: text, context: context(), engine: at("chosen").value, always: at("always").checked, offset_unit: "utf16" },
      rewriting.signal,
    );
    result.replaceChildren(...resultOf(answer, text, takeOver).filter(Boolean));
    at("told").textContent = toldOf(answer);
  } catch (error) {
    if (error instanceof Problem) {
      result.replaceChildren(...problemOf(error.problem));
      at("told").textContent = error.problem.title;
    } else if (error.name !== "AbortError") throw error;
  } finally {
    rewriting = undefined;
    busy(false);
  }
  // Where the two stand below each other, the result may be out of sight.
  if (result.getBoundingClientRect().top > innerHeight * 0.8) result.scrollIntoView({ block: "start" });
}

function busy(is) {
  at("rewrite").disabled = is;
  at("rewrite").textContent = is ? "Rewriting…" : "Rewrite";
  at("stop").hidden = !is;
  result.classList.toggle("busy", is);
  result.setAttribute("aria-busy", is);
}

function takeOver(text) {
  draft.value = text;
  checkSoon();
  draft.focus();
}

function showExample() {
  const example = EXAMPLES[nextExample++ % EXAMPLES.length];
  message.value = example.message;
  takeOver(example.draft);
}

async function introduce() {
  try {
    const { model, guidance_version } = await ask("/readyz");
    at("engine").textContent = model
      ? `Rewrites come from the language model ${model}, or from the rules engine when the model cannot be used.`
      : "No language model is configured: rewrites come from the rules engine, and nothing leaves this service.";
    at("version").textContent = `guidance ${guidance_version}`;
    if (!model) at("chosen").querySelector("[value=model]").disabled = true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    summary.textContent = `${error.problem.title}. ${error.problem.detail}`;
  }
}

draft.addEventListener("input", checkSoon);
for (const id of ["message", "names", "channel"]) at(id).addEventListener("input", checkSoon);
form.addEventListener("submit", rewrite);
at("stop").addEventListener("click", () => rewriting?.abort());
at("example").addEventListener("click", showExample);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
if (navigator.platform.startsWith("Mac")) at("modifier").textContent = "⌘";
introduce();
if (draft.value) checkSoon(); // a browser may restore what was typed before
