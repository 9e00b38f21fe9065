import { describe, expect, it } from 'vitest';
import { figuresOf, notebookPage } from './notebook-page.mjs';

const cell = (code: string): string => `\`\`\`ts\n${code}\n\`\`\`\n`;

describe('notebookPage', () => {
  it('writes what cells give below them, and leaves all else', () => {
    const page = `# Two\n\nFirst.\n\n${cell('const two = 1 + 1;')}\nThen.\n\n${cell('two')}\nLast.\n`;
    expect(notebookPage(page).page).toBe(page.replace('\nLast.', '\n```text\n2\n```\n\nLast.'));
  });

  it('replaces an output that is no longer true, and takes away one that is no longer there', () => {
    const page = `${cell('1 + 1')}\n\`\`\`text\n3\n\`\`\`\n\n${cell('const a = 1;')}\n\`\`\`text\nold\n\`\`\`\n\nEnd.\n`;
    expect(notebookPage(page).page).toBe(`${cell('1 + 1')}\n\`\`\`text\n2\n\`\`\`\n\n${cell('const a = 1;')}\nEnd.\n`);
  });

  it('gives the figures by the files the page names', () => {
    const page = `${cell("'<svg/>'")}\n![a drawing](images/a.svg)\n`;
    expect(figuresOf(page)).toEqual(['images/a.svg']);
    expect(notebookPage(page)).toEqual({ page, figures: new Map([['images/a.svg', '<svg/>']]) });
  });

  it('refuses a figure that is not shown, and an image that no cell draws', () => {
    expect(() => notebookPage(cell("'<svg/>'"))).toThrow('cell 1: expected an image behind it for the figure it draws, got none');
    expect(() => notebookPage(`${cell('1')}\n![a drawing](images/a.svg)\n`)).toThrow('cell 1: expected a figure for images/a.svg, got none');
  });
});
