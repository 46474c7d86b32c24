// Reads the rows that the page brings along.

const head = JSON.parse(at("head").textContent);
const { rows, isWhole } = readRows(at("rows").textContent);
at("rows").remove(); // the texts are needed once, not twice
const known = new Map(rows.map((row) => [row.seq, row]));
const decisions = new Map(); // seq -> { decision, text }

function readRows(lines) {
  const found = [];
  let end = null;
  for (const line of lines.split("\n")) {
    if (!line.trim()) continue;
    let row;
    try {
      row = JSON.parse(line);
    } catch {
      break; // the file was cut in the middle of a row
    }
    if ("end" in row) end = row.end;
    else found.push(row);
  }
  return { rows: found, isWhole: end === found.length && (head.total ?? end) === end };
}

const nameOf = (row) => row.title || (row.id === undefined ? `Item ${row.seq + 1}` : String(row.id));
const hasDraft = (row) => row.draft !== undefined;
const draftOf = (row) => row.draft ?? "";
const canAccept = (row) => row.outcome === "rewritten";
const canDecide = hasDraft;
const asksDecision = (row) => canDecide(row) && row.outcome !== "unchanged" && row.outcome !== "open";
const themesOf = (row) => new Set((row.before ?? []).map((finding) => finding.theme));

function searched(row) {
  row.haystack ??= [row.id, row.title, row.draft, row.text].filter((s) => s !== undefined).join("\n").toLowerCase();
  return row.haystack;
}
