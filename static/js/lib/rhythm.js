// How often to ask how an upload stands.

const HIDDEN = 5; // seconds, for a page that nobody looks at
const AFTER_COMPLETE = 2; // the last publication follows the last answer by a moment
const TRIES_AFTER_COMPLETE = 15;
const LONGEST = 60;

/**
 * Seconds until the next question; null when there is nothing more to come.
 *
 * `status` is the API's answer, null when there was none. `whole` says whether the page already shows a library without
 * anything left to look up; `failures` counts questions in a row without an answer, `idle` those since all was done.
 */
export function nextQuestion(status, { hidden, whole, failures, idle }) {
  if (!status) return Math.min(LONGEST, 2 ** Math.min(failures, 6));
  if (status.status === "error") return null;
  if (status.status === "complete") {
    if (status.waiting_for_services) return status.retry_in || LONGEST;
    return whole || idle >= TRIES_AFTER_COMPLETE ? null : AFTER_COMPLETE;
  }
  return Math.max(status.retry_in || 1, hidden ? HIDDEN : 0);
}

/** Minutes that are left, rounded up; null when nobody knows. */
export function minutesLeft(status, now) {
  if (!status.estimated_completion) return null;
  return Math.max(1, Math.ceil((Date.parse(status.estimated_completion) - now) / 60000));
}
