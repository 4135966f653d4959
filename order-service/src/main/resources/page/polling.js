/** Calls the listener every so many seconds while the page is seen, but never again before it is done. */
export function every(seconds, onSecond, listener) {
  let next = 0;
  let isBusy = false;
  onSecond(async (second) => {
    if (isBusy || second < next) {
      return;
    }
    isBusy = true;
    next = second + seconds;
    try {
      await listener();
    } finally {
      isBusy = false;
    }
  });
}
