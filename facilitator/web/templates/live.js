// Keeps the page true: the host sends the parts that changed, and only what differs in them is touched, so that a
// reader keeps the line, a keyboard its place and a form its words.
const words = document.body.dataset;
let heard = Date.now();
let looking;
let source;

// As written: a form that has a field called « id » answers that field.
function idOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("id") : null;
}

function same(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && idOf(old) === idOf(fresh);
}

// What somebody typed, chose or unfolded is theirs; a field that nobody touched follows the room.
const THEIRS = new Set(["open", "value", "checked", "selected"]);

const TYPED = "input:not([type=hidden], [type=radio], [type=checkbox]), textarea";

function isTheirs(field) {
  if (field.matches(TYPED)) return field.value !== field.defaultValue;
  return field.matches("input:not([type=hidden]), option, details");
}

function dress(old, fresh) {
  const theirs = isTheirs(old);
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name) && !THEIRS.has(name)) old.removeAttribute(name);
  }
  for (const name of fresh.getAttributeNames()) {
    const kept = theirs && THEIRS.has(name);
    if (!kept && old.getAttribute(name) !== fresh.getAttribute(name)) {
      old.setAttribute(name, fresh.getAttribute(name));
    }
  }
}

function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  dress(old, fresh);
  if (old.nodeName !== "TEXTAREA") fill(old, fresh);
  else if (!isTheirs(old)) old.value = old.defaultValue = fresh.defaultValue;
}

// What is half typed in a form that leaves with its phase waits for it to come back, and never goes to another one.
const waiting = new Map();

function placeOf(field) {
  const path = [];
  for (let node = field; node; node = node.parentElement) if (idOf(node)) path.push(idOf(node));
  const forms = field.closest("[id]").querySelectorAll("form");
  return [...path, [...forms].indexOf(field.form), field.name].join(" ");
}

function typedIn(node) {
  return node.nodeType === Node.ELEMENT_NODE ? [...node.querySelectorAll(TYPED)] : [];
}

function putAside(node) {
  for (const field of typedIn(node)) {
    if (isTheirs(field) && field.form && !field.form.dataset.busy) waiting.set(placeOf(field), field.value);
  }
}

function giveBack(node) {
  for (const field of typedIn(node)) {
    const place = placeOf(field);
    if (waiting.has(place)) field.value = waiting.get(place);
    waiting.delete(place);
  }
}

// Children are matched by their id where they have one, else by their place.
function fill(old, fresh) {
  const known = new Map([...old.children].map((child) => [idOf(child), child]));
  let place = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = (idOf(child) && known.get(idOf(child))) || (place && same(place, child) ? place : null);
    if (twin && same(twin, child)) {
      if (twin === place) place = place.nextSibling;
      else old.insertBefore(twin, place);
      renew(twin, child);
    } else {
      old.insertBefore(child, place);
      if (old.isConnected) giveBack(child);
    }
  }
  while (place) {
    const next = place.nextSibling;
    putAside(place);
    place.remove();
    place = next;
  }
}

function show(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    fill(document.getElementById(id), fresh.content);
  }
  heard = Date.now();
  tick();
}

function two(number) {
  return String(number).padStart(2, "0");
}

// As the host writes it: 01:20, 1:05:00, and for facilitators −00:45.
function digits(seconds) {
  const sign = seconds < 0 ? "\u2212" : "";
  const whole = Math.abs(seconds);
  const minutes = Math.floor(whole / 60);
  const clock = two(minutes % 60) + ":" + two(whole % 60);
  return sign + (whole >= 3600 ? Math.floor(minutes / 60) + ":" : "") + clock;
}

function put(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

// The host said how much was left; what passes since then is counted here, and looked at again as soon as it shows.
function tick() {
  let soonest = 500;
  for (const clock of document.querySelectorAll("[data-left]")) {
    const passed = ((Date.now() - heard) / 1000) * clock.dataset.speed;
    const left = clock.dataset.left - passed;
    const open = clock.dataset.later === undefined;
    put(clock.querySelector(".digits"), digits(Math.ceil(open ? left : Math.max(0, left))));
    if (clock.dataset.speed > 0) soonest = Math.min(soonest, (1000 * (left - Math.floor(left))) / clock.dataset.speed);
    const saying = JSON.parse(clock.dataset.later || "[]").filter((line) => left <= line[0]).pop();
    if (saying) {
      clock.className = clock.dataset.mode + " " + saying[1];
      put(clock.querySelector(".words"), saying[2]);
    }
    const bar = clock.querySelector("rect");
    if (bar) bar.setAttribute("width", Math.max(0, Math.min(100, (100 * left) / clock.dataset.granted)));
  }
  clearTimeout(looking);
  looking = setTimeout(tick, Math.max(20, soonest + 1));
}

async function lookAgain() {
  const page = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (page && page.status === 404) location.reload();
  else setTimeout(listen, 3000);
}

function listen() {
  if (source) source.close();
  source = new EventSource(words.live);
  source.onmessage = (event) => {
    put(document.getElementById("lost"), "");
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    put(document.getElementById("lost"), words.lost);
    // The browser tries again by itself, except after an answer that is no stream: then the page itself may be gone.
    if (source.readyState === EventSource.CLOSED) lookAgain();
  };
}

tick();
listen();
document.addEventListener("visibilitychange", () => document.hidden || listen());
// A page that comes back from the browser's memory has lost its stream.
addEventListener("pageshow", (event) => event.persisted && listen());
