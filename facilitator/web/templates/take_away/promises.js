// Commitments that people keep for themselves are nowhere but in their phone: they join the page there.
const section = document.getElementById("promises");

function recall() {
  try {
    return JSON.parse(localStorage.getItem(`facilitator:${document.body.dataset.session}:promises`)) || [];
  } catch (unavailable) {
    return [];
  }
}

const kept = recall();
section.hidden = !kept.length;
section.querySelector("ul").append(...kept.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
if (kept.length) {
  document.querySelectorAll(".blanks").forEach((blanks) => {
    blanks.previousElementSibling.remove();
    blanks.remove();
  });
}
