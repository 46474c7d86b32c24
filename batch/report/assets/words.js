"use strict";
// What the page says. The words for themes and severities are those of the page of the service.

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
const OUTCOMES = {
  rewritten: "Rewritten",
  unchanged: "Left as it is",
  rejected: "Rejected",
  error: "Error",
  open: "Not worked on",
};
const SEVERITIES = { error: "must go", warning: "better not", suggestion: "consider" };
const SIGNALS = {
  acknowledges: "acknowledging what happened",
  listens: "showing that we listened",
  offers_choice: "offering a choice",
  next_step: "naming the next step",
  their_view: "taking their view",
};
const DEGRADED = {
  model_unavailable: "the language model could not be used",
  repairs_exhausted: "the language model’s answers did not pass the checks",
  deadline: "the language model did not answer in time",
};
const DECISIONS = { accept: "Accepted", keep: "Original kept", edit: "Edited" };
const VIEWS = {
  all: "All",
  undecided: "To decide",
  look: "Needs a look",
  rejected: "Rejected",
  change: "Biggest change",
};

const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const listed = (words) => new Intl.ListFormat("en").format(words);
