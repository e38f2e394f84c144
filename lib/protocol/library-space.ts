/** The space of skills that the lab composes from lessons written by hand: placebos, references, masked copies. No run taught them. */
export const LIBRARY_SPACE = 'library';
