/**
 * @file The `tegum` command: its verbs and what they share. One file a verb under `verbs/`.
 */
import { Command } from 'commander';
import { ownVersion } from '../run/versions.js';
import type { Context } from './context.js';

const examples = `
Examples:
  tegum run phase-diagram-2x1              a published figure, computed exactly, into runs/phase-diagram-2x1
  tegum run spec.yaml --set train.starts=32
  tegum resume runs/phase-diagram-2x1      go on after Ctrl-C, a crash or a power cut
  tegum export runs/polygons --csv > polygons.csv
  tegum train --features 5 --hidden 2 --density 0.1 --starts 20
  tegum evaluate model.json --gradient
  tegum explore                            the explorer, in your browser

Exit codes:
  0 done · 1 internal error · 2 usage or spec invalid · 3 finished, some cells failed · 4 run folder locked or not
  fitting · 5 stored data damaged · 6 engine unusable · 75 worker stopped, start it again · 130, 143 interrupted,
  can be resumed
`;

/** In the order of the help. Each brings the libraries it needs, so only the one that was asked for is loaded. */
const verbs: Readonly<Record<string, () => Promise<(context: Context) => Command>>> = {
  run: async () => (await import('./verbs/run.js')).runVerb,
  plan: async () => (await import('./verbs/plan.js')).planVerb,
  resume: async () => (await import('./verbs/resume.js')).resumeVerb,
  status: async () => (await import('./verbs/status.js')).statusVerb,
  explain: async () => (await import('./verbs/explain.js')).explainVerb,
  verify: async () => (await import('./verbs/verify.js')).verifyVerb,
  repair: async () => (await import('./verbs/repair.js')).repairVerb,
  worker: async () => (await import('./verbs/worker.js')).workerVerb,
  merge: async () => (await import('./verbs/merge.js')).mergeVerb,
  export: async () => (await import('./verbs/export.js')).exportVerb,
  figure: async () => (await import('./verbs/figure.js')).figureVerb,
  evaluate: async () => (await import('./verbs/evaluate.js')).evaluateVerb,
  train: async () => (await import('./verbs/train.js')).trainVerb,
  phase: async () => (await import('./verbs/phase.js')).phaseVerb,
  atlas: async () => (await import('./verbs/atlas.js')).atlasVerb,
  presets: async () => (await import('./verbs/presets.js')).presetsVerb,
  flow: async () => (await import('./verbs/flow.js')).flowVerb,
  kgons: async () => (await import('./verbs/kgons.js')).kgonsVerb,
  spectrum: async () => (await import('./verbs/spectrum.js')).spectrumVerb,
  notes: async () => (await import('./verbs/notes.js')).notesVerb,
  thomson: async () => (await import('./verbs/thomson.js')).thomsonVerb,
  explore: async () => (await import('./verbs/explore.js')).exploreVerb,
};

/** Data goes to stdout, talk to stderr; errors are thrown, for the caller to print. */
export async function createProgram(context: Context, argv: readonly string[]): Promise<Command> {
  const program = new Command('tegum')
    .description('Computes toy models of superposition exactly: sweeps on every core, single models, their optima.')
    .version(ownVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ outputError: () => undefined, writeErr: (text) => context.terminal.tell(text) })
    .showSuggestionAfterError();
  for (const createVerb of await Promise.all(needed(argv[0] ?? '').map((load) => load()))) {
    program.addCommand(createVerb(context).copyInheritedSettings(program));
  }
  return program;
}

/** Help and suggestions know all verbs; the version, none. */
function needed(asked: string): (typeof verbs)[string][] {
  if (Object.hasOwn(verbs, asked)) return [verbs[asked]!];
  return asked === '--version' || asked === '-V' ? [] : Object.values(verbs);
}
