/** How many of the newest runs are read for the use of a skill: of experiments, and of others, each. */
export const RUNS_LOOKED_AT = 150;
