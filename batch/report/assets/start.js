// Shows the report.

at("about").textContent = aboutLine();
if (!isWhole) {
  at("broken").textContent = `This report broke off on its way: ${count(rows.length, "item")}${head.total ? ` of ${head.total.toLocaleString("en")}` : ""} arrived. Make it again before you decide.`;
  at("broken").hidden = false;
}
showSummary();
startFilters();
startExports();
showItems();
showProgress();
// On paper every item that is shown is needed, not only those near the screen.
addEventListener("beforeprint", () => {
  for (const article of at("items").children) fill(article);
});
// The bar stays at the top of the screen: an item that is gone to begins below it.
new ResizeObserver(([{ target }]) => {
  const height = getComputedStyle(target).position === "sticky" ? target.offsetHeight : 0;
  document.documentElement.style.scrollPaddingTop = `${height + 12}px`;
}).observe(document.querySelector(".bar"));
