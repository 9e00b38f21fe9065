/** A moment that goes from 0 to 1 by itself, or is put somewhere by hand. */
export class MomentPlayer {
  /** undefined until it is first moved. */
  at = $state<number | undefined>(undefined);
  playing = $state(false);
  private frame: number | undefined;

  constructor(private readonly durationMs: number) {}

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  pause(): void {
    this.playing = false;
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
  }

  move(to: number): void {
    this.at = Math.min(1, Math.max(0, to));
  }

  reset(): void {
    this.pause();
    this.at = undefined;
  }

  private play(): void {
    this.playing = true;
    if (this.at === undefined || this.at >= 1) this.at = 0;
    let before = performance.now();
    const tick = (now: number): void => {
      this.move((this.at ?? 0) + (now - before) / this.durationMs);
      before = now;
      if (this.at === 1) this.playing = false;
      else this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }
}
