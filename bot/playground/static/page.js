// The page: shows what the server says is there, and tells it what people do.
import { morph } from "./morph.js";
import { valuesIn, listenToChoices } from "./choices.js";

const token = document.querySelector("meta[name=playground-token]").content;
const $ = (id) => document.getElementById(id);
const REGIONS = ["bar", "side", "head", "list", "foot", "thread", "panel", "modal"];
const drafts = new Map(); // half-typed words, by composer
let at = Object.fromEntries(["person", "place", "thread", "panel"].map((name) => [name, new URLSearchParams(location.search).get(name) || ""]));
let expected = null; // a message whose thread opens once it has another answer
let latest = 0;
let acted = null; // the pane in which somebody last did something, until its newest message shows what became of it
let released = Promise.resolve(); // while something is pressed nothing moves, or the click would go astray

// What is there

async function look() {
  const number = ++latest;
  const answer = await fetch(`/shown?${new URLSearchParams(at)}`, { headers: { "x-playground-token": token } }).catch(() => null);
  const there = answer?.ok ? await answer.json() : null;
  await released;
  if (number !== latest) return; // there is a later look
  if (there) show(there);
  else notice("The playground does not answer. Is it still running?");
}

function show({ regions, ...where }) {
  closeModalUnless(regions.modal);
  const before = snapshot();
  const moved = where.place !== before.place || where.person !== before.person;
  at = where;
  document.body.dataset.place = where.place;
  document.body.dataset.person = where.person;
  for (const name of REGIONS) morph($(name), regions[name]);
  for (const name of ["thread", "panel"]) $(name).hidden = !regions[name];
  document.body.classList.toggle("with-thread", !!regions.thread);
  document.body.classList.toggle("with-panel", !!regions.panel);
  document.title = `${$("head").querySelector("h1")?.textContent ?? ""} · Playground`;
  const address = `?${new URLSearchParams(at)}`;
  if (address !== location.search) history.replaceState(null, "", address);
  restoreDrafts();
  openModal();
  follow(before, moved);
  if (!moved) announce(before.told);
  openExpected();
}

const lists = () => [$("list"), $("thread").querySelector(".scroll")].filter(Boolean);
const messages = (list) => [...list.querySelectorAll("li.message")];

function snapshot() {
  const active = document.activeElement;
  return {
    place: document.body.dataset.place,
    person: document.body.dataset.person,
    thread: at.thread,
    told: new Set([...document.querySelectorAll("[data-told]")].map((one) => one.dataset.told + (one.dataset.key || ""))),
    ends: new Map(lists().map((list) => [list, { low: isLow(list), newest: messages(list).at(-1)?.textContent }])),
    active: active && active !== document.body ? active : null,
    pane: active?.closest("#thread, #list, #panel, #modal")?.id,
  };
}

const isLow = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;

// New messages come into sight as in Slack; one that is taller than its pane is shown from its beginning.
function follow(before, moved) {
  for (const list of lists()) {
    const was = before.ends.get(list);
    const last = messages(list).at(-1);
    const other = moved || !was || (list !== $("list") && before.thread !== at.thread);
    const told = acted === list && last?.textContent !== was?.newest;
    if (!last || !(other || told || was.low)) continue;
    if (told) acted = null;
    list.scrollTop = list.scrollHeight - last.offsetTop > list.clientHeight ? last.offsetTop - 8 : list.scrollHeight;
  }
  if (before.active && !before.active.isConnected && !document.querySelector("dialog[open]")) refocus(before.pane);
}

// Whoever used a button that is gone now goes on at the newest message of the same pane.
function refocus(pane) {
  const list = pane === "thread" ? $("thread").querySelector(".scroll") : $("list");
  const last = list && messages(list).at(-1);
  (last?.querySelector("article") ?? $("list")).focus({ preventScroll: true });
}

function announce(known) {
  const fresh = [...document.querySelectorAll("[data-told]")].map((one) => [one.dataset.told, one.dataset.told + (one.dataset.key || "")]);
  const words = [...new Set(fresh.filter(([, key]) => !known.has(key)).map(([told]) => told))];
  if (words.length) $("told").textContent = words.join(". ");
}

