/** @type {import('next').NextConfig} */
export default {
  // Another folder lets a second server be built beside a running one (tests, benchmarks).
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  serverExternalPackages: [
    'openworkflow',
    'postgres',
    'gpt-tokenizer',
    '@acontext/acontext',
    'openai',
    'kysely',
    'zod',
    'yaml',
    'fflate',
  ],
  allowedDevOrigins: ['127.0.0.1'],
  // Above the 16 MiB that the embedded Acontext takes: what goes beyond this is cut off before it gets there.
  experimental: {
    // What the router could not fetch while the lab was away waits for it; otherwise the browser goes there and shows an error page of its own.
    useOffline: true,
    proxyClientMaxBodySize: '20mb',
    // The build gives every API route its own copy of the lab's code, a megabyte of text each: only those in use are loaded.
    preloadEntriesOnStart: false,
    // Whoever builds once (a fresh clone, the CI) pays for writing a cache that nobody reads.
    turbopackFileSystemCacheForBuild: false,
  },
  // The types are checked by `npm run check:types`, once, and not again in every build.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  outputFileTracingExcludes: { '*': ['./.data/**'] },
};
