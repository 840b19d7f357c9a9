// Work that can wait until the browser has nothing better to do: a piece at a time, in the order in which it was given.

const LATEST = 1000; // milliseconds after which the next piece is done, however busy the browser is
const waiting = new Map(); // what it is for -> the work
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1, { timeRemaining: () => 0 }));
let called = false;

/** Do the work later, in the place of what still waits for the same thing. */
export function doLater(thing, work) {
  waiting.set(thing, work);
  callAgain();
}

/** Do what waits for this thing, if anything does, to the end. */
export function doNow(thing) {
  while (waiting.has(thing)) doNext(thing);
}

/** The next piece for this thing. It may leave another one to be done later, which keeps its place in the order. */
function doNext(thing) {
  const work = waiting.get(thing);
  try {
    work?.();
  } finally {
    if (waiting.get(thing) === work) waiting.delete(thing);
  }
}

export const forget = (thing) => waiting.delete(thing);

function callAgain() {
  if (called || !waiting.size) return;
  called = true;
  whenIdle(doSome, { timeout: LATEST });
}

function doSome(idle) {
  called = false;
  do doNext(waiting.keys().next().value);
  while (waiting.size && idle.timeRemaining() > 5);
  callAgain();
}
