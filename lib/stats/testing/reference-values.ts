import { z } from 'zod';
import values from './reference-values.json' with { type: 'json' };

const rows = z.array(z.array(z.number()));
const numbers = z.array(z.number());

/** Values computed outside the project; reference-recipe.md says how. */
export const REFERENCE = z
  .object({
    logGamma: rows,
    logBeta: rows,
    logChoose: rows,
    incompleteBeta: rows,
    incompleteGamma: rows,
    normalCdf: rows,
    normalQuantile: rows,
    tCdf: rows,
    tQuantile: rows,
    noncentralTCdf: rows,
    betaQuantile: rows,
    binomial: rows,
    wilson: rows,
    clopperPearson: rows,
    jeffreys: rows,
    tango: rows,
    newcombe: rows,
    mcNemar: rows,
    samples: z.record(z.string(), numbers),
    signFlip: z.record(z.string(), z.tuple([z.number(), z.number()])),
    wilcoxon: z.array(
      z.tuple([z.string(), z.enum(['pratt', 'wilcoxon']), z.number(), z.number(), z.number()]),
    ),
    wilcoxonLarge: z.object({ values: numbers, wilcoxon: z.number(), pratt: z.number() }),
    wilcoxonForty: z.object({ values: numbers, p: z.number() }),
    tInterval: z.record(z.string(), z.tuple([z.number(), z.number(), z.number(), z.number()])),
    tost: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])),
    holm: z.tuple([numbers, numbers]),
    passHatK: rows,
    twoWayMean: z.object({
      cells: z.array(z.tuple([z.string(), z.string(), z.number()])),
      expected: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
    mcNemarPower: rows,
    tPower: rows,
    oneSidedTPower: rows,
    nonInferiorityPower: rows,
    boundPower: rows,
    chiSquareQuantile: rows,
  })
  .parse(values);
