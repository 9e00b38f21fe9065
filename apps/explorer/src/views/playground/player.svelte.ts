/**
 * @file Training that is watched: it stands at the step that the address says, or plays from there, a few steps a frame.
 */
import { untrack } from 'svelte';
import type { JobClient } from '../../compute/job.client.js';
import { Latest } from '../../compute/latest.svelte.js';
import type { PlaygroundJobs } from './playground.worker.js';
import type { Trained, TrainingSetup } from './train.js';

export interface PlayerSettings {
  readonly setup: TrainingSetup;
  /** Where training stands while it does not play. */
  readonly steps: number;
  /** Steps a frame. */
  readonly speed: number;
}

export const MOST_STEPS = 1e7;

export class Player {
  /** The newest state of training. */
  trained = $state.raw<Trained | undefined>(undefined);
  playing = $state(false);
  /** Why it stopped by itself. */
  error = $state.raw<Error | undefined>(undefined);
  /** The way to the step of the address. */
  readonly standing: Latest<PlaygroundJobs, 'train'>;

  private setup: TrainingSetup | undefined;
  private stopping = false;
  private step = 0;

  /**
   * Called while the component is initialised.
   *
   * @param settings - Read anew every frame.
   * @param settle - Told the step at which playing stopped: the settings should say so from then on.
   */
  constructor(
    private readonly client: JobClient<PlaygroundJobs>,
    private readonly settings: () => PlayerSettings,
    private readonly settle: (step: number) => void,
  ) {
    this.standing = new Latest(client, 'train');
    const where = $derived(JSON.stringify({ setup: settings().setup, steps: settings().steps }));
    $effect(() => {
      const { setup, steps } = JSON.parse(where) as PlayerSettings;
      if (!this.playing) this.standing.request({ setup, steps });
    });
    $effect(() => {
      const { answer, answered } = this.standing;
      untrack(() => {
        if (answer !== undefined && !this.playing) this.show(answer, answered!.setup);
      });
    });
  }

  toggle(): void {
    if (this.playing) this.stopping = true;
    else void this.play();
  }

  /** @param from - A step; where it stands if not given. */
  async play(from?: number): Promise<void> {
    if (this.playing) return;
    this.playing = true;
    this.stopping = false;
    this.error = undefined;
    this.step = from ?? this.settings().steps;
    try {
      // A frame may take longer than its time; the next one waits for it.
      while (!this.stopping) {
        const { setup, speed } = this.settings();
        if (this.setup !== undefined && JSON.stringify(setup) !== JSON.stringify(this.setup)) this.step = 0;
        this.setup = setup;
        const from = this.step;
        const [trained] = await Promise.all([this.client.run('train', { setup, steps: Math.min(MOST_STEPS, from + speed) }), nextFrame()]);
        this.show(trained, setup);
        // Unless somebody wanted to begin again meanwhile.
        if (this.step === from) this.step = trained.step;
        if (trained.diverged || this.step === MOST_STEPS) break;
      }
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
    this.settle(this.step);
    this.playing = false;
  }

  /** From the first step again, while it plays. */
  restart(): void {
    this.step = 0;
  }

  /** Ends playing with the component. */
  dispose(): void {
    this.stopping = true;
  }

  private show(trained: Trained, setup: TrainingSetup): void {
    this.trained = trained;
    this.setup = setup;
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => { resolve(); }));
}
