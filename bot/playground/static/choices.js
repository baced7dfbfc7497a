// Selects, radio buttons, checkboxes and dates. A choice made with the keyboard waits for Enter: arrow keys pass over
// other options on their way, and none of those was meant.

const PASSING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"]);

export function valuesIn(holder) {
  const values = {};
  for (const element of holder.querySelectorAll("[data-holds]")) {
    const { block, action } = element.dataset;
    (values[block] ??= {})[action] = valueOf(element);
  }
  return values;
}

function valueOf(element) {
  if (element.nodeName !== "FIELDSET") return element.nodeName === "SELECT" ? element.value || null : element.value;
  const checked = [...element.querySelectorAll("input:checked")].map((one) => one.value);
  return element.dataset.holds === "many" ? checked : checked[0] ?? null;
}

export function listenToChoices(root, use) {
  const passing = new WeakSet(); // where the keyboard is on its way

  const chosen = (element) => {
    passing.delete(element);
    hint(element, false);
    use(element, String(valueOf(element) ?? ""));
  };

  root.addEventListener("keydown", (event) => {
    const element = event.target.closest("[data-use=choose][data-holds=one]");
    if (!element) return;
    const types = element.type === "date" || (element.nodeName === "SELECT" && event.key.length === 1 && event.key !== " ");
    if ((PASSING.has(event.key) && !event.altKey) || (types && event.key !== "Enter")) passing.add(element);
    else if (event.key === "Enter" && valueOf(element)) {
      event.preventDefault();
      chosen(element);
    } else if (event.key === " ") passing.delete(element);
  });

  root.addEventListener("focusout", (event) => {
    const element = event.target.closest(".waits");
    if (element && !element.contains(event.relatedTarget)) hint(element, false);
  });

  root.addEventListener("change", (event) => {
    const element = event.target.closest("[data-use=choose][data-holds]");
    if (!element) return;
    if (passing.has(element)) hint(element, true);
    else chosen(element);
  });
}

function hint(element, on) {
  element.classList.toggle("waits", on);
  if (on) document.getElementById("told").textContent = "Press Enter to choose.";
}
