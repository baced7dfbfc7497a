// Brings what is shown to how it should be, and leaves alone what is the same: focus, selections and half-typed words stay.

export function morph(holder, html) {
  const wanted = document.createElement("template");
  wanted.innerHTML = html; // from our own server, which escapes; the page's policy runs nothing that stands in it
  children(holder, wanted.content);
}

function children(now, wanted) {
  const stored = new Map();
  for (const child of now.children) if (keyOf(child)) stored.set(keyOf(child), child);
  let next = now.firstChild;
  for (const child of [...wanted.childNodes]) {
    const same = keyOf(child) ? stored.get(keyOf(child)) : next && !keyOf(next) && alike(next, child) ? next : null;
    if (!same) {
      now.insertBefore(child, next);
      continue;
    }
    if (same !== next) now.insertBefore(same, next);
    next = same.nextSibling;
    one(same, child);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || "" : "");
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.id === b.id && a.className === b.className;

function one(now, wanted) {
  if (now.isEqualNode(wanted)) return;
  if (now.nodeType !== Node.ELEMENT_NODE) {
    now.nodeValue = wanted.nodeValue;
    return;
  }
  attributes(now, wanted);
  if (now.nodeName !== "TEXTAREA" || now.readOnly) children(now, wanted);
}

// "open" and "hidden" are the page's own; a value is only set anew when the server's changed.
const OURS = new Set(["open", "hidden"]);

function attributes(now, wanted) {
  for (const { name } of [...now.attributes]) if (!wanted.hasAttribute(name) && !OURS.has(name)) set(now, name, null);
  for (const { name, value } of wanted.attributes) if (now.getAttribute(name) !== value) set(now, name, value);
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
  if (name === "checked") element.checked = value !== null;
  if (name === "selected") element.selected = value !== null;
  if (name === "value" && element.nodeName === "INPUT" && element.type !== "radio" && element.type !== "checkbox") element.value = value ?? "";
}
