/**
 * What a held card changes of the grid: lanes keep their widths, so that no card leaves its place, and
 * rooms that stand empty open on the days to which it comes, until it is let go.
 */

const open = new Set();

const daysOf = () => [...document.querySelectorAll(".week .grid .day")];

/** Give the grid the shape that it has while a card is held. */
export function holdLanes() {
  const week = document.querySelector(".week");
  const kept = daysOf().map((day) => [day, day.querySelector(".lanes").getBoundingClientRect().width]);
  for (const [day, width] of kept) day.style.setProperty("--kept", `${width / Number(day.style.getPropertyValue("--used"))}px`);
  week.classList.add("holding");
  mark();
}

/** Give it back the shape that it has else. */
export function freeLanes() {
  open.clear();
  document.querySelector(".week")?.classList.remove("holding");
  mark();
}

/** Open the empty rooms of a day, for as long as a card is held. */
export function unfold(day) {
  if (open.has(day)) return;
  open.add(day);
  mark();
}

function mark() {
  for (const day of daysOf()) day.classList.toggle("unfolded", open.has(Number(day.dataset.day)));
}
