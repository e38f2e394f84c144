/** Stands in for the package `server-only` in unit tests, which run outside Next's bundler. */
export const serverOnly = true;
