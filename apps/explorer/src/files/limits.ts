/** @file How much of a file from anywhere the page is ready to take. What is parsed is parsed in a worker of its own, ended after it. */

export const MOST_BYTES = 32 * 2 ** 20;
export const MOST_ROWS = 100_000;
/** For reading and parsing it. */
export const MOST_MS = 20_000;
