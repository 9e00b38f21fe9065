import { InputError } from '@tegum/core';
import { specJsonSchema, type Plan } from '@tegum/experiments';
import { Command } from 'commander';
import { loadPlan } from '../../spec/load-spec.js';
import type { Context } from '../context.js';
import { describePlan } from '../plan-summary.js';
import { specChanges, withSpecOptions, type SpecFlags } from '../spec-options.js';

const cellsPerWrite = 256;

interface PlanFlags extends SpecFlags {
  readonly json: boolean;
  readonly schema: boolean;
}

export function planVerb(context: Context): Command {
  const command = new Command('plan')
    .summary('show what a spec asks for')
    .description('Shows what a spec asks for: its axes and cells. Nothing is computed or written.')
    .argument('[spec]', 'a .yaml, .json or .mjs file, or the name of a preset')
    .option('--json', 'print every cell as one line of JSON, in plan order', false)
    .option('--schema', 'print the JSON Schema of specs instead, for editors', false);
  return withSpecOptions(command).action(async (spec: string | undefined, flags: PlanFlags) => {
    const { terminal } = context;
    if (flags.schema) return terminal.print(`${JSON.stringify(specJsonSchema(), null, 2)}\n`);
    if (spec === undefined) throw new InputError('tegum plan', 'a spec or the name of a preset', 'nothing', '`tegum presets` lists the presets');
    const plan = await loadPlan(spec, specChanges(flags));
    if (!flags.json) return terminal.print(`${describePlan(plan)}\n`);
    return printCells(context, plan);
  });
}

async function printCells({ terminal }: Context, plan: Plan): Promise<void> {
  for (let start = 0; start < plan.cellCount; start += cellsPerWrite) {
    const cells = [...plan.cells(start, Math.min(start + cellsPerWrite, plan.cellCount))];
    await terminal.print(cells.map(({ id, content }) => `${JSON.stringify({ cell: id, ...content })}\n`).join(''));
  }
}
