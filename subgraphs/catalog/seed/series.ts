import type { SampleSeries } from './sample.ts';
import { NOVELS } from './seriesNovels.ts';
import { SEINEN } from './seriesSeinen.ts';
import { SHOJO_AND_JOSEI } from './seriesShojo.ts';
import { SHONEN } from './seriesShonen.ts';
import { SHONEN_JUMP } from './seriesShonenJump.ts';

export const SAMPLE_SERIES: readonly SampleSeries[] = [
  ...SHONEN_JUMP,
  ...SHONEN,
  ...SHOJO_AND_JOSEI,
  ...SEINEN,
  ...NOVELS,
];
