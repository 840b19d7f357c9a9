// Copying, also where the browser has no clipboard for us: without https, or without leave.

export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

function copiedTheOldWay(text) {
  const field = document.createElement("textarea");
  const { activeElement } = document;
  field.value = text;
  field.className = "vh";
  (activeElement?.closest("dialog") ?? document.body).append(field); // what lies outside an open dialog cannot be selected
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  activeElement?.focus({ preventScroll: true });
  return done;
}
