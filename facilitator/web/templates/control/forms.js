// Forms go without leaving the page: what is refused stays written, what is done is emptied for the next one.
const answer = document.getElementById("answer");

// A name for what is sent, the same for as long as it has not arrived: sent twice, it counts once.
function name(form) {
  if (!form.dataset.name) {
    form.dataset.name = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16)).join("");
  }
  return form.dataset.name;
}

function content(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button && button.name) fields.set(button.name, button.value);
  for (const field of form.querySelectorAll("[data-new]")) fields.set(field.name, name(form));
  return fields;
}

async function send(form, button) {
  put(answer, words.sending);
  try {
    const response = await fetch(button && button.hasAttribute("formaction") ? button.formAction : form.action, {
      method: "POST", body: content(form, button), headers: { Accept: "application/json" },
    });
    const said = await response.json().catch(() => ({}));
    put(answer, response.ok ? words.done : said.error || words.unsent);
    return response.ok;
  } catch (lostNetwork) {
    put(answer, words.unsent);
    return false;
  }
}

function settle(form) {
  delete form.dataset.name;
  // A question that was answered is asked anew the next time.
  const asked = form.closest("details.ask");
  if (asked) asked.open = false;
  if (!("clear" in form.dataset)) return;
  for (const field of form.querySelectorAll("textarea, input[type=number], input:not([type])")) field.value = "";
  const first = form.querySelector("textarea, input:not([type=hidden]):not([type=radio])");
  if (first) first.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  if (await send(form, event.submitter)) settle(form);
  delete form.dataset.busy;
});
