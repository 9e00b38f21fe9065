/** A duration as people say it: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 04 h`. */
export function formatDuration(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${twoDigits(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${String(hours)} h ${twoDigits(minutes % 60)} min`;
  return `${String(Math.floor(hours / 24))} d ${twoDigits(hours % 24)} h`;
}

/** A rate with three significant digits where they matter: `0.042`, `3.7`, `412`, `12 300`. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 100) return formatCount(Math.round(perSecond));
  return String(Number(perSecond.toPrecision(2)));
}

/** Digits in groups of three, by narrow no-break spaces: `1 048 576`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
