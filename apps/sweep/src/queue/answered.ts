/** How long a server that is asked for the first time may be silent. */
export const firstAnswerMs = 10_000;

/** What a server says. @throws if it says nothing for `ms` milliseconds; the question is not taken back. */
export function answered<T>(answer: Promise<T>, ms = firstAnswerMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => reject(new Error(`no answer for ${String(ms / 1000)} s`)), ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(silence));
  });
}
