/** @file One polite live region: what a reader who does not see the page hears when the numbers change. */

/** A slider passes many values; only where it rests is worth saying. */
const REST_MS = 700;

class Announcer {
  text = $state('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.text = text; }, REST_MS);
  }
}

export const announcer = new Announcer();
