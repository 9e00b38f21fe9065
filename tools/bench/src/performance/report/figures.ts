/** @file The tables as figures. */
import { logLogPlot } from '@tegum/figures';
import { createFigureDocument } from '@tegum/figures/node';
import { median } from '../../harness/median.js';
import type { Report, Row } from './report.js';

/** By name: SVG text. What was not measured is left out, and so is a figure of which nothing was. */
export function figuresOf({ rows, machine }: Report): ReadonlyMap<string, string> {
  const document = createFigureDocument();
  const caption = machine.name;
  const xLabel = 'features n (log)';
  const line = (label: string, valueOf: (row: Row) => number | null | undefined) => ({
    label,
    points: rows.flatMap((row) => {
      const y = valueOf(row);
      return y === null || y === undefined ? [] : [{ x: row.features, y }];
    }),
  });
  const figures = {
    evaluation: {
      title: 'One evaluation of the exact loss and its gradient',
      subtitle: 'certified relative error ≤ 10⁻⁵, one thread',
      yLabel: 'time, µs (log)',
      series: [line('core', ({ evaluation }) => evaluation.coreUs), line('simd', ({ evaluation }) => evaluation.simdUs)],
    },
    loss: {
      title: 'Time to a given population loss',
      subtitle: 'the loss is the median exact loss of PyTorch’s AdamW runs; one core, failed starts included',
      yLabel: 'time, s (log)',
      series: [
        line(`PyTorch, ${rows.find(({ torch }) => torch !== null)?.torch?.steps ?? 0} steps`, ({ torch }) => torch?.seconds),
        line('Tegum, a converged solve', ({ target }) => divided(target?.ms)),
        line('Tegum, to that loss', ({ target }) => divided(target?.firstMs)),
      ],
    },
    step: {
      title: 'One step of AdamW at batch 1024',
      subtitle: 'per instance, one core',
      yLabel: 'time, µs (log)',
      series: [
        line('PyTorch', ({ step }) => step?.torchUs),
        line('Tegum, plain TypeScript', ({ step }) => step?.coreUs),
        line('Tegum', ({ step }) => step?.tegumUs),
      ],
    },
    threads: {
      title: 'Evaluations on several threads, over those on one',
      subtitle: 'median over the sizes',
      xLabel: 'threads (log)',
      yLabel: 'throughput over that of one thread (log)',
      series: [
        {
          label: 'measured',
          points: (rows[0]?.threads.threads ?? []).map((x, index) => ({ x, y: median(rows.map(({ threads }) => threads.speedup[index]!)) })),
        },
      ],
    },
  };
  return new Map(
    Object.entries(figures).flatMap(([name, { series, ...text }]): [string, string][] => {
      const measured = series.filter(({ points }) => points.length > 0);
      if (measured.length === 0) return [];
      return [[name, logLogPlot({ xLabel, caption, ...text, series: measured }, { document, width: 720 })]];
    }),
  );
}

const divided = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : ms / 1000);