function openExpected() {
  if (!expected || at.thread || Date.now() > expected.until) return;
  const button = $("list").querySelector(`.replies[data-thread="${expected.ts}"]`);
  if (button && button.textContent !== expected.replies) go({ thread: expected.ts });
}

// A message that was only just posted has no answers yet, even if the page shows the first one by now.
function expectAnswer(ts, posted = false) {
  const button = posted ? null : $("list").querySelector(`.replies[data-thread="${ts}"]`);
  if (!at.thread) expected = { ts, replies: button?.textContent, until: Date.now() + 60_000 };
  openExpected();
}

// Where one is

function go(where) {
  const place = "place" in where || "person" in where;
  at = { ...at, ...(place ? { thread: "" } : {}), ...where };
  expected = null;
  history.pushState(null, "", `?${new URLSearchParams(at)}`);
  pane("panel" in where && where.panel ? "panel" : at.thread ? "thread" : "main");
  return Promise.all([look(), place ? opened() : null]);
}

// The app is told when somebody opens its Home tab or its messages.
async function opened() {
  const tab = at.place === "home" ? "home" : at.place.startsWith("D") ? "messages" : "";
  if (tab) await act({ do: "open", value: tab });
}

const pane = (name) => (document.body.dataset.pane = name); // which one a small screen shows

window.addEventListener("popstate", () => {
  const asked = new URLSearchParams(location.search);
  at = Object.fromEntries(Object.keys(at).map((name) => [name, asked.get(name) || ""]));
  look();
});

// What people do

document.addEventListener("pointerdown", () => {
  const ends = ["pointerup", "pointercancel", "dragend"];
  released = Promise.race(ends.map((end) => new Promise((done) => window.addEventListener(end, () => setTimeout(done), { once: true }))));
});

async function act(what) {
  const answer = await fetch("/actions", {
    method: "POST",
    headers: { "content-type": "application/json", "x-playground-token": token },
    body: JSON.stringify({ person: at.person, ...what }),
  }).catch(() => null);
  if (!answer?.ok) {
    notice(answer ? await answer.text() : "The playground does not answer. Is it still running?");
    return {};
  }
  const told = await answer.json();
  if (told.notice) notice(told.notice);
  return told;
}

let silence;
function notice(words) {
  $("notice").textContent = words;
  $("notice").hidden = false;
  clearTimeout(silence);
  silence = setTimeout(() => ($("notice").hidden = true), 8000);
}

$("notice").addEventListener("click", () => ($("notice").hidden = true));

// Which message or view an element stands in.
function placeOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  const [channel, ts] = element.closest("[data-at]").dataset.at.split("|");
  return { channel, ts };
}

function use(element, value) {
  const place = placeOf(element);
  const holder = element.closest("[data-view], [data-at]");
  acted = element.closest(".scroll");
  if (place.ts && element.closest("#list")) expectAnswer(place.ts);
  const { block, action } = element.closest("[data-action]").dataset;
  return act({ do: "use", ...place, block, action, value, values: valuesIn(holder) });
}

listenToChoices(document, use);

document.addEventListener("click", async (event) => {
  const element = event.target.closest("button, a, input[data-trouble]");
  if (!element) return;
  const { dataset } = element;
  if (element.matches("a[data-go], a[data-person]")) event.preventDefault();
  if (element.matches(".skip")) return skipTo(event, $(element.hash.slice(1)));
  if (element.closest("[popover]")) element.closest("[popover]").hidePopover();
  if (dataset.confirm && !(await confirmed(dataset.confirm))) return;
  if (dataset.use) await use(element, dataset.value ?? "");
  else if (dataset.go) await go({ place: dataset.go, ...(dataset.thread ? { thread: dataset.thread } : {}) });
  else if (dataset.person) await go({ person: dataset.person, place: at.place });
  else if ("thread" in dataset) await openThread(dataset.thread);
  else if ("panel" in dataset) await go({ panel: dataset.panel });
  else if ("side" in dataset) pane("side");
  else if (dataset.fill) fill(element, dataset.fill);
  else if (dataset.say) await say($("foot").querySelector("form"), dataset.say);
  else if (dataset.trouble) await act({ do: "trouble", value: dataset.trouble, on: element.checked ?? true });
  else if (dataset.copy) await copy($(dataset.copy));
  else if (dataset.do === "shortcut") await act({ do: "shortcut", value: dataset.value });
  else if (dataset.do) await act({ do: dataset.do, value: dataset.value ?? "", ...placeOf(element) });
});

