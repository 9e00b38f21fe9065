/**
 * @file `npm run docs`: a site of the concepts pages and of the API of every package, into `docs/site`, with no link that leads nowhere.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '@tegum/bootstrap/workspace';
import { Application, OptionDefaults } from 'typedoc';
import { addFormulas } from './src/formulas.mjs';
import { definitionList } from './src/markdown.mjs';
import { publicEntries } from './src/public-api.mjs';

const out = join(root, 'docs/site');

const entries = publicEntries();
const application = await Application.bootstrapWithPlugins({
  name: 'Tegum',
  entryPoints: entries.map(({ file }) => file),
  tsconfig: join(root, 'tools/docs/tsconfig.site.json'),
  basePath: root,
  readme: join(root, 'README.md'),
  projectDocuments: [join(root, 'docs/concepts/*.md'), join(root, 'docs/notebook.md'), join(root, 'docs/glossary.md'), join(root, 'docs/notes.md'), join(root, 'examples/README.md')],
  favicon: join(root, 'apps/explorer/public/icon.svg'),
  // The README has a title of its own.
  headings: { readme: false },
  disableSources: true,
  disableGit: true,
  githubPages: false,
  excludePrivate: true,
  excludeInternal: true,
  skipErrorChecking: true,
  blockTags: [...OptionDefaults.blockTags, '@file'],
  excludeTags: [...OptionDefaults.excludeTags, '@file'],
  markdownItLoader: addFormulas,
  validation: { notExported: false, invalidLink: true, notDocumented: false, rewrittenLink: false, unusedMergeModuleWith: false },
});
const project = await application.convert();
if (project === undefined) throw new Error('docs: expected a project, got none');
for (const reflection of Object.values(project.reflections)) {
  for (const part of reflection.comment?.summary ?? []) if (part.kind === 'text') part.text = definitionList(part.text);
}
// A module is called what it is imported by, not where its source lies.
for (const { entry, file } of entries) {
  const module = project.getChildByName([relative(root, file).replace(/\/index\.ts$/, '')]);
  if (module === undefined) throw new Error(`docs: expected a page of ${entry}, got none (is it in tools/docs/tsconfig.site.json?)`);
  module.name = entry;
}
await application.generateDocs(project, out);

const broken = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html')).flatMap(brokenLinks);
for (const link of broken) console.error(`broken: ${link}`);
console.log(`${relative(root, out)}/index.html: ${broken.length} broken links`);
process.exitCode = broken.length === 0 && !application.logger.hasErrors() ? 0 : 1;

/**
 * Links of a page to files or anchors that the site does not have.
 *
 * @param {string} file
 * @returns {string[]}
 */
function brokenLinks(file) {
  const page = readFileSync(join(out, file), 'utf8');
  return [...page.matchAll(/\b(?:href|src)="([^"]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !/^(?:[a-z]+:|$)/i.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? join(out, file) : join(out, dirname(file), decodeURIComponent(path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && anchor !== '' && target.endsWith('.html') && !readFileSync(target, 'utf8').includes(`id="${decodeURIComponent(anchor)}"`);
    })
    .map((link) => `${file}: ${link}`);
}
