/** @file The words and tables of `tegum phase`. */
import { textTable } from '../cli/text-table.js';
import type { Line, Meeting, PointOptima, PointTrained } from './phase.protocol.js';

export function describeLines(line: Line, classic: readonly { density: number; importance: number; between: readonly [string, string] }[]): string {
  const classicAt = new Map<number, string[]>();
  for (const { density, importance } of classic) classicAt.set(density, [...(classicAt.get(density) ?? []), short(importance)]);
  const meetings = [
    ...line.coexistence.map((meeting) => ({ ...meeting, order: 'first' })),
    ...line.continuous.map((meeting) => ({ ...meeting, order: 'continuous' })),
  ].sort((a, b) => a.density - b.density || a.importance - b.importance);
  const blocks = [
    `Transitions of the global optimum, below → above in importance of the last feature:\n${textTable(
      ['density', 'importance', '± error', 'r/p', 'order', 'below', 'above', '|w_last| below', 'above'],
      meetings.map((meeting) => [...place(meeting), meeting.order, ...meeting.between, ...meeting.lastNorms.map((norm) => norm.toFixed(4))]),
    )}`,
    `Spinodals, where a local optimum dies:\n${textTable(
      ['density', 'importance', '± error', 'r/p', 'of', 'dies', 'how'],
      line.spinodals.map((spinodal) => [...place(spinodal), spinodal.of, spinodal.side === 'lower' ? 'going down' : 'going up', spinodal.kind]),
    )}`,
    `Classic lines (un-optimised candidates): ${[...classicAt].map(([density, values]) => `p = ${short(density)}: r = ${values.join(', ')}`).join('; ')}`,
  ];
  if (line.unresolved.length > 0) {
    blocks.push(`Unresolved: between importances ${line.unresolved.map(([low, high]) => `${short(low)} and ${short(high)}`).join('; ')}`);
  }
  return blocks.join('\n\n');
}

function place({ density, importance, error }: Pick<Meeting, 'density' | 'importance' | 'error'>): string[] {
  return [short(density), importance.toPrecision(8), error.toExponential(0), short(importance / density)];
}

export function describePoints(points: readonly PointOptima[], trained: readonly PointTrained[], classicOf: (density: number, importance: number) => { phase: string; loss: number }): string {
  return points
    .map(({ density, importance, optima }) => {
      const classic = classicOf(density, importance);
      const ends = trained.find((point) => point.density === density && point.importance === importance)?.ends;
      return [
        `density ${short(density)}, importance of the last feature ${short(importance)}`,
        textTable(
          ['', 'phase', 'loss', '± bound', 'starts', 'min Hessian', 'W'],
          optima.map(({ phase, loss, errorBound, count, minHessianEigenvalue, W }, index) => [
            String(index + 1),
            phase,
            loss.toPrecision(10),
            errorBound.toExponential(0),
            String(count),
            minHessianEigenvalue.toExponential(2),
            W.map((w) => w.toFixed(4)).join(' '),
          ]),
        ),
        `classic: ${classic.phase}, loss ${classic.loss.toPrecision(6)}`,
        ...(ends === undefined ? [] : [`minibatch: ${ends.map(({ phase, loss }) => `${phase} ${loss.toPrecision(4)}`).join(', ') || 'every seed diverged'}`]),
      ].join('\n');
    })
    .join('\n\n');
}

/** Six significant digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
