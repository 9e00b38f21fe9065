/**
 * @file Which hue a phase has. Known phases keep theirs in every figure; others take the next one in order of name,
 * so that the same set of phases always looks the same.
 *
 * Source     Okabe & Ito, "Color Universal Design" (2008); the second set after Paul Tol, "Colour Schemes" (2021), muted
 */

const wellKnown: Readonly<Record<string, string>> = {
  dedicated: '#0072b2',
  antipodal: '#e69f00',
  'antipodal-asymmetric': '#d55e00',
  ignored: '#009e73',
  superposition: '#cc79a7',
  'all-ignored': '#56b4e9',
};

const further = ['#f0e442', '#882255', '#999933', '#332288', '#44aa99', '#cc6677', '#ddcc77', '#aa4499'];

/** Where there are more phases than hues, all that are left share this one and the legend counts them. */
export const surplusColour = '#80868c';

/**
 * Hues by phase name; a name that got none is absent.
 *
 * @example
 * // Known phases have the same hue in every figure; others take the next one.
 * const hues = assignPhaseColours(['pentagon', 'antipodal']);
 * hues.get('antipodal'); // → #e69f00
 * hues.get('pentagon'); // → #f0e442
 */
export function assignPhaseColours(phases: readonly string[]): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  let next = 0;
  for (const phase of [...phases].sort()) {
    const colour = Object.hasOwn(wellKnown, phase) ? wellKnown[phase] : further[next++];
    if (colour !== undefined) colours.set(phase, colour);
  }
  return colours;
}
