/**
 * @file Where the page is, kept equal to the browser's address.
 */
import { views } from '../views/registry.js';
import { readAddress, writeAddress, type PageState, type Place } from './address.js';

/** Changes of the same settings closer together than this are one step of the history. */
const ONE_GESTURE_MS = 1000;
/** Browsers refuse more than about 200 changes of the address in 10 s; a slider makes 60 a second. */
const WRITE_AFTER_MS = 150;

class Navigation {
  place = $state.raw<Place>(readAddress(location.hash, views));
  private gesture = { settings: '', at: -Infinity };
  private pending: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // Back, forward, links and typing: browsers announce some of them by the one event, some by the other, most by both.
    addEventListener('popstate', () => { this.follow(); });
    addEventListener('hashchange', () => { this.follow(); });
  }

  /** The address of the place with other state. */
  hrefOf(state: Place['state'], page = this.place.page): string {
    return writeAddress({ view: this.place.view, state, page });
  }

  /** The full address of the place, for others to open. */
  get shareable(): string {
    return new URL(writeAddress(this.place), location.href).href;
  }

  change(patch: Partial<Place['state']>): void {
    const { view, state } = this.place;
    const asked = { ...state, ...patch };
    this.moveTo({ ...this.place, state: view.reconcile?.(asked) ?? asked, problems: [] }, Object.keys(patch).sort().join());
  }

  changePage(patch: Partial<PageState>): void {
    this.moveTo({ ...this.place, page: { ...this.place.page, ...patch } }, 'page');
  }

  dismissProblems(): void {
    this.place = { ...this.place, problems: [] };
  }

  private moveTo(place: Place, settings: string): void {
    const before = writeAddress(this.place);
    this.place = place;
    if (writeAddress(place) === before) return;
    const now = performance.now();
    const same = this.gesture.settings === settings && now - this.gesture.at < ONE_GESTURE_MS;
    this.gesture = { settings, at: now };
    if (same) {
      this.pending ??= setTimeout(() => { this.write(); }, WRITE_AFTER_MS);
    } else {
      history.replaceState(null, '', before);
      clearTimeout(this.pending);
      this.pending = undefined;
      history.pushState(null, '', writeAddress(place));
    }
  }

  private write(): void {
    this.pending = undefined;
    history.replaceState(null, '', writeAddress(this.place));
  }

  private follow(): void {
    clearTimeout(this.pending);
    this.pending = undefined;
    this.gesture = { settings: '', at: -Infinity };
    const place = readAddress(location.hash, views);
    if (writeAddress(place) === writeAddress(this.place) && place.problems.length === 0) return;
    this.place = place;
  }
}

export const navigation = new Navigation();
