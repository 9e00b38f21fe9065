/** @file What happens next: a binary heap of times. */
export class EventQueue<Event> {
  readonly #heap: { readonly at: number; readonly event: Event }[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(at: number, event: Event): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push({ at, event });
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]!.at <= at) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = { at, event };
  }

  pop(): { readonly at: number; readonly event: Event } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child += 1;
      if (heap[child]!.at >= last.at) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}
