/**
 * @file Where everything of one trainer lies in memory; float32 unless said otherwise.
 *
 * Matrices with one column a feature are cut into panels of 16 columns: [panel, row, 16]. A row of a panel is 64 bytes, one cache line, and a
 * panel is walked without strides whatever the number of features. Columns beyond the last feature are 0 and stay 0.
 */

/** Columns of a panel, and bytes of one of its rows. */
export const PANEL: i32 = 16;
export const LINE: usize = 64;

/** Bytes of an instance's header: see `instance.ts`. */
export const HEADER: usize = 64;

export let features: i32 = 0;
export let hidden: i32 = 0;
export let panels: i32 = 0;
/** Vectors of the last panel that hold features, 1 to 4. */
export let lastVectors: i32 = 0;
/** Rows of a batch that are handled at once. */
export let blockRows: i32 = 0;
/** Entries of a batch: rows · features. */
export let batchRows: i32 = 0;
export let throughGram: bool = false;

/** Bytes of [panel, hidden + 1, 16]: W, and b as row `hidden` of every panel. */
export let parameterBytes: usize = 0;

/** [panel, 16] */
export let importance: usize = 0;
/** Int32 [class + 1] where a class begins in `members`; float64 [class] 1/log(1 − p); int32 [features] the feature of a member. */
export let classStarts: usize = 0;
export let inverseLogs: usize = 0;
export let members: usize = 0;
export let classes: i32 = 0;

/** Events as drawn, each 8 bytes: uint32 64 · feature, then x; and the row of each, int32. */
export let drawn: usize = 0;
export let drawnRows: usize = 0;
/** The same, by row. Where they are drawn by row already, the same memory. */
export let events: usize = 0;
export let eventRows: usize = 0;
/** Uint32: where the event's target is. */
export let addresses: usize = 0;
/** Uint32 by non-empty row as drawn: the end of its events. */
export let drawnEnds: usize = 0;
/** Uint32 twice by non-empty row, those of few events first: begin and end of its events. */
export let rowEvents: usize = 0;
/** Int32 [max(blockRows, features) + 2]: for counting. */
export let counts: usize = 0;
/** [panel, blockRows + 1, 16]: x of the non-empty rows in the order of `rowEvents`, laid out for the outputs; 0 between two blocks. */
export let targets: usize = 0;
export let targetBytes: usize = 0;

/** As the parameters: Σ_rows of the step, without importance until it ends. */
export let gradient: usize = 0;
/** [panel, 16]: Σ_rows (ReLU(z_i) − x_i)² of a block. */
export let squares: usize = 0;

/** [panel, 16 · panels, 16]: WᵀW, and D[j, i] = Σ_rows x_j e_i over outputs above 0, later D I + I Dᵀ. */
export let gram: usize = 0;
export let coupling: usize = 0;
export let gramBytes: usize = 0;

/** [features, hidden made a multiple of 4]: Wᵀ, and the encoder's share of its gradient. */
export let transposed: usize = 0;
export let transposedGradient: usize = 0;
export let hiddenBytes: usize = 0;
/** A row's hidden activations, as events: uint32 64 · k, then h_k. */
export let activations: usize = 0;
/** [hidden, 4] and [hidden made a multiple of 4]: ∂loss/∂h of a row, in four parts and summed. */
export let activationParts: usize = 0;
export let activationGradient: usize = 0;
/** Uint32: begin and end of `activations`. */
export let activationRow: usize = 0;
/** [16]: the errors of one row and panel's outputs above 0. */
export let outputGradient: usize = 0;

/** The first instance. */
export let instances: usize = 0;

let end: usize = 0;

function take(bytes: usize): usize {
  const start = end;
  end = (end + bytes + 63) & ~63;
  return start;
}

/** Lays a trainer out; returns where it ends. The caller makes the memory that large, zeroes it, and fills importance and classes in. */
export function layOut(featureCount: i32, hiddenSize: i32, batch: i32, rows: i32, classCount: i32, gramPath: bool, instanceCount: i32): usize {
  features = featureCount;
  hidden = hiddenSize;
  batchRows = batch;
  blockRows = rows;
  classes = classCount;
  throughGram = gramPath;
  panels = (features + PANEL - 1) / PANEL;
  lastVectors = (features - (panels - 1) * PANEL + 3) >> 2;
  const columns: usize = <usize>panels * LINE;
  parameterBytes = columns * (hidden + 1);
  end = (__heap_base + 63) & ~63;
  importance = take(columns);
  classStarts = take(<usize>(classes + 1) << 2);
  inverseLogs = take(<usize>classes << 3);
  members = take(<usize>features << 2);
  const most: usize = <usize>rows * features + 8;
  drawn = take(most << 3);
  drawnRows = take(most << 2);
  events = classes > 1 ? take(most << 3) : drawn;
  eventRows = classes > 1 ? take(most << 2) : drawnRows;
  addresses = take(most << 2);
  drawnEnds = take(<usize>rows << 2);
  rowEvents = take(<usize>rows << 3);
  counts = take(<usize>(max(rows, features) + 2) << 2);
  // An odd number of lines, so that a row's panels do not all fall into one set of the cache.
  targetBytes = <usize>(rows | 1) * LINE;
  targets = take(targetBytes * panels);
  gradient = take(parameterBytes);
  squares = take(columns);
  outputGradient = take(LINE);
  if (throughGram) {
    gramBytes = columns * panels * PANEL;
    gram = take(gramBytes);
    coupling = take(gramBytes);
  } else {
    hiddenBytes = (<usize>(hidden + 3) & ~3) << 2;
    transposed = take(hiddenBytes * features);
    transposedGradient = take(hiddenBytes * features);
    activations = take(hiddenBytes << 1);
    activationRow = take(8);
    activationParts = take(<usize>hidden << 4);
    activationGradient = take(hiddenBytes);
  }
  instances = take(instanceBytes() * instanceCount);
  return end;
}

/** Header, parameters twice, the optimiser's two moments. */
export function instanceBytes(): usize {
  return HEADER + 4 * parameterBytes;
}
