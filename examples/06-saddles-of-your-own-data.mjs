/**
 * @file Every critical point of a linear autoencoder on a table of numbers: the minimum, which is PCA, and the saddles on the way to it.
 */
import { criticalSets, linearSpectrum } from '@tegum/core';
import { usArrestsColumns, usArrestsCsv } from '@tegum/data-reference';
import { readTable, secondMoment } from '@tegum/data-tables';

const table = await readTable(usArrestsCsv(), { name: 'us-arrests.csv', columns: usArrestsColumns });
const { eigenvalues } = linearSpectrum(secondMoment(table, { centred: true, standardised: true }), table.columns.length);
console.log(`eigenvalues of ${table.columns.join(', ')}:`, Array.from(eigenvalues, (value) => value.toFixed(4)).join(' '));

for (const { indices, loss, morseIndex, escapes } of criticalSets({ eigenvalues, hidden: 2 })) {
  const kind = morseIndex === 0 ? 'the minimum' : `a saddle of index ${morseIndex}; its steepest way down gains ${Math.max(...escapes.map(({ drop }) => drop)).toFixed(4)}`;
  console.log(`keeps {${indices.join(', ')}}`.padEnd(13), `loss ${loss.toFixed(4)}  ${kind}`);
}
