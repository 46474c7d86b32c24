// Decisions: accept the rewrite, keep the original, or edit. They live in this page while it is open.

let saved = true;

function decisionButtons(row) {
  const button = (decision, words, key) => make("button", {
    type: "button", class: "quiet", "data-decision": decision, "aria-pressed": "false", "aria-keyshortcuts": key,
    onclick: () => (decision === "edit" ? edit(row) : toggle(row, decision)),
  }, words, " ", make("kbd", { "aria-hidden": "true" }, key));
  return make("div", { class: "buttons", role: "group", "aria-label": "Decision" },
    canAccept(row) ? button("accept", "Accept", "a") : null,
    asksDecision(row) ? button("keep", "Keep the original", "o") : null,
    button("edit", "Edit", "e"));
}

function toggle(row, decision) {
  if (decision === "accept" && !canAccept(row)) return tell("There is no rewrite to accept: keep the original, or edit.");
  if (decisions.get(row.seq)?.decision === decision) decide(row, null);
  else decide(row, decision);
}

function decide(row, decision, text) {
  if (decision === null) decisions.delete(row.seq);
  else decisions.set(row.seq, { decision, text: text ?? (decision === "accept" ? row.text : draftOf(row)) });
  saved = decisions.size === 0;
  showDecision(row);
  showProgress();
  tell(decision === null ? "Decision taken back." : `${DECISIONS[decision]}: ${nameOf(row)}.`);
}

function showDecision(row) {
  const article = elements.get(row.seq);
  if (!article || article.classList.contains("unfilled")) return;
  const made = decisions.get(row.seq);
  article.dataset.decided = made?.decision ?? "";
  article.querySelector(".decided").textContent = made ? DECISIONS[made.decision] : "";
  for (const button of article.querySelectorAll("[data-decision]")) {
    button.setAttribute("aria-pressed", String(button.dataset.decision === made?.decision));
  }
  showEditor(row, article, made?.decision === "edit" ? made.text : null);
}

function showEditor(row, article, text) {
  const editor = article.querySelector(".editor");
  if (text === null) return editor?.remove();
  if (editor) {
    const area = editor.querySelector("textarea");
    if (area.value !== text) area.value = text;
    return undefined;
  }
  const area = make("textarea", { id: `edit-${row.seq}`, rows: "8", dir: "auto", spellcheck: "true" });
  area.value = text;
  // A text area turns every line end into "\n"; the untouched text is kept as it was.
  area.addEventListener("input", () => edited(row, area));
  article.querySelector(".right").append(make("div", { class: "editor" },
    make("label", { for: area.id }, "Your wording"), area,
    make("p", { class: "soft small" }, "Your words are taken as they are: they are not checked again.")));
  return undefined;
}

function edit(row) {
  const article = elements.get(row.seq);
  fill(article);
  const made = decisions.get(row.seq);
  if (made?.decision !== "edit") decide(row, "edit", row.text ?? draftOf(row));
  at(`edit-${row.seq}`).focus();
}

function edited(row, area) {
  const isEmpty = !area.value.trim();
  area.setAttribute("aria-invalid", String(isEmpty));
  // An empty answer is sent to nobody: without words the item is undecided again.
  if (isEmpty) decisions.delete(row.seq);
  else decisions.set(row.seq, { decision: "edit", text: area.value });
  saved = false;
  showProgress();
}

function acceptRest() {
  const rest = rows.filter((row) => canAccept(row) && !row.look && !decisions.has(row.seq));
  for (const row of rest) {
    decisions.set(row.seq, { decision: "accept", text: row.text });
    showDecision(row);
  }
  if (rest.length) saved = false;
  showProgress();
  tell(`${count(rest.length, "rewrite")} accepted.`);
}

function showProgress() {
  const asked = rows.filter(asksDecision);
  const made = asked.filter((row) => decisions.has(row.seq)).length;
  at("progress").textContent = `${made.toLocaleString("en")} of ${asked.length.toLocaleString("en")} decided`;
}

function tell(words) {
  at("told").textContent = words;
}

addEventListener("beforeunload", (event) => {
  if (!saved) event.preventDefault();
});
