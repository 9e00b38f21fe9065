import { parseSpec, planSpec, PRESETS } from '@tegum/experiments';
import { Command } from 'commander';
import { formatCount } from '../../progress/duration.js';
import type { Context } from '../context.js';

export function presetsVerb(context: Context): Command {
  return new Command('presets')
    .summary('list the experiments that come with tegum')
    .description('Lists the experiments that come with tegum: each reproduces a published figure.')
    .option('--json', 'print JSON, specs included', false)
    .action(async ({ json }: { readonly json: boolean }) => {
      const presets = PRESETS.map((preset) => ({ ...preset, cells: planSpec(parseSpec(preset.spec)).cellCount }));
      const text = presets.map(
        ({ name, title, source, see, cells }) => `${name}  ${title}, ${formatCount(cells)} cells\n  ${source}\n  ${see}\n  tegum run ${name}\n`,
      );
      await context.terminal.print(json ? `${JSON.stringify({ presets })}\n` : text.join('\n'));
    });
}
