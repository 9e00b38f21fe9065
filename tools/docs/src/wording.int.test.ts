import { describe, expect, it } from 'vitest';
import { read, repositoryFiles } from './repository-files.mjs';

/** Words that speak of unfinished work, of machines, or of how the repository came to be. In pieces, so as not to find itself. */
const forbidden = [
  ['TO', 'DO'], ['FIX', 'ME'], ['XX', 'X'], ['HA', 'CK'],
  ['coming ', 'soon'], ['work in ', 'progress'], ['not yet ', 'implemented'], ['place', 'holder text'], ['lorem ', 'ipsum'],
  ['this ', 'session'], ['previous ', 'session'], ['as an ', 'AI'], ['language ', 'model wrote'],
  ['/work/', 'main'], ['/work/', 'shared'], ['/home', '/'],
].map((pieces) => pieces.join(''));

const pattern = new RegExp(forbidden.map((word) => (/^\w/.test(word) ? `\\b${word}\\b` : word)).join('|'));
const text = /\.(md|m?ts|m?js|json|ya?ml|html|css|svelte|txt)$|^[^.]+$/;

describe('wording', () => {
  it('finds a forbidden word', () => {
    expect(`// ${forbidden[0]}: later`).toMatch(pattern);
  });

  it('is finished everywhere, and speaks of Tegum alone', () => {
    const found = repositoryFiles()
      .filter((file) => text.test(file))
      .flatMap((file) => read(file).split('\n').map((line, index) => ({ place: `${file}:${index + 1}`, line })))
      .filter(({ line }) => pattern.test(line))
      .map(({ place, line }) => `${place}: ${line.trim().slice(0, 100)}`);
    expect(found).toEqual([]);
  });

  it('names no registry in the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });
});
