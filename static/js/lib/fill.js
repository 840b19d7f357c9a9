// Sentences with places to fill: "{done} of {of}". The page brings the sentence, in the reader's language.

/** The sentence with its {places} filled; a place without a value stays as it is. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}
