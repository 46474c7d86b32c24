// Downloads: the decisions, or the texts as they stand after them.

function decisionLines() {
  return rows.filter((row) => decisions.has(row.seq)).map((row) => JSON.stringify({ ...keyOf(row), ...decisions.get(row.seq) }));
}

// What nobody has decided keeps its draft: a text changes only if a person said so.
function finalTexts() {
  return rows.filter(hasDraft).map((row) => {
    const made = decisions.get(row.seq);
    return { ...keyOf(row), decision: made?.decision ?? null, text: made?.text ?? draftOf(row) };
  });
}

const keyOf = (row) => ({ seq: row.seq, id: row.id ?? null });

function finalCsv() {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = finalTexts().map((one) => [one.seq, one.id ?? "", one.decision ?? "", one.text].map((value) => cell(String(value))).join(","));
  // Excel takes a CSV file for UTF-8 only if it begins with a byte order mark.
  return `\ufeff${["seq,id,decision,text", ...lines].join("\r\n")}\r\n`;
}

function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: `${fileName()}.${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const fileName = () => (head.name || head.batch_id).replace(/\.[a-z]+$/i, "").replace(/[^\w.-]+/g, "_").slice(0, 80) || "batch";

function loadDecisions(content) {
  let taken = 0;
  let refused = 0;
  for (const line of content.split("\n").filter((one) => one.trim())) {
    const row = takeDecision(line);
    if (row) showDecision(row);
    if (row) taken++;
    else refused++;
  }
  showProgress();
  return `${count(taken, "decision")} loaded${refused ? `, ${count(refused, "line")} that fit no item of this report left out` : ""}.`;
}

function takeDecision(line) {
  let one;
  try {
    one = JSON.parse(line);
  } catch {
    return null;
  }
  const row = known.get(one?.seq);
  if (!row || (row.id ?? null) !== one.id || !Object.hasOwn(DECISIONS, one.decision) || !canDecide(row)) return null;
  if (one.decision === "accept" && (!canAccept(row) || one.text !== row.text)) return null;
  if (one.decision === "edit" && (typeof one.text !== "string" || !one.text.trim())) return null;
  const text = { accept: row.text, keep: draftOf(row), edit: one.text }[one.decision];
  decisions.set(row.seq, { decision: one.decision, text });
  return row;
}

function openExports() {
  const rest = rows.filter((row) => canAccept(row) && !row.look && !decisions.has(row.seq)).length;
  const undecided = rows.filter((row) => asksDecision(row) && !decisions.has(row.seq)).length;
  const made = tally([...decisions.values()], (one) => [one.decision]);
  const words = Object.entries(DECISIONS).filter(([key]) => made[key]).map(([key, said]) => `${said.toLowerCase()}: ${made[key]}`);
  at("export-count").textContent = `${words.length ? `${words.join(", ")}. ` : ""}${undecided ? `${count(undecided, "item")} undecided: the original stays.` : "Everything is decided."}`.replace(/^./, (first) => first.toUpperCase());
  at("export-command").textContent = head.decisions ? `Put them into your file with: ${head.decisions}` : "";
  at("accept-rest").textContent = `Accept the other ${count(rest, "rewrite")}`;
  at("accept-rest").disabled = rest === 0;
  if (!at("exports").open) at("exports").showModal();
}

function startExports() {
  at("export").addEventListener("click", openExports);
  at("save-decisions").addEventListener("click", () => {
    save("decisions.jsonl", decisionLines().map((line) => `${line}\n`).join(""), "application/jsonl");
    saved = true;
  });
  at("save-jsonl").addEventListener("click", () => save("texts.jsonl", finalTexts().map((one) => `${JSON.stringify(one)}\n`).join(""), "application/jsonl"));
  at("save-csv").addEventListener("click", () => save("texts.csv", finalCsv(), "text/csv"));
  at("accept-rest").addEventListener("click", () => {
    acceptRest();
    openExports();
  });
  at("load").addEventListener("change", async () => {
    const [file] = at("load").files;
    if (!file) return;
    at("loaded").textContent = loadDecisions(await file.text());
    at("load").value = "";
    openExports();
  });
}
