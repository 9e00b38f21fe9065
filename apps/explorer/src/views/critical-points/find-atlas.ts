/** @file The critical sets of a landscape and the ways down between them: what `tegum atlas` lists with the same settings. */
import { countCriticalSets, saddleGraph, type SaddleGraph } from '@tegum/core';
import { eigenvaluesOf, type LandscapeSource } from './landscape.js';

export interface AtlasQuestion {
  readonly source: LandscapeSource;
  readonly hidden: number;
  readonly tied: boolean;
  /** Only so many critical sets, the lowest. */
  readonly top: number;
}

export interface Atlas {
  readonly eigenvalues: readonly number[];
  /** Of all critical sets; exact up to 2⁵³. */
  readonly count: number;
  readonly graph: SaddleGraph;
}

export function findAtlas({ source, hidden, tied, top }: AtlasQuestion): Atlas {
  const eigenvalues = eigenvaluesOf(source);
  const landscape = { eigenvalues, hidden, tied };
  return { eigenvalues, count: countCriticalSets(landscape), graph: saddleGraph(landscape, { lowest: top }) };
}
