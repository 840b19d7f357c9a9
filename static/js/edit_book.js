// The page that edits a book: its fields are checked while they are typed.

import { watchFields } from "./dom/checked_fields.js";

watchFields();
