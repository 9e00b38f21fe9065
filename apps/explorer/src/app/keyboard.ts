/** @file Keys of the page. What has the focus keeps its own keys: a slider its arrows, a button its space. */
import { offered, type Actions } from './view-context.js';

export const keys: readonly { readonly key: string; readonly label: string; readonly action: keyof Actions; readonly does: string }[] = [
  { key: ' ', label: 'Space', action: 'toggle', does: 'play or pause' },
  { key: 'ArrowRight', label: '→', action: 'step', does: 'one step' },
  { key: 'r', label: 'R', action: 'restart', does: 'again, with the same seed' },
  { key: 's', label: 'S', action: 'reseed', does: 'again, with a new seed' },
];

export function listenToKeys(help: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('dialog') != null || ownsKey(target, event.key)) return;
    if (event.key === '?') {
      event.preventDefault();
      help();
      return;
    }
    const known = keys.find(({ key }) => key === event.key.toLowerCase() || key === event.key);
    const act = known && offered()?.actions[known.action];
    if (act === undefined || (event.repeat && known?.action !== 'step')) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey);
  return () => { document.removeEventListener('keydown', onKey); };
}

function ownsKey(target: Element | null, key: string): boolean {
  if (target === null) return false;
  if (target.matches('textarea, select, [contenteditable], input:not([type=range]):not([type=checkbox])')) return true;
  if (target.matches('input[type=range]')) return key.startsWith('Arrow');
  if (key === ' ') return target.matches('button, a, summary, input');
  return key.startsWith('Arrow') && target.matches('[role=slider], [role=tab], [role=grid], svg [tabindex]');
}
