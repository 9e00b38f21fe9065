export type { FigureDocument } from './document.js';
export type { FigureOptions } from './options.js';
export type { ThemeName } from './theme.js';
export type { FigureText } from './layout/sheet.js';
export { phaseDiagram, type PhaseCell, type PhaseCellState, type PhaseDiagramData } from './phase-diagram.js';
export { phaseComparison, type ComparedCell, type PhaseComparisonData } from './phase-comparison.js';
export type { TracedPoint } from './phase/traced-lines.js';
export {
  dimensionalityPlot,
  stickyDimensionalities,
  type DimensionalityData,
  type DimensionalityModel,
} from './dimensionality-plot.js';
export { featureVectors, type FeatureVectorsData, type VectorModel } from './feature-vectors.js';
export { gramHeatmap, type GramHeatmapData, type GramModel } from './gram-heatmap.js';
export { isotropyMap, type IsotropyMapData } from './isotropy-map.js';
export { planeMap, type PlaneAxis, type PlaneClasses, type PlaneMapData, type PlaneValues } from './plane-map.js';
export { kGonPortraits, type KGonPortrait, type KGonPortraitsData } from './k-gon-portraits.js';
export { flowEnd, flowPanel, flowSetName, type EndedFlow } from './flow-panel.js';
export { flowComparison, type FlowComparisonData, type FlowPanel } from './flow-comparison.js';
export { logLogPlot, type LogLogData, type LogLogSeries } from './log-log-plot.js';
export { lossCurves, type LossCurvesData, type LossSeries } from './loss-curves.js';
export {
  classicBoundaries,
  classicLosses,
  type ClassicBoundary,
  type ClassicCandidate,
} from './classic-candidates.js';
export { drawRunFigure, runFigureNames, type RunFigureInput, type RunFigureName } from './runs/draw-run-figure.js';
export { saddleGraphFigure } from './saddle-graph.js';
export type { SaddleGraphData } from './saddle-graph.js';
export { skeletonShares, type SkeletonSharePoint, type SkeletonSharesData } from './skeleton-shares.js';
export { spectrumPlot, type BulkLimit, type SpectrumPlotData } from './spectrum-plot.js';
export { truncationBounds, type Truncation, type TruncationBoundsData } from './truncation-bounds.js';
export { cosineSpectra, thomsonSphere, type DirectionSet, type ThomsonSphereData } from './thomson-sphere.js';