function skipTo(event, region) {
  event.preventDefault();
  (region.querySelector("textarea") ?? region).focus();
}

// On a small screen the keyboard would cover what one came to read.
async function openThread(ts) {
  await go({ thread: ts });
  if (ts && matchMedia("(min-width: 761px)").matches) $("thread").querySelector("textarea")?.focus();
}

// "Are you sure?" of a button that asks for it.
function confirmed(id) {
  const dialog = $(id);
  dialog.showModal();
  return new Promise((settle) => {
    dialog.addEventListener("click", (event) => {
      const answer = event.target.closest("[data-yes], [data-no]");
      if (!answer) return;
      event.stopPropagation();
      dialog.returnValue = "yes" in answer.dataset ? "yes" : "no";
      dialog.close(dialog.returnValue);
    });
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
  });
}

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    notice("Copied.");
  } catch {
    notice("Selected. Copy it with Ctrl-C.");
  }
}

// Words

function fill(element, words) {
  const field = (element.closest(".composer") ?? $("foot")).querySelector("textarea");
  field.value = words.startsWith("@") && !field.value.startsWith("/") ? `${field.value}${words}` : words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

async function say(form, words) {
  if (!words.trim()) return;
  const { channel, threadTs: thread } = form.dataset;
  const told = await act({ do: "say", channel, thread, value: words.trim() });
  if (told.posted && !thread) expectAnswer(told.posted, true);
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".composer")) {
    const field = form.querySelector("textarea");
    say(form, field.value);
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    send(form);
  }
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("textarea[data-words]")) return;
  drafts.set(field.id, field.value);
  field.rows = Math.min(field.value.split("\n").length, 8);
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches("textarea[data-words]") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

function restoreDrafts() {
  for (const field of document.querySelectorAll("textarea[data-words]")) {
    if (!field.value && drafts.get(field.id)) field.value = drafts.get(field.id);
  }
}

// Modals

function openModal() {
  const dialog = $("modal").querySelector("dialog.modal");
  if (!dialog || dialog.open) return;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    act({ do: "close", view: dialog.dataset.view });
  });
  dialog.showModal();
  (dialog.querySelector(".blocks :is(input, textarea, select)") ?? dialog.querySelector("footer button")).focus();
}

// A modal that goes is closed first, so that the focus returns to where it was opened.
function closeModalUnless(html) {
  const open = $("modal").querySelector("dialog[open]");
  if (open && !html.includes(`data-key="${open.dataset.key}"`)) open.close();
}

async function send(form) {
  const view = form.closest("dialog");
  await act({ do: "submit", view: view.dataset.view, values: valuesIn(view) });
  await look();
  view.isConnected && view.querySelector("[aria-invalid]")?.focus();
}

// Menus open beside what opens them.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(".menu[popover]") || event.newState !== "open") return;
  const opener = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(opener.left, innerWidth - width - 8))}px`;
  menu.style.top = `${opener.bottom + height + 8 < innerHeight ? opener.bottom + 4 : Math.max(8, opener.top - height - 4)}px`;
  menu.querySelector("button")?.focus();
}, true);

// Word of every change. A new server has a new token: then the page is loaded again.
const changes = new EventSource(`/changes?token=${encodeURIComponent(token)}`);
changes.onmessage = look;
changes.onerror = () => changes.readyState === EventSource.CLOSED && location.reload();
pane(at.thread ? "thread" : "main");
opened();
