/**
 * @file The `tegum` command: its verbs and what they share. One file a verb under `verbs/`.
 */
import { Command } from 'commander';
import { ownVersion } from '../run/manifest.js';
import type { Context } from './context.js';
import { atlasVerb } from './verbs/atlas.js';
import { evaluateVerb } from './verbs/evaluate.js';
import { explainVerb } from './verbs/explain.js';
import { exploreVerb } from './verbs/explore.js';
import { exportVerb } from './verbs/export.js';
import { figureVerb } from './verbs/figure.js';
import { flowVerb } from './verbs/flow.js';
import { kgonsVerb } from './verbs/kgons.js';
import { mergeVerb } from './verbs/merge.js';
import { notesVerb } from './verbs/notes.js';
import { phaseVerb } from './verbs/phase.js';
import { planVerb } from './verbs/plan.js';
import { presetsVerb } from './verbs/presets.js';
import { repairVerb } from './verbs/repair.js';
import { resumeVerb } from './verbs/resume.js';
import { runVerb } from './verbs/run.js';
import { spectrumVerb } from './verbs/spectrum.js';
import { statusVerb } from './verbs/status.js';
import { thomsonVerb } from './verbs/thomson.js';
import { trainVerb } from './verbs/train.js';
import { verifyVerb } from './verbs/verify.js';
import { workerVerb } from './verbs/worker.js';

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

/** Data goes to stdout, talk to stderr; errors are thrown, for the caller to print. */
export function createProgram(context: Context): Command {
  const program = new Command('tegum')
    .description('Computes toy models of superposition exactly: sweeps on every core, single models, their optima.')
    .version(ownVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ outputError: () => undefined, writeErr: (text) => context.terminal.tell(text) })
    .showSuggestionAfterError();
  const verbs = [runVerb, planVerb, resumeVerb, statusVerb, explainVerb, verifyVerb, repairVerb, workerVerb, mergeVerb, exportVerb, figureVerb, evaluateVerb, trainVerb, phaseVerb, atlasVerb, presetsVerb, flowVerb, kgonsVerb, spectrumVerb, notesVerb, thomsonVerb, exploreVerb];
  for (const createVerb of verbs) {
    program.addCommand(createVerb(context).copyInheritedSettings(program));
  }
  return program;
}
