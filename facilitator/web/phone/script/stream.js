// News of the room. The stream may die in silence (a sleep, another Wi-Fi), so it is begun anew whenever in doubt;
// the browser's own word on being on line is worth nothing on a network without Internet.
const SILENCE = 90000;
const HURRY = 400;
const LEISURE = 2500;
// What this page shows: the host says when the room's part changes, the rest is one's own.
const face = (view) => view.face + JSON.stringify(view.mine);
let stream;
let shownFace = "";
let shownNews = "";
let heardAt = 0;
let falls = 0;

function listen() {
  if (stream) stream.close();
  heardAt = Date.now();
  stream = new EventSource("/events");
  stream.onmessage = (message) => {
    heardAt = Date.now();
    if (falls) deliver();
    falls = 0;
    showLink(true);
    hear(JSON.parse(message.data));
  };
  stream.onerror = () => {
    stream.close();
    showLink(false);
    falls += 1;
    setTimeout(listen, Math.min(10000, 500 * 2 ** falls) * (0.5 + Math.random() / 2));
  };
}

function hear(view) {
  const phase = view.phase ? view.phase.id : view.status;
  const seen = face(view);
  const elsewhere = phase !== stage.querySelector("article:not(.draft)").dataset.phase;
  // Three hundred phones must not ask in the same instant.
  if (elsewhere) refreshSoon(Math.random() * HURRY);
  else if (shownFace && seen !== shownFace && view.seq > shownSeq) refreshSoon(HURRY + Math.random() * (LEISURE - HURRY));
  shownFace = seen;
  const news = view.message || view.prompt;
  if (news && news !== shownNews) announce(news);
  shownNews = news;
  foretell(view);
  moveTo(view.home);
}

function wake() {
  if (document.hidden) return;
  listen();
  deliver();
}
