// The page follows the room by asking for itself anew, when what this phone shows has changed: one template for who has
// scripts and who has none. Parts are replaced one by one, and never the one somebody is writing in.
const served = {};
let shownSeq = 0;
let due = Infinity;
let asking;

const partsOf = (article) => [...article.children].filter((part) => part.dataset.part);
// Identities are made anew each time: they are no news.
const essence = (part) => part.outerHTML.replace(/name="(id|neighbour)" value="[^"]*"/g, "");
const remember = (article) => partsOf(article).forEach((part) => { served[part.dataset.part] = essence(part); });

function isBusy(part) {
  const writing = document.activeElement;
  // Points that are still to be sent are not replaced by those that the host knows.
  return (part.contains(writing) && writing.matches("textarea,input[type=text]")) || isDirty(part) || part === unsent;
}

function refreshSoon(delay) {
  const when = Date.now() + delay;
  if (when >= due) return;
  due = when;
  clearTimeout(asking);
  asking = setTimeout(refresh, delay);
}

async function refresh() {
  due = Infinity;
  try {
    const answer = await fetch(`/?bare&${location.search.slice(1)}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#stage > article");
    if (fresh) show(document.importNode(fresh, true), page.title);
    else say(words.rejoin, true);
  } catch (unreachable) {
    refreshSoon(3000 + Math.random() * 2000);
  }
}

function show(fresh, title) {
  const shown = stage.querySelector("article:not(.draft)");
  if (shown.dataset.phase === fresh.dataset.phase) patch(shown, fresh);
  else turnPage(shown, fresh);
  shownSeq = Number(fresh.dataset.seq);
  document.title = title;
  readyForms();
}

function patch(shown, fresh) {
  const old = new Map(partsOf(shown).map((part) => [part.dataset.part, part]));
  let last = null;
  partsOf(fresh).forEach((part) => {
    const name = part.dataset.part;
    const news = essence(part);
    let here = old.get(name);
    if (!here) {
      here = part;
      if (last) last.after(part);
      else shown.prepend(part);
    } else if (served[name] !== news && !isBusy(here)) {
      here.replaceWith(part);
      here = part;
    }
    if (here === part) served[name] = news;
    old.delete(name);
    last = here;
  });
  old.forEach((part) => { if (!isBusy(part)) part.remove(); });
}

// Another phase: what was being written stays where it is, under the reader's eyes, and goes on to its own phase.
function turnPage(shown, fresh) {
  const forms = [...shown.querySelectorAll("form")].filter(isDirty);
  const from = shown.getBoundingClientRect().top;
  shown.before(fresh);
  remember(fresh);
  announce(words.arrived.replace("{title}", fresh.dataset.title));
  if (forms.length) {
    becomeDrafts(shown, forms);
    window.scrollBy(0, shown.getBoundingClientRect().top - from);
  } else {
    shown.remove();
    window.scrollTo(0, 0);
  }
}

function becomeDrafts(article, forms) {
  const heading = document.createElement("h2");
  heading.textContent = words.draft.replace("{title}", article.dataset.title);
  partsOf(article).filter((part) => !forms.some((form) => part.contains(form))).forEach((part) => part.remove());
  forms.forEach((form) => form.append(fromTemplate("throw")));
  article.prepend(heading);
  article.classList.add("draft");
}
