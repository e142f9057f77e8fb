/** What is drawn of a week: parts with all that is known of them, lanes, hours. */

/** The name of a part, as findings and elements have it. */
export const keyOf = (part) => `${part.session}/${part.number}`;

/** The greatest number of minutes past a midnight up to which a day is drawn: 06:00 of the next. */
const LATEST = 1800;

/**
 * What a state of the page draws.
 * @param {Object} state of the store
 */
export function modelOf({ view, preview }) {
  const verdict = preview?.verdict ?? view.verdict;
  const unjudged = Boolean(preview && !preview.verdict);
  const parts = preview?.parts ?? view.parts;
  const sessions = new Map(view.sessions.map((one) => [one.id, one]));
  const bodies = new Map(view.bodies.map((one, look) => [one.id, { ...one, look }]));
  const rooms = new Map(view.rooms.map((one) => [one.id, one]));
  const changes = preview ? changesOf(view.parts, parts) : new Map();
  const findings = findingsByPart(unjudged ? [] : verdict.findings);
  const of = counts(parts);
  const cards = parts.map((part) => ({
    part,
    key: keyOf(part),
    of: of.get(part.session),
    session: sessions.get(part.session) ?? unknown(part.session),
    body: bodies.get(sessions.get(part.session)?.bodies[0]),
    room: rooms.get(part.room) ?? (part.room ? { id: part.room, name: part.room } : null),
    findings: findings.get(keyOf(part)) ?? [],
    change: changes.get(keyOf(part)) ?? null,
  }));
  const unplaced = view.sessions.filter((one) => !of.has(one.id));
  const ghosts = preview ? ghostsOf(view.parts, parts, sessions) : [];
  return { view, parts, cards, ghosts, verdict, unjudged, sessions, bodies, rooms, hours: hoursOf(view, parts), lanes: lanesOf(view, [...parts, ...ghosts.map((one) => one.part)]), unplaced };
}

const unknown = (id) => ({
  id, title: id, bodies: [], format: "", least: 0, wanted: 0, optional: false, experiment: false, interpreted: false, presides: "",
});

function counts(parts) {
  const found = new Map();
  for (const { session } of parts) found.set(session, (found.get(session) ?? 0) + 1);
  return found;
}

/** The most parts that a finding may speak of and still be the business of each of them. */
const FEW = 4;

/** Whether a finding is the business of a card, and can be mended: not one of a stay or of a whole day. */
export const isOwn = (finding, { part }) =>
  !finding.fixed && (finding.sessions.includes(part.session) || (finding.days.length > 0 && finding.parts.length <= FEW));

/** By the key of a part: the findings that speak of it, in the order given. */
function findingsByPart(findings) {
  const found = new Map();
  for (const finding of findings) {
    for (const [session, number] of finding.parts) {
      const key = `${session}/${number}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(finding);
    }
  }
  return found;
}

/** The first and the last hour that is drawn of every day, in minutes. */
function hoursOf(view, parts) {
  const ends = parts.map((part) => part.start + part.minutes);
  const first = Math.min(...view.sittings.map((one) => one.opens), ...parts.map((part) => part.start));
  const last = Math.max(...view.sittings.map((one) => one.closes), ...ends.map((end) => Math.min(end, LATEST)));
  if (!Number.isFinite(first)) return { from: 540, to: 1080 };
  return { from: Math.max(0, Math.floor(first / 60) * 60), to: Math.ceil(last / 60) * 60 };
}

/** By day: the rooms that are used, in the order of the week; "" where a part has no room. */
function lanesOf(view, parts) {
  const order = view.rooms.map((room) => room.id);
  return new Map(view.days.map(({ day }) => {
    const used = new Set(parts.filter((part) => part.day === day).map((part) => part.room ?? ""));
    const strange = [...used].filter((room) => !order.includes(room));
    return [day, { used: [...order.filter((room) => used.has(room)), ...strange], all: [...order, ...strange] }];
  }));
}

/** Parts in columns, so that none hides another: each with its column and how many there are. */
export function sideBySide(cards) {
  const found = [];
  let cluster = [];
  let ends = [];
  const close = () => {
    for (const [card, column] of cluster) found.push({ card, column, columns: ends.length });
    cluster = [];
    ends = [];
  };
  for (const card of [...cards].sort((a, b) => a.part.start - b.part.start)) {
    const { start, minutes } = card.part;
    if (ends.length && start >= Math.max(...ends)) close();
    const free = ends.findIndex((end) => end <= start);
    const column = free < 0 ? ends.length : free;
    ends[column] = start + minutes;
    cluster.push([card, column]);
  }
  close();
  return found;
}

const placeOf = (part) => `${part.day} ${part.start} ${part.minutes} ${part.room ?? ""}`;

/** How a part before is the same as one after, the surest first. */
const ALIKE = [
  (one, other) => one.day === other.day && one.start === other.start && one.room === other.room,
  (one, other) => one.day === other.day,
  () => true,
];

const changeOf = (from, part) => ({ from, kind: ALIKE[0](from, part) ? "resized" : "moved" });

/** By the key of a part that changes: where it was, `from`, null for a new one, and the kind of change. */
export function changesOf(before, after) {
  const found = new Map();
  const old = grouped(before);
  for (const [session, now] of grouped(after)) {
    const was = old.get(session) ?? [];
    const same = new Set(was.map(placeOf));
    const places = new Set(now.map(placeOf));
    const left = was.filter((part) => !places.has(placeOf(part)));
    const changed = now.filter((one) => !same.has(placeOf(one)));
    for (const alike of ALIKE) {
      for (const part of changed.filter((one) => !found.has(keyOf(one)))) {
        const at = left.findIndex((one) => alike(one, part));
        if (at >= 0) found.set(keyOf(part), changeOf(left.splice(at, 1)[0], part));
      }
    }
    for (const part of changed) if (!found.has(keyOf(part))) found.set(keyOf(part), { from: null, kind: "added" });
  }
  return found;
}

function grouped(parts) {
  const found = new Map();
  for (const part of parts) {
    if (!found.has(part.session)) found.set(part.session, []);
    found.get(part.session).push(part);
  }
  return found;
}

/** Where that which moves or goes has been. */
function ghostsOf(before, after, sessions) {
  const places = new Set(after.map((part) => `${part.session} ${placeOf(part)}`));
  return before
    .filter((part) => !places.has(`${part.session} ${placeOf(part)}`))
    .map((part) => ({ part, session: sessions.get(part.session) ?? unknown(part.session) }));
}
