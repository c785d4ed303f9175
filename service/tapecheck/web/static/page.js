// The pages work without this: it saves reloads and copies corrections.
"use strict";

const claims = () => document.getElementById("claims");

function showCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

// Put the claims of another address in place, and mark the chosen one in the draft.
async function turnTo(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("claims");
  if (!found || !claims()) return false;
  claims().replaceWith(document.adoptNode(found));
  const chosen = document.querySelector("#claims .chosen [data-claim]")?.dataset.claim;
  for (const link of document.querySelectorAll("#draft [data-claim]")) {
    if (link.dataset.claim === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  showCopies();
  return true;
}

async function follow(link) {
  if (!(await turnTo(link.href))) { location.assign(link.href); return; }
  history.pushState({}, "", link.href);
  const claim = link.dataset.claim;
  const place = claim === undefined
    ? document.querySelector("#claims .filters [aria-current]")
    : document.querySelector(`#claims [data-claim="${claim}"]`);
  place?.focus({ preventScroll: true });
  if (claim !== undefined) bringUp(document.getElementById(`claim-${claim}`));
}

// Where the list scrolls by itself, the draft stays where the reader is.
function bringUp(item) {
  const list = claims();
  if (!item) return;
  if (getComputedStyle(list).overflowY === "auto") list.scrollTo({ top: item.offsetTop - 8 });
  else item.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const button = event.target.closest("[data-copy]");
  if (button) { copy(button); return; }
  const link = event.target.closest("[data-claim], [data-filter]");
  if (!link || !claims()) return;
  event.preventDefault();
  follow(link);
});

addEventListener("popstate", () => {
  if (claims()) turnTo(location.href).then((done) => { if (!done) location.reload(); });
});

// Today is a day of the reader's own clock, which may be another one than the server's.
function tellToday() {
  const told = document.getElementById("today");
  if (!told) return;
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  told.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  document.getElementById("published").placeholder = told.value;
}

showCopies();
tellToday();
