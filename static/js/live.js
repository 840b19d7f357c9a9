// While books are looked up: asks how it stands, tells it, and puts what was published anew into the page.

import { fill } from "./lib/fill.js";
import { numeral, share } from "./lib/numbers.js";
import { minutesLeft, nextQuestion } from "./lib/rhythm.js";

const MILESTONES = [25, 50, 75, 100];
const STALLED = 30; // seconds without a book: the status, when it is asked, wakes what was lost

/**
 * Follow an upload until there is nothing more to come.
 *
 * `swap(page)` puts a freshly fetched document into this one. The body says where to ask (data-status), what it shows
 * (data-published) and whether that is all (data-whole).
 */
export function follow(swap) {
  const { body } = document;
  if (!body.dataset.status) return;
  const state = { failures: 0, idle: 0, milestone: 0, title: document.title, timer: 0, asking: false, processed: -1, since: 0 };

  async function ask() {
    if (state.asking) return;
    state.asking = true;
    const status = await answer(body.dataset.status);
    state.failures = status ? 0 : state.failures + 1;
    if (status === "gone") {
      location.reload(); // deleted elsewhere: the page at this address says so
      return;
    }
    if (!status) offline();
    else {
      await renew(status);
      tell(status, state);
      state.idle = status.status === "complete" ? state.idle + 1 : 0;
    }
    state.asking = false;
    const seconds = nextQuestion(status, { ...state, hidden: document.hidden, whole: body.dataset.whole === "true" });
    clearTimeout(state.timer);
    if (seconds !== null) state.timer = setTimeout(ask, seconds * 1000);
    else document.title = state.title;
  }

  async function renew(status) {
    const failed = status.status === "error";
    if (!failed && (!status.published_at || Date.parse(status.published_at) === Date.parse(body.dataset.published))) return;
    const address = location.href;
    const page = await fetched(address);
    if (!page || location.href !== address) return; // a filter was chosen meanwhile: the next question brings its page
    state.title = page.title;
    swap(page);
    body.dataset.published = failed ? "" : status.published_at;
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && state.timer) ask();
  });
  ask();
}

async function answer(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (response.status === 404) return "gone";
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function fetched(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

function offline() {
  const left = document.querySelector("[data-left]");
  if (left) left.textContent = left.dataset.offline;
}

/** Put the counts into the strip and the title. */
function tell(status, state) {
  const strip = document.getElementById("progress");
  const percent = status.progress.percent_complete;
  document.title = status.status === "processing" ? `(${share(percent / 100)}) ${state.title}` : state.title;
  if (!strip) return;
  strip.querySelector("[data-percent]").textContent = share(percent / 100);
  strip.querySelector("[data-bar]").value = percent;
  const left = strip.querySelector("[data-left]");
  left.textContent = timeLeft(left.dataset, status, secondsIdle(status, state));
  for (const stage of status.stages) {
    const line = strip.querySelector(`[data-stage="${stage.name}"]`);
    if (!line) continue;
    line.dataset.state = stage.state;
    const count = line.querySelector("[data-count]");
    count.textContent = stage.of && stage.state !== "wait" ? counted(stage, count.dataset.of) : "";
  }
  for (const result of strip.querySelectorAll("[data-result]")) {
    const count = status[result.dataset.result];
    result.hidden = !count;
    result.textContent = fill(result.dataset.said, { count: numeral(count) });
  }
  sayMilestone(strip, percent, state);
}

/** How long no book has been added to those that are done. */
function secondsIdle(status, state) {
  const now = Date.now();
  if (status.progress.processed_books !== state.processed) Object.assign(state, { processed: status.progress.processed_books, since: now });
  return Math.floor((now - state.since) / 1000);
}

const counted = ({ done, of }, sentence) =>
  done === of ? numeral(of) : fill(sentence, { done: numeral(done), of: numeral(of) });

function timeLeft(sentences, status, idle) {
  if (status.waits_until) return sentences.paused;
  if (status.status === "processing" && idle >= STALLED) return fill(sentences.stalled, { seconds: numeral(idle) });
  const minutes = minutesLeft(status, Date.now());
  if (minutes === null) return "";
  return minutes === 1 ? sentences.one : fill(sentences.many, { minutes: numeral(minutes) });
}

/** Those who listen are told four times, not every second. */
function sayMilestone(strip, percent, state) {
  const passed = MILESTONES.filter((milestone) => milestone <= percent).at(-1) ?? 0;
  if (passed <= state.milestone) return;
  state.milestone = passed;
  const said = strip.querySelector("[data-milestone]");
  said.textContent = fill(said.dataset.said, { percent: share(passed / 100) });
}
