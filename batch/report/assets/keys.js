// The keyboard: moving between items and deciding without a mouse.

const isWriting = (target) => target.matches("input:not([type=checkbox]), textarea, select");
const hasDialog = () => document.querySelector("dialog[open]") !== null;

function currentArticle() {
  const focused = document.activeElement.closest?.("article.item");
  return focused ?? document.querySelector("article.current") ?? null;
}

function goTo(article) {
  if (!article) return;
  for (const one of [article, article.nextElementSibling, article.previousElementSibling]) if (one) fill(one);
  document.querySelector("article.current")?.classList.remove("current");
  article.classList.add("current");
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "start" });
}

function move(step) {
  const from = currentArticle();
  const list = at("items").children;
  if (!from || !from.isConnected) return goTo(list[0]);
  return goTo(step > 0 ? from.nextElementSibling : from.previousElementSibling);
}

// An item longer than the screen is scrolled to its end before an arrow leaves it.
function arrow(event, step) {
  if (!event.target.matches("article.item, body")) return;
  const place = currentArticle()?.getBoundingClientRect();
  const isCut = place && (step > 0 ? place.bottom > innerHeight + 8 && place.top < innerHeight : place.top < -8);
  if (isCut) return;
  event.preventDefault();
  move(step);
}

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => onCurrent((row) => toggle(row, "accept")),
  o: () => onCurrent((row) => toggle(row, "keep")),
  e: () => onCurrent(edit),
  "/": () => at("search").focus(),
  "?": () => at("keys").showModal(),
};

function onCurrent(action) {
  const article = currentArticle();
  if (!article) return tell("Go to an item first, with j.");
  const row = known.get(Number(article.id.slice("item-".length)));
  if (!canDecide(row)) return tell("The file holds no draft here: there is nothing to decide.");
  return action(row);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || hasDialog()) return;
  if (event.key === "Escape") return leaveField(event);
  if (isWriting(event.target)) return;
  if (event.key === "ArrowDown") arrow(event, 1);
  else if (event.key === "ArrowUp") arrow(event, -1);
  else if (Object.hasOwn(ACTIONS, event.key) && (at("single").checked || event.key === "?")) {
    event.preventDefault();
    ACTIONS[event.key]();
  }
});

function leaveField(event) {
  const article = event.target.closest("article.item");
  if (article) article.focus();
  else if (event.target === at("search")) goTo(at("items").firstElementChild);
}

document.addEventListener("focusin", (event) => {
  const article = event.target.closest?.("article.item");
  if (!article) return;
  document.querySelector("article.current")?.classList.remove("current");
  article.classList.add("current");
});

for (const button of document.querySelectorAll("dialog .close")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
at("help").addEventListener("click", () => at("keys").showModal());
