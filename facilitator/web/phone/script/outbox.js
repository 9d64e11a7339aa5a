// What was sent and is not yet known to be on the host's disk. A letter leaves the outbox only when the host has
// answered for it; the host knows a repeated one by its id, so that sending twice changes nothing.
const outboxSection = document.getElementById("outbox");
const PATIENCE = 15000;
const LONGEST_PAUSE = 15000;
let delivering = false;
let failures = 0;
let nextTry;

function showOutbox() {
  showCards(outboxSection, recall("outbox").filter((letter) => letter.text).map((letter) => [letter.text, ""]));
}

// A newer ballot replaces the one that still waits; ideas have keys of their own.
function post(letter) {
  keep("outbox", [...recall("outbox").filter((other) => other.key !== letter.key), letter]);
  say(words.sending, true);
  return deliver();
}

async function deliver() {
  if (delivering) return;
  delivering = true;
  clearTimeout(nextTry);
  try {
    for (let letter = recall("outbox")[0]; letter; letter = recall("outbox")[0]) {
      if (!await deliverOne(letter)) return;
    }
  } finally {
    delivering = false;
    showOutbox();
  }
}

// Whether the letter is settled, one way or the other.
async function deliverOne(letter) {
  const answer = await send(letter);
  if (answer && answer.status === 201) {
    failures = 0;
    settle(letter);
    say(words.received);
    refreshSoon(0);
    return true;
  }
  if (answer && [400, 404, 409, 413, 415, 422].includes(answer.status)) {
    settle(letter);
    giveBack(letter, await answer.json().then((said) => said.error, () => "") || words.refused);
    return true;
  }
  say(answer && (answer.status === 401 || answer.status === 403) ? words.rejoin : words.pending, true);
  const asked = answer ? Number(answer.headers.get("Retry-After")) * 1000 : 0;
  failures += 1;
  // Phones that lost the same network at once must not come back at once.
  nextTry = setTimeout(deliver, Math.max(asked, Math.min(LONGEST_PAUSE, 500 * 2 ** failures) * (0.5 + Math.random() / 2)));
  return false;
}

async function send(letter) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(letter.to, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(letter.body),
      redirect: "manual",
      signal: patience.signal,
    });
  } catch (unreachable) {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function settle(letter) {
  keep("outbox", recall("outbox").filter((other) => other.stamp !== letter.stamp));
}

// What the host does not take goes back to its author, with the reason.
function giveBack(letter, reason) {
  say(reason, true);
  if (letter.text) {
    keep("drafts", [...recall("drafts").filter((other) => !sameDraft(other, letter.draft)), letter.draft]);
    const form = formOf(letter.draft);
    if (!form) showDraft(letter.draft);
    else if (!isDirty(form)) fill(form, letter.draft);
  }
  refreshSoon(0);
}
