// The progress of an import, fetched anew every second while something goes on.
const EVERY_MS = 1000;
const live = document.querySelector("[data-live]");
const said = document.querySelector("[data-said]");

const tell = () => {
  const bar = live.querySelector("progress[value]");
  const label = live.querySelector(".progress-head span")?.textContent ?? "";
  if (!bar) return;
  const tenth = Math.floor((10 * bar.value) / bar.max) * 10;
  const text = `${label}: ${tenth} percent`;
  if (said.textContent !== text) said.textContent = text;
};

const renew = async () => {
  const answer = await fetch(live.dataset.live, { headers: { accept: "text/html" } });
  // Signed out meanwhile, or the import is not there any more: the page itself says what to do.
  if (answer.redirected || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = page.querySelector("[data-state]");
  const before = live.querySelector("[data-state]").dataset.state;
  if (body.dataset.state !== before) return false;
  live.replaceChildren(body);
  tell();
  return body.dataset.goesOn === "1";
};

const follow = async () => {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    if (document.hidden) continue;
    let goesOn;
    try {
      goesOn = await renew();
    } catch {
      // The server is being restarted, or the network is away: try again.
      continue;
    }
    if (!goesOn) {
      location.reload();
      return;
    }
  }
};

if (live?.dataset.on) follow();
