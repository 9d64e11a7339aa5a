// What this phone keeps for the session. Storage may be full, forbidden or absent: then the page itself remembers.
const session = document.body.dataset.session;
const words = document.body.dataset;
const memory = {};

const place = (key) => `facilitator:${session}:${key}`;

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(place(key))) || memory[key] || [];
  } catch (unavailable) {
    return memory[key] || [];
  }
}

function keep(key, list) {
  memory[key] = list;
  try {
    localStorage.setItem(place(key), JSON.stringify(list));
  } catch (unavailable) {
    // The memory of the page is all there is.
  }
}

// Another session of the same host has the same address: its drafts and letters are nobody's now, its promises stay.
function forgetOthers() {
  try {
    Object.keys(localStorage)
      .filter((name) => /^facilitator:.*:(drafts|outbox)$/.test(name) && !name.startsWith(place("")))
      .forEach((name) => localStorage.removeItem(name));
  } catch (unavailable) {
    // Nothing to forget.
  }
}

// Not randomUUID: a private address over plain HTTP is no secure context.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => (byte + 256).toString(16).slice(1)).join("");
}
