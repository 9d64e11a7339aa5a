// Words that are typed and not sent. They outlive a reload, a sleep and the phase they were written for.
const stage = document.getElementById("stage");
const typed = (form) => [...form.querySelectorAll("textarea,input[type=text]")];
const isDirty = (form) => typed(form).some((field) => field.value !== field.defaultValue);
const fieldName = (field) => field.name || field.dataset.name;

// A form as plain values: where it goes, what people typed, and all the rest.
function describe(form) {
  const article = form.closest("article");
  return {
    to: form.getAttribute("action"),
    phase: form.elements.phase ? form.elements.phase.value : "",
    title: article.dataset.title,
    rest: [...form.elements]
      .filter((field) => field.matches("input:not([type=text])") && field.name && field.name !== "id")
      .filter((field) => field.checked || !/radio|checkbox/.test(field.type))
      .map((field) => [field.name, field.value]),
    words: typed(form).map((field) => [fieldName(field), field.value, field.closest("label").firstElementChild.textContent]),
  };
}

const sameDraft = (one, other) => one.to === other.to && one.phase === other.phase;

function keepDraft(form) {
  const draft = describe(form);
  const others = recall("drafts").filter((other) => !sameDraft(other, draft));
  keep("drafts", isDirty(form) ? [...others, draft] : others);
}

function forgetDraft(draft) {
  keep("drafts", recall("drafts").filter((other) => !sameDraft(other, draft)));
}

const formOf = (draft) => [...document.forms].find((form) => (
  sameDraft(draft, { to: form.getAttribute("action"), phase: form.elements.phase ? form.elements.phase.value : "" })));

function fill(form, draft) {
  [...draft.words, ...draft.rest].forEach(([name, value]) => {
    const field = [...form.elements].find((each) => fieldName(each) === name && (each.type !== "radio" || each.value === value));
    if (!field) return;
    if (/radio|checkbox/.test(field.type)) field.checked = true;
    else field.value = value;
  });
  const folded = form.closest("details");
  if (folded) folded.open = true;
}

// A form of its own for words whose phase is no longer on the page.
function showDraft(draft) {
  const article = fromTemplate("draft");
  const form = article.querySelector("form");
  article.dataset.title = draft.title;
  article.querySelector("h2").textContent = words.draft.replace("{title}", draft.title);
  form.setAttribute("action", draft.to);
  draft.rest.forEach(([name, value]) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  draft.words.forEach(([name, value, label]) => {
    const field = document.createElement("label");
    const area = Object.assign(document.createElement("textarea"), { name, value, rows: 3 });
    field.className = "field";
    field.append(Object.assign(document.createElement("span"), { textContent: label }), area);
    form.firstElementChild.append(field);
  });
  stage.append(article);
}

function showDrafts() {
  recall("drafts").forEach((draft) => {
    const form = formOf(draft);
    if (form) fill(form, draft);
    else showDraft(draft);
  });
}
