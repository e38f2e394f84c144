/** The chance of finding what is looked for that the lab plans with: four of five (Cohen 1988). */
export const TARGET_POWER = 0.8;
