/**
 * @file Says once that a server is away, and once that it answers again, however many of its callers notice.
 */
export class Outage {
  readonly #shown: string;
  readonly #note: (message: string) => void;
  readonly #comfort: string;
  #away = false;

  /**
   * @param shown - The server, without its password.
   * @param comfort - What people want to know of their cells meanwhile.
   */
  constructor(shown: string, note: (message: string) => void, comfort = '') {
    this.#shown = shown;
    this.#note = note;
    this.#comfort = comfort === '' ? '' : ` ${comfort}`;
  }

  get isOn(): boolean {
    return this.#away;
  }

  begin(): void {
    if (this.#away) return;
    this.#away = true;
    this.#note(`Lost ${this.#shown}; trying again until it answers.${this.#comfort}`);
  }

  end(): void {
    if (!this.#away) return;
    this.#away = false;
    this.#note(`${this.#shown} answers again.`);
  }
}
