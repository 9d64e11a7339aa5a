// What the page says: what becomes of what one sent, shown; what the room does, for who cannot see it change.
const statusLine = document.getElementById("status");
const newsLine = document.getElementById("news");
const linkMark = document.getElementById("link");
let wiping;

function say(text, forGood) {
  clearTimeout(wiping);
  statusLine.textContent = text;
  if (!forGood) wiping = setTimeout(() => { statusLine.textContent = ""; }, 4000);
}

function announce(text) {
  newsLine.textContent = text;
}

// Ten seconds before a round ends, for who looks at this screen only.
const NOTICE = 10;
let foretelling;
let foretold;

function foretell({ phase, now, speed }) {
  clearTimeout(foretelling);
  if (statusLine.textContent === foretold) say("");
  const { round, clock } = phase || {};
  if (!round || !round.following || !clock.since) return;
  const left = round.starts + round.seconds - clock.spent - now + clock.since - NOTICE;
  foretelling = setTimeout(() => {
    foretold = words.soon + [round.following, round.announced].filter(Boolean).join(", ");
    say(foretold, true);
  }, (1000 * left) / speed);
}

function showLink(linked) {
  linkMark.textContent = linked ? `● ${words.linked}` : `○ ${words.lost}`;
}

function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// A list of cards that this phone alone knows: one text each, a mark under it, and what it may have beside.
function showCards(section, cards) {
  section.hidden = !cards.length;
  section.querySelector("ul").replaceChildren(...cards.map(([text, mark, extra]) => {
    const card = fromTemplate("card");
    card.firstElementChild.textContent = text;
    card.lastElementChild.textContent = mark;
    if (extra) card.append(extra);
    return card;
  }));
}
