/** @file One thread of `tegum phase`. */
import { phaseLine } from './phase-line.js';
import { pointOptima } from './point-optima.js';
import { trainedPoint } from './trained-point.js';
import type { PhaseOutcome, PhaseTask } from './phase.protocol.js';

export default function computeTask(task: PhaseTask): PhaseOutcome {
  switch (task.kind) {
    case 'greeting':
      return { kind: 'greeting' };
    case 'line':
      return { kind: 'line', line: phaseLine(task) };
    case 'optima':
      return { kind: 'optima', points: pointOptima(task) };
    case 'trained':
      return { kind: 'trained', point: trainedPoint(task) };
  }
}
