// What this browser remembers of dashboards.

import * as remembered from "../lib/remembered.js";
import { canKeep, storeOf } from "./store.js";

const KEY = "goodreads-stats.dashboards";

/** Whether this browser lets a page keep anything. */
export const canRemember = canKeep(KEY);

export const { recall, remember, onChange } = storeOf(KEY, remembered);
