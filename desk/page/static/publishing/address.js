/** The parameters of an address; empty ones are left out, lists stand there several times. */
export function query(values) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) if (one !== "" && one != null) found.append(name, one);
  }
  return found.toString();
}
