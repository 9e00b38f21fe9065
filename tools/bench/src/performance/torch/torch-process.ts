/** @file A Python process that trains with PyTorch, spoken to in JSON lines. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { adamW, type Model } from '../backends.js';
import type { Problem } from '../problems.js';

const script = fileURLToPath(new URL('../../../torch/toy_model.py', import.meta.url));

/** Why there is no PyTorch, and how to get it. */
export class TorchMissing extends Error {
  constructor(python: string, reason: string) {
    super(
      `PyTorch: not measured, ${python} has none (${reason}); get it with \`apt-get install python3-torch libopenblas0-pthread\` or \`python3 -m pip install torch\`, or name another Python with --python`,
    );
  }
}

interface Answer {
  readonly torch?: string;
  readonly python?: string;
  /** Whose matrix products it uses; null where that cannot be told. */
  readonly blas?: string | null;
  readonly missing?: string;
  readonly seconds?: number;
  readonly models?: readonly { readonly W: readonly number[]; readonly b: readonly number[] }[];
}

/** What Debian gives a PyTorch that nobody gave a better one. */
const SLOWEST_BLAS = 'reference BLAS';

/**
 * One thread a process. glibc gives every large tensor back to the system as soon as it is freed and takes fresh pages for the next: a step
 * of 400 features then takes two to four times as long. Here it keeps them.
 */
const ENVIRONMENT = { OMP_NUM_THREADS: '1', MALLOC_MMAP_THRESHOLD_: '1073741824', MALLOC_TRIM_THRESHOLD_: '1073741824' };

export class TorchProcess {
  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly answers: AsyncIterator<string>,
    readonly version: string,
    /** What makes it faster; null where nothing is known to. */
    readonly remedy: string | null,
  ) {}

  /** @throws {TorchMissing} where `python` cannot be run or cannot import torch. */
  static async open(python: string): Promise<TorchProcess> {
    const child = spawn(python, [script], { env: { ...process.env, ...ENVIRONMENT } });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => void (complaint += text.toString()));
    const failed = new Promise<never>((_, reject) => child.once('error', (error) => reject(new TorchMissing(python, error.message))));
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await Promise.race([answers.next(), failed]);
    const hello: Answer = first.done === true ? { missing: complaint.trim().split('\n').at(-1) ?? 'no answer' } : (JSON.parse(first.value) as Answer);
    if (hello.torch === undefined) throw new TorchMissing(python, hello.missing ?? 'no answer');
    const blas = typeof hello.blas === 'string' ? ` with ${hello.blas}` : '';
    const remedy =
      hello.blas === SLOWEST_BLAS
        ? `**PyTorch is slower here than it need be**: its matrix products are those of the reference BLAS; \`apt-get install libopenblas0-pthread\`, then run it again.`
        : null;
    return new TorchProcess(child, answers, `PyTorch ${hello.torch}${blas}, Python ${hello.python ?? ''}`, remedy);
  }

  /** Makes models at random, as many as the problem trains side by side. */
  async start({ features, hidden, density, torchInstances }: Problem, seed: number): Promise<void> {
    await this.ask({ do: 'start', features, hidden, density, instances: torchInstances, batch: adamW.batchSize, seed });
  }

  /** Seconds for `count` steps of all its models together. */
  async steps(count: number): Promise<number> {
    return (await this.ask({ do: 'steps', count })).seconds!;
  }

  async models(): Promise<Model[]> {
    const { models } = await this.ask({ do: 'models' });
    return models!.map(({ W, b }) => ({ W: Float64Array.from(W), b: Float64Array.from(b) }));
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await ended;
  }

  private async ask(request: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const next = await this.answers.next();
    if (next.done === true) throw new Error(`${script}: expected an answer to ${request.do}, got the end of the process`);
    return JSON.parse(next.value) as Answer;
  }
}
