// Which orders are shown of more than an eye can follow. Pure.

/** Dots that begin their way in a second. */
const SEEN_EACH_SECOND = 6;

/** 1, 2, 5, 10, 20, 50, …: the least of them that leaves no more than can be followed. */
export function oneIn(perSecond) {
  for (let power = 1; ; power *= 10) {
    const fits = [1, 2, 5].find((digit) => perSecond / (digit * power) <= SEEN_EACH_SECOND);
    if (fits) {
      return fits * power;
    }
  }
}

/** The same order is always chosen, or never: the end of an id is random. */
export const isChosen = (order, n) => parseInt(order.slice(-7), 16) % n === 0;
