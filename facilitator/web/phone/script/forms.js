// What people do on the page.
const promises = document.getElementById("promises");
const TYPING = 4000;
const AFTER_A_STEP = 700;
let pressed = null;
let typingAt = 0;
let ballotTimer;
// One's own ballot, while its points are given.
let unsent = null;
const french = document.documentElement.lang === "fr";

function letterOf(form, button) {
  const draft = describe(form);
  const sent = [...draft.rest, ...draft.words.filter(([name]) => form.elements[name]).map(([name, value]) => [name, value])];
  if (button && button.name) sent.push([button.name, button.value]);
  const given = Object.fromEntries(sent);
  // Words one keeps for oneself never leave the phone.
  const kept = "sharing" in form.dataset && given.share === "0";
  const body = kept ? sent.filter(([name]) => !name.startsWith("fields.")) : sent;
  const id = newId();
  if (form.elements.id) body.push(["id", id]);
  return {
    stamp: id,
    key: [draft.to, form.elements.id ? id : given.item || given.sentence || given.neighbour || ""].join(" "),
    to: draft.to,
    body,
    text: kept ? "" : draft.words.map((word) => word[1]).filter(Boolean).join(" · "),
    draft,
  };
}

function submit(form, button) {
  const letter = letterOf(form, button);
  if ("sharing" in form.dataset) keepPromise(letter);
  if (button && button.name) press(form, button);
  forgetDraft(letter.draft);
  post(letter);
  if (form === unsent) unsent = null;
  // The next neighbour is somebody else: the form comes back empty, under another name.
  if (form.elements.neighbour) served.neighbour = "";
  const article = form.closest("article.draft");
  if (article) (article.querySelectorAll("form").length > 1 ? form : article).remove();
  else if (typed(form).length) clear(form);
}

// An emptied form keeps its column and its row: the next card often goes to the same place. One that edits a card
// keeps the new words until the page comes back with them.
function clear(form) {
  const editing = /^\/ideas\//.test(form.getAttribute("action"));
  typed(form).forEach((field) => {
    if (editing) field.defaultValue = field.value;
    else if (field.name !== "signature") field.value = field.defaultValue = "";
  });
  if (form.elements.on_behalf) form.elements.on_behalf.checked = form.elements.on_behalf.defaultChecked;
  if (editing) form.closest("details").open = false;
}

function press(form, button) {
  form.querySelectorAll("[aria-pressed]").forEach((each) => each.setAttribute("aria-pressed", each === button));
  if (button.name === "skip") form.querySelectorAll(":checked").forEach((box) => { box.checked = false; });
}

function keepPromise(letter) {
  keep("promises", [...recall("promises"), letter.draft.words.filter((word) => word[1]).map((word) => `${word[2]} : ${word[1]}`).join("\n")]);
  showPromises();
}

function showPromises() {
  showCards(promises, recall("promises").map((text) => {
    const erase = fromTemplate("throw");
    erase.onclick = () => {
      keep("promises", recall("promises").filter((other) => other !== text));
      showPromises();
    };
    return [text, "", erase];
  }));
}

// A ballot: a button on each side of each figure, what is left to give, and no way to give more.
function stepButton(input, sign, by, told) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
  button.dataset.step = by;
  button.setAttribute("aria-label", told.replace("{text}", input.labels[0].textContent));
  return button;
}

function dressBallot(form) {
  form.querySelectorAll(".line > input").forEach((input) => {
    const stepper = Object.assign(document.createElement("span"), { className: "stepper" });
    const [less, more] = [stepButton(input, "\u2212", -1, form.dataset.less), stepButton(input, "+", 1, form.dataset.more)];
    input.replaceWith(stepper);
    stepper.append(less, input, more);
  });
}

function countBallot(form) {
  const inputs = [...form.querySelectorAll("input[type=number]")];
  const left = form.dataset.points - inputs.reduce((sum, input) => sum + Number(input.value), 0);
  form.querySelector("output").textContent = (left === 1 || (left < 1 && french) ? words.leftOne : words.leftMany).replace("{n}", left);
  inputs.forEach((input) => {
    const [less, more] = input.parentElement.querySelectorAll("button");
    less.disabled = input.value <= 0;
    more.disabled = left <= 0 || Number(input.value) >= Number(input.max);
  });
  return left;
}

function step(button) {
  const form = button.form;
  const input = button.parentElement.querySelector("input");
  input.value = Math.min(input.max, Math.max(0, Number(input.value) + Number(button.dataset.step)));
  changeBallot(form);
  if (button.disabled) input.focus();
}

function changeBallot(form) {
  const left = countBallot(form);
  clearTimeout(ballotTimer);
  unsent = left >= 0 && "auto" in form.dataset ? form : null;
  ballotTimer = setTimeout(sendBallot, AFTER_A_STEP);
}

function sendBallot() {
  if (unsent) submit(unsent);
}

function readyForms() {
  document.querySelectorAll(".ballot").forEach((form) => {
    dressBallot(form);
    countBallot(form);
  });
}

function sayTyping() {
  if (Date.now() - typingAt < TYPING) return;
  typingAt = Date.now();
  fetch("/typing", { method: "POST" }).catch(() => {});
}

function throwAway(button) {
  const form = button.closest("form");
  if (!form) return;
  forgetDraft(describe(form));
  button.closest("article").remove();
}

document.addEventListener("click", (event) => {
  pressed = event.target.closest("button");
  if (!pressed) return;
  if ("step" in pressed.dataset) step(pressed);
  if ("throw" in pressed.dataset) throwAway(pressed);
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = pressed && pressed.form === event.target ? pressed : null;
  pressed = null;
  submit(event.target, button);
});

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.matches("textarea,input[type=text]")) {
    keepDraft(form);
    sayTyping();
  } else if (form.matches(".ballot")) {
    changeBallot(form);
  } else if (form.matches(".rate") && form.querySelectorAll(":checked").length === Number(form.dataset.axes)) {
    submit(form);
  }
});

document.addEventListener("visibilitychange", wake);
window.addEventListener("pagehide", sendBallot);
window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
window.addEventListener("online", wake);
setInterval(() => { if (Date.now() - heardAt > SILENCE) wake(); }, SILENCE / 6);

movedNotice.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

// Style counts on scripts from here on, not before: in a browser that stumbled above, every form still has its button.
document.documentElement.className = "js";
unpack();
forgetOthers();
remember(stage.querySelector("article"));
readyForms();
showPromises();
showOutbox();
showDrafts();
listen();
deliver();
