// Nobody scrolls a projector: where everything does not fit, letters give way, as far as they stay legible.
const FURTHEST = 0.6;
const projected = matchMedia("(min-width: 60em) and (min-height: 36em)");

function fit() {
  const { body, documentElement: page } = document;
  body.style.fontSize = "";
  // Facilitators who enlarge the screen want fewer things on it, and larger ones.
  if (!projected.matches || document.querySelector(".zoom1, .zoom2")) return;
  const whole = parseFloat(getComputedStyle(body).fontSize);
  for (let share = 0.95; share >= FURTHEST && page.scrollHeight > innerHeight; share -= 0.05) {
    body.style.fontSize = share * whole + "px";
  }
}

const moved = new MutationObserver(fit);
for (const id of ["scene", "said"]) moved.observe(document.getElementById(id), { childList: true, subtree: true });
addEventListener("resize", fit);
fit();
