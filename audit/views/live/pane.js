// A pane of HTML whose places can be chosen. The HTML is made by the kernel, where every word
// of a document is escaped; nothing is fetched and nothing in it is run.
//
// Traits: `html`, its `label` for screen readers, `height` ("" lets it grow), `marks` (offsets
// of the places to mark), `focus` (the offset to scroll to), `told` (counts calls to focus),
// `chosen` ([offset, count], set by a click or by Enter or Space on a place).

function places(root, at) {
  return root.querySelectorAll(`[data-at="${Number(at)}"]`);
}

function mark(root, marks, focus) {
  root.querySelectorAll(".here, .at").forEach((node) => node.classList.remove("here", "at"));
  marks.forEach((at) => places(root, at).forEach((node) => node.classList.add("here")));
  places(root, focus).forEach((node) => node.classList.add("at"));
}

function scroll(pane, focus) {
  const node = places(pane, focus)[0];
  if (!node || !pane.classList.contains("pane")) return;
  const [at, all] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
  const top = pane.scrollTop + at.top - all.top - pane.clientHeight / 3;
  const left = pane.scrollLeft + at.left - all.left - pane.clientWidth / 2;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollTo({ top, left, behavior: calm ? "auto" : "smooth" });
}

function render({ model, el }) {
  const outer = document.createElement("div");
  outer.className = "audit";
  const pane = document.createElement("div");
  outer.append(pane);
  el.append(outer);

  const fill = () => {
    pane.className = model.get("height") ? "pane" : "inset";
    pane.style.height = model.get("height");
    if (model.get("height")) pane.tabIndex = 0;
    pane.setAttribute("role", "region");
    pane.setAttribute("aria-label", model.get("label"));
    pane.innerHTML = model.get("html");
    show();
  };
  const show = () => {
    mark(pane, model.get("marks"), model.get("focus"));
    requestAnimationFrame(() => scroll(pane, model.get("focus")));
  };
  const choose = (event) => {
    const node = event.target.closest("[data-at]");
    if (!node || !pane.contains(node)) return;
    event.preventDefault();
    model.set("chosen", [Number(node.dataset.at), model.get("chosen")[1] + 1]);
    model.save_changes();
  };

  pane.addEventListener("click", choose);
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") choose(event);
    if (event.target.closest("[data-at]")) event.stopPropagation();
  });
  model.on("change:html", fill);
  model.on("change:label", fill);
  model.on("change:told", show);
  fill();
  // the picture of a page, and a cell that was folded, have no height at first
  pane.addEventListener("load", () => scroll(pane, model.get("focus")), true);
  const seen = new ResizeObserver(() => {
    if (!pane.clientHeight) return;
    scroll(pane, model.get("focus"));
    seen.disconnect();
  });
  seen.observe(pane);
}

export default { render };
