// The workshop has another address: go there as who we are, with what this phone alone knows. It travels after the #,
// which no server ever sees, and is only unpacked when the host says that it comes from itself.
const LUGGAGE = "#luggage=";
const HEAVIEST = 60000;
const movedNotice = document.getElementById("moved");

function luggage() {
  const whole = { session, outbox: recall("outbox"), drafts: recall("drafts"), promises: recall("promises") };
  const bags = [whole, { session, outbox: whole.outbox }].map((bag) => LUGGAGE + encodeURIComponent(JSON.stringify(bag)));
  return bags.find((bag) => bag.length < HEAVIEST);
}

// By itself only once: a phone that cannot reach the new address must not be sent there again and again.
function moveTo(home) {
  movedNotice.hidden = !home;
  if (!home || sessionStorage.getItem(place("moved")) === home) return;
  sessionStorage.setItem(place("moved"), home);
  leave();
}

function leave() {
  const bag = luggage();
  if (bag) location.assign(`/move${bag}`);
}

function unpack() {
  const { hash } = location;
  if (!hash.startsWith(LUGGAGE)) return;
  history.replaceState(null, "", "/");
  if (!document.cookie.split("; ").includes("carried=1")) return;
  document.cookie = "carried=; Max-Age=0; Path=/";
  const bag = JSON.parse(decodeURIComponent(hash.slice(LUGGAGE.length)));
  if (bag.session !== session) return;
  ["outbox", "drafts", "promises"].forEach((key) => keep(key, [...recall(key), ...(bag[key] || [])]));
}
