/** Where on the screen a place of the week is, and which place a point is. */
import { get } from "../lib/store.js";

/** A number that an element has as a property of its style, its own or one that it inherits. */
const number = (element, name) => Number(getComputedStyle(element).getPropertyValue(name));

/** Pixels between two days, which belong to the lane before them. */
const BORDER = 2;

const lanes = () => [...document.querySelectorAll(".week .lane")].filter((lane) => lane.offsetParent);

/**
 * The lane of a room on a day.
 * @param {number} day
 * @param {string | null} room
 * @returns {HTMLElement | null} null where it is not shown
 */
export const laneOf = (day, room) =>
  document.querySelector(`.week .lane[data-day="${day}"][data-room="${CSS.escape(room ?? "")}"]`);

/**
 * The place at a point of the window, the start on the grid of its sitting.
 * @returns {{day: number, room: string | null, start: number} | null} null beside the week
 */
export function placeAt(clientX, clientY) {
  for (const lane of lanes().reverse()) {
    const box = lane.getBoundingClientRect();
    if (clientX < box.left || clientX >= box.right + BORDER || clientY < box.top || clientY >= box.bottom) continue;
    const minutes = number(lane, "--from") + (clientY - box.top) / number(lane, "--px");
    const day = Number(lane.dataset.day);
    return { day, room: lane.dataset.room || null, start: snapped(day, minutes) };
  }
  return null;
}

/** Minutes after midnight, on the grid, which is counted from the opening of the sitting. */
export function snapped(day, minutes) {
  const { grain, sittings } = get().view;
  const sitting = sittings.find((one) => one.day === day && one.opens <= minutes && minutes < one.closes);
  const zero = sitting?.opens ?? 0;
  return zero + Math.round((minutes - zero) / grain) * grain;
}

/**
 * Where a place is in the window.
 * @returns {DOMRect | null} null where its lane is not shown
 */
export function rectOf(day, room, start, minutes) {
  const lane = laneOf(day, room);
  if (!lane?.offsetParent) return null;
  const box = lane.getBoundingClientRect();
  const pixels = number(lane, "--px");
  return new DOMRect(box.left, box.top + (start - number(lane, "--from")) * pixels, box.width, minutes * pixels);
}
