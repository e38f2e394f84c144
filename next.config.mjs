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
  experimental: { proxyClientMaxBodySize: '20mb' },
  poweredByHeader: false,
  outputFileTracingExcludes: { '*': ['./.data/**'] },
};
