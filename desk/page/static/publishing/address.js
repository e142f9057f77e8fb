/** The parameters of an address; empty ones are left out, lists stand there several times. */
export function query(values) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) if (one !== "" && one != null) found.append(name, one);
  }
  return found.toString();
}

const place = (key) => `revisions of ${key}`;

/** The folder into which a week was published last from this browser; empty for the usual one. */
export const keptFolder = (key) => localStorage.getItem(place(key)) ?? "";

/** Keep that folder, or forget it where it is the usual one. */
export function keepFolder(key, folder) {
  if (folder) localStorage.setItem(place(key), folder);
  else localStorage.removeItem(place(key));
}
