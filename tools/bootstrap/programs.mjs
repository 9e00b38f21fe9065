/**
 * @file The programs from outside npm that some tests need. One entry a program.
 *
 * @typedef {object} Program
 * @property {string} name What people call it.
 * @property {readonly string[]} commands Names to look for on PATH, first match wins.
 * @property {string} debianPackage What `apt-get install` calls it.
 * @property {string} target The Nx target that cannot run without it.
 * @property {string} testSuffix How the names of the test files that need it end.
 */

/** @type {readonly Program[]} */
export const programs = [
  { name: 'Chromium', commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debianPackage: 'chromium', target: 'test-browser', testSuffix: '.browser.test.ts' },
];
