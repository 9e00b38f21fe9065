/**
 * @file The programs from outside npm that some tests need. One entry a program.
 *
 * @typedef {object} Program
 * @property {string} name What people call it.
 * @property {readonly string[]} commands Names to look for on PATH, first match wins.
 * @property {string} debianPackage What `apt-get install` calls it.
 * @property {readonly string[]} targets The Nx targets that cannot run without it.
 */

/** @type {readonly Program[]} */
export const programs = [
  { name: 'Chromium', commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debianPackage: 'chromium', targets: ['test-browser', 'e2e'] },
  { name: 'Redis', commands: ['redis-server'], debianPackage: 'redis-server', targets: ['test-redis'] },
  { name: 'PostgreSQL', commands: ['pg_createcluster'], debianPackage: 'postgresql', targets: ['test-postgres'] },
];
